/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-macros.h>

G_BEGIN_DECLS

/**
 * VmistatePhase:
 * @VMISTATE_PHASE_UNKNOWN: `Unknown`, no phase, or a text that this version does not know
 * @VMISTATE_PHASE_PENDING: `Pending`: accepted, but nothing runs for it yet
 * @VMISTATE_PHASE_SCHEDULING: `Scheduling`: its Pod exists and waits for a node
 * @VMISTATE_PHASE_SCHEDULED: `Scheduled`: its Pod runs, its domain does not yet
 * @VMISTATE_PHASE_RUNNING: `Running`: its domain runs or is paused
 * @VMISTATE_PHASE_SUCCEEDED: `Succeeded`: it stopped as it was told to
 * @VMISTATE_PHASE_FAILED: `Failed`: it stopped in an error, or was lost
 * @VMISTATE_PHASE_WAITING_FOR_SYNC: `WaitingForSync`: it is the receiving half of a migration
 *   and waits for the other
 *
 * Where a VMI is in its life. Values may be added: a `switch` needs a default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_PHASE_UNKNOWN,
  VMISTATE_PHASE_PENDING,
  VMISTATE_PHASE_SCHEDULING,
  VMISTATE_PHASE_SCHEDULED,
  VMISTATE_PHASE_RUNNING,
  VMISTATE_PHASE_SUCCEEDED,
  VMISTATE_PHASE_FAILED,
  VMISTATE_PHASE_WAITING_FOR_SYNC,
} VmistatePhase;

#define VMISTATE_TYPE_PHASE (vmistate_phase_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_phase_get_type (void);

G_END_DECLS
