/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one call that enters a hypervisor, and may stay there. */

#pragma once

#include "sources/lenders.h"

G_BEGIN_DECLS

typedef struct
{
  virConnectPtr connection; /* (owned) */
  VmistateLease lease;      /* of @connection */
  char *uuid;               /* (owned) */
} VmistateProbeCall;

void _vmistate_probe_call_free (VmistateProbeCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateProbeCall, _vmistate_probe_call_free)

/* Runs on a worker. What the answer is does not matter, only that there is one. */
void _vmistate_probe_call_run (VmistateProbeCall *self);

G_END_DECLS
