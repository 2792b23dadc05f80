/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One pass of KubeVirt's controllers over one VMI, as they would make it: the stored status in,
 * the status they would store next out. */

#pragma once

#include "derive/evidence.h"

#include "model/condition.h"
#include "model/payloads-control.h"
#include "model/reconciliation.h"
#include "model/status.h"

G_BEGIN_DECLS

#define ANNOTATION_MIGRATION_TARGET "kubevirt.io/create-migration-target"

/* What holds whenever it is asked, and not only at one moment: after all that is stored. */
#define VMISTATE_PASS_UNTIMED G_MAXINT64

typedef struct
{
  const VmistateEvidence *evidence;
  const VmistateView *view; /* (nullable) the libvirt that runs the domain, or last ran it */

  /* The VMI object; parts that it lacks are empty records here, never NULL. */
  gpointer object;        /* (owned) VmistateVmiObject */
  gpointer metadata;      /* (owned) VmistateObjectMeta */
  gpointer spec;          /* (owned) VmistateVmiSpec */
  gpointer domain;        /* (owned) VmistateDomainSpec */
  gpointer devices;       /* (owned) VmistateDevicesSpec */
  VmistateStatus *before; /* (owned) the status that is stored now */

  VmistateProfile profile; /* TRUTH: also what the controller would derive but not store */
  const char *node;        /* (nullable) whose agent looks at the domain */
  gint64 now;              /* microseconds since 1970 UTC, or VMISTATE_PASS_UNTIMED */

  VmistateStatus *status;         /* (owned) the status being made; begins as a copy of @before */
  GPtrArray *conditions;          /* (owned) its conditions, in KubeVirt's order; they replace those
                                     of @status at the end */
  GPtrArray *events;              /* (owned) (element-type utf8) */
  VmistateReconciliation *result; /* (owned) */
} VmistatePass;

/* The steps, in the order in which KubeVirt takes them. Each fills its part of pass->status. */

/* When the object is created: admission. */
void _vmistate_kubevirt_defaults (VmistatePass *pass);

/* The controller, where it is known which Pods there are. */
void _vmistate_kubevirt_control (VmistatePass *pass);
/* @pod: (nullable): VmistatePodObject, the VMI's current one */
void _vmistate_kubevirt_control_interfaces (VmistatePass *pass, gpointer pod);

/* The node agent, where it is known whether there is a domain. */
void _vmistate_kubevirt_domain_state (VmistatePass *pass);
void _vmistate_kubevirt_guest (VmistatePass *pass);
void _vmistate_kubevirt_volumes (VmistatePass *pass);
void _vmistate_kubevirt_hardware (VmistatePass *pass);
void _vmistate_kubevirt_interfaces (VmistatePass *pass);
/* Returns: FALSE, and the result has an error, if the phase cannot be told: nothing is stored */
gboolean _vmistate_kubevirt_phase (VmistatePass *pass);
void _vmistate_kubevirt_conditions (VmistatePass *pass);
void _vmistate_kubevirt_sync (VmistatePass *pass);
void _vmistate_kubevirt_transitions (VmistatePass *pass);
/* @before: the phase when the node agent's pass began */
void _vmistate_kubevirt_phase_event (VmistatePass *pass, const char *before);

/* Tools */

/* Notes an event: "Normal Started VirtualMachineInstance started." */
void _vmistate_pass_event (VmistatePass *pass, const char *type, const char *reason,
                           const char *format, ...) G_GNUC_PRINTF (4, 5);

const char *_vmistate_pass_get_phase (const VmistatePass *pass);
void _vmistate_pass_set_phase (VmistatePass *pass, const char *phase);
gboolean _vmistate_pass_is_final (const VmistatePass *pass);

/* (nullable) values of the VMI's labels and annotations. The text is owned by the pass. */
const char *_vmistate_pass_get_label (const VmistatePass *pass, const char *name);
const char *_vmistate_pass_get_annotation (const VmistatePass *pass, const char *name);

gboolean _vmistate_pass_is_deleting (const VmistatePass *pass);
/* Has the annotation that makes it the target of a migration between clusters. */
gboolean _vmistate_pass_is_migration_target (const VmistatePass *pass);

/* Cluster configuration; FALSE or NULL where it is not known. */
gboolean _vmistate_pass_has_feature_gate (const VmistatePass *pass, const char *name);
gpointer _vmistate_pass_get_configuration (const VmistatePass *pass);

/* The domain as libvirt's XML has it, or NULL: no domain object. */
gpointer _vmistate_pass_get_domain (const VmistatePass *pass);
/* Whether it is known that there is a domain, or that there is none. */
gboolean _vmistate_pass_knows_domain (const VmistatePass *pass);
/* (nullable) what is known of the launcher */
gpointer _vmistate_pass_get_launcher (const VmistatePass *pass);

/* spec.domain.devices.interfaces by name, or NULL. */
gpointer _vmistate_pass_find_interface (const VmistatePass *pass, const char *name);
/* spec.networks' Pod network, or NULL. */
gpointer _vmistate_pass_find_pod_network (const VmistatePass *pass);

/* Lists of records; a missing one is empty. */
#define _vmistate_list_length(list) ((list) != NULL ? (list)->len : 0)

/* Conditions as KubeVirt's helper handles them: the list keeps the order of insertion. */
int _vmistate_conditions_find (GPtrArray *conditions, const char *type);
gboolean _vmistate_conditions_has (GPtrArray *conditions, const char *type);
/* (nullable): borrowed */
gpointer _vmistate_conditions_get (GPtrArray *conditions, const char *type);
gboolean _vmistate_conditions_is (GPtrArray *conditions, const char *type, const char *status);
void _vmistate_conditions_remove (GPtrArray *conditions, const char *type);
/* @condition: (transfer full) */
void _vmistate_conditions_append (GPtrArray *conditions, gpointer condition);
/* Same status and reason; of another message or time KubeVirt takes no notice. */
gboolean _vmistate_condition_agrees (gpointer a, gpointer b);
/* In the place of the old one, unless that has the same status and reason: a new message alone does
 * not count. @condition: (transfer full) */
void _vmistate_conditions_update (GPtrArray *conditions, gpointer condition);
/* At the end, unless there is one that is the same in every part. @condition: (transfer full) */
void _vmistate_conditions_replace (GPtrArray *conditions, gpointer condition);

/* @reason, @message: (nullable). Times are left null. Returns: (transfer full) */
gpointer _vmistate_condition_make (const char *type, const char *status, const char *reason,
                                   const char *message);
/* The same with both times set to @now. */
gpointer _vmistate_condition_make_at (const char *type, const char *status, const char *reason,
                                      const char *message, gint64 now);

/* What KubeVirt's controller would make of the stored status, whether it would write it or not.
 * Returns: (transfer full) */
VmistateStatus *_vmistate_derive_kubevirt_control (const VmistateEvidence *evidence);

/* Everything KubeVirt would do. Returns: (transfer full) */
VmistateReconciliation *_vmistate_derive_kubevirt (const VmistateEvidence *evidence);

G_END_DECLS
