/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one call that enters a hypervisor, and may stay there. */

#pragma once

#include "migration-job.h"
#include "sources/lenders.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_PROBE_ASK_ANY = 1 << 0,           /* whatever is answered */
  VMISTATE_PROBE_ASK_JOB = 1 << 1,           /* the job under way */
  VMISTATE_PROBE_ASK_COMPLETED_JOB = 1 << 2, /* the one that ended last */
  VMISTATE_PROBE_ASK_JOB_IF_FREE = 1 << 3,   /* the job under way, if it lets one ask */
} VmistateProbeQuestions;

typedef struct
{
  virConnectPtr connection; /* (owned) */
  VmistateLease lease;      /* of @connection */
  char *uuid;               /* (owned) */
  VmistateProbeQuestions questions;
  VmistateJobAnswer job; /* what became of all but the first */
} VmistateProbeCall;

void _vmistate_probe_call_free (VmistateProbeCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateProbeCall, _vmistate_probe_call_free)

/* Runs on a worker. */
void _vmistate_probe_call_run (VmistateProbeCall *self);

G_END_DECLS
