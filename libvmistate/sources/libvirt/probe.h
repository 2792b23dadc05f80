/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether the hypervisor process of each domain answers. A process that was stopped or hangs in
 * its storage keeps every call that enters it, so the calls made here are few, never two for one
 * domain, and on connections that nothing else needs. */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-sink.h>

#include "model/fact.h"
#include "probe-domain.h"

G_BEGIN_DECLS

typedef struct _VmistateProbe VmistateProbe;

/* All functions are called on the thread that runs @context. */
VmistateProbe *_vmistate_probe_new (GMainContext *context, VmistateSink *sink,
                                    const char *source_id, guint interval_msec);

/* And so the most calls that may ever hang in one daemon because of one source */
#define VMISTATE_PROBE_MAX_CALLS 3

/* @look: (nullable): for questions that never enter a hypervisor; NULL when it is lost
 * @enter: for those that do: best as many as there may be calls
 * References are taken. */
void _vmistate_probe_set_connections (VmistateProbe *self, virConnectPtr look, virConnectPtr *enter,
                                      guint n);

/* @active: the hypervisor runs
 * @settled: and the domain in it neither starts nor arrives */
void _vmistate_probe_domain_changed (VmistateProbe *self, const char *uuid,
                                     const VmistateIdentity *identity, gboolean active,
                                     gboolean settled);
void _vmistate_probe_domain_gone (VmistateProbe *self, const char *uuid);

/* What libvirt says of the job of a domain.
 * @answer: what it knows
 * @asked_at: since 1970 UTC */
typedef void (*VmistateProbeJobFunc) (const char *uuid, const VmistateJobAnswer *answer,
                                      gint64 asked_at, gpointer user_data);
void _vmistate_probe_set_job_func (VmistateProbe *self, VmistateProbeJobFunc func,
                                   gpointer user_data);

#define VMISTATE_JOB_WATCH_MSEC 450

/* Asks for the job of an active domain after @delay_msec and then every VMISTATE_JOB_WATCH_MSEC,
 * until another watch is set or the domain is no longer active. */
void _vmistate_probe_watch_job (VmistateProbe *self, const char *uuid, VmistateJobWatch watch,
                                guint delay_msec);

/* Nothing is emitted after this call. @done runs once the last call is back; then free it. */
void _vmistate_probe_stop (VmistateProbe *self, GFunc done, gpointer user_data);
void _vmistate_probe_free (VmistateProbe *self);

G_END_DECLS
