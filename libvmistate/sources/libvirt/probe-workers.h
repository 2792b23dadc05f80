/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The threads that enter hypervisors, and may stay there. */

#pragma once

#include <libvirt/libvirt.h>

#include <glib.h>

#include "sources/lenders.h"

G_BEGIN_DECLS

typedef struct
{
  virConnectPtr connection; /* (owned) */
  char *uuid;               /* (owned) */
  VmistateLease lease;      /* of @connection */
} VmistateProbeCall;

void _vmistate_probe_call_free (VmistateProbeCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateProbeCall, _vmistate_probe_call_free)

typedef struct _VmistateProbeWorkers VmistateProbeWorkers;

/* @returned: run in @context after calls have come back */
VmistateProbeWorkers *_vmistate_probe_workers_new (GMainContext *context, guint max_threads,
                                                   GSourceFunc returned, gpointer user_data);

/* @connection: (transfer full): lent as @lease says */
void _vmistate_probe_workers_push (VmistateProbeWorkers *self, virConnectPtr connection,
                                   VmistateLease lease, const char *uuid);

/* Returns: (transfer full) (nullable): a call that is back */
VmistateProbeCall *_vmistate_probe_workers_pop (VmistateProbeWorkers *self);

/* Pushed and not popped */
guint _vmistate_probe_workers_get_n_pending (VmistateProbeWorkers *self);

/* Blocks while a call is under way. */
void _vmistate_probe_workers_free (VmistateProbeWorkers *self);

G_END_DECLS
