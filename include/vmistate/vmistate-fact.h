/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

/**
 * VmistateFactKind:
 * @VMISTATE_FACT_KIND_UNKNOWN: a kind that this version does not know
 * @VMISTATE_FACT_KIND_SOURCE: the state of the source itself: live, or lost and why
 * @VMISTATE_FACT_KIND_DOMAIN: what the domain is made of, from its XML
 * @VMISTATE_FACT_KIND_DOMAIN_STATE: libvirt's state and reason numbers, or that it is gone
 * @VMISTATE_FACT_KIND_DOMAIN_EVENT: an event of the hypervisor
 * @VMISTATE_FACT_KIND_RESPONSIVENESS: whether the hypervisor process answers its monitor
 * @VMISTATE_FACT_KIND_AGENT_CHANNEL: whether the guest holds the agent's channel open
 * @VMISTATE_FACT_KIND_AGENT_REPLY: what the guest agent answered to one command, or its failure
 * @VMISTATE_FACT_KIND_MIGRATION_JOB: libvirt's statistics of a migration
 * @VMISTATE_FACT_KIND_OBJECT: an object of the Kubernetes API, as it is now
 * @VMISTATE_FACT_KIND_OBJECT_GONE: an object of the Kubernetes API that was deleted
 * @VMISTATE_FACT_KIND_OBJECT_LIST: that a listing of one kind of objects is complete
 * @VMISTATE_FACT_KIND_POD_NETWORKS: the node agent's record of the addresses in the Pod
 * @VMISTATE_FACT_KIND_LAUNCHER: what the node agent knows of the launcher in the Pod
 * @VMISTATE_FACT_KIND_CONTROLLER: what the controller last did about the VMI
 * @VMISTATE_FACT_KIND_CLOCK: nothing but that this moment has come
 * @VMISTATE_FACT_KIND_SAMPLE: numbers of a domain
 * @VMISTATE_FACT_KIND_LOG: a line of a log
 * @VMISTATE_FACT_KIND_HOST: what a libvirt tells of itself and its host, a [class@HostInfo]
 * @VMISTATE_FACT_KIND_JOB: how far libvirt is with a job, or how it ended
 *
 * What a fact is about.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_FACT_KIND_UNKNOWN,
  VMISTATE_FACT_KIND_SOURCE,
  VMISTATE_FACT_KIND_DOMAIN,
  VMISTATE_FACT_KIND_DOMAIN_STATE,
  VMISTATE_FACT_KIND_DOMAIN_EVENT,
  VMISTATE_FACT_KIND_RESPONSIVENESS,
  VMISTATE_FACT_KIND_AGENT_CHANNEL,
  VMISTATE_FACT_KIND_AGENT_REPLY,
  VMISTATE_FACT_KIND_MIGRATION_JOB,
  VMISTATE_FACT_KIND_OBJECT,
  VMISTATE_FACT_KIND_OBJECT_GONE,
  VMISTATE_FACT_KIND_OBJECT_LIST,
  VMISTATE_FACT_KIND_POD_NETWORKS,
  VMISTATE_FACT_KIND_LAUNCHER,
  VMISTATE_FACT_KIND_CONTROLLER,
  VMISTATE_FACT_KIND_CLOCK,
  VMISTATE_FACT_KIND_SAMPLE,
  VMISTATE_FACT_KIND_LOG,
  VMISTATE_FACT_KIND_HOST,
  VMISTATE_FACT_KIND_JOB,
} VmistateFactKind;

#define VMISTATE_TYPE_FACT_KIND (vmistate_fact_kind_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_fact_kind_get_type (void);

#define VMISTATE_TYPE_FACT (vmistate_fact_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateFact, vmistate_fact, VMISTATE, FACT, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
VmistateFact *vmistate_fact_new_from_json (const char *json, gssize length, GError **error);

VMISTATE_AVAILABLE_IN_0_1
VmistateFactKind vmistate_fact_get_kind (VmistateFact *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_fact_get_source (VmistateFact *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_fact_get_namespace (VmistateFact *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_fact_get_name (VmistateFact *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_fact_get_uid (VmistateFact *self);

VMISTATE_AVAILABLE_IN_0_1
gint64 vmistate_fact_get_observed_at_usec (VmistateFact *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_fact_get_after_gap (VmistateFact *self);

G_END_DECLS
