/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-phase.h>
#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_PHASE_TRANSITION (vmistate_phase_transition_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistatePhaseTransition, vmistate_phase_transition, VMISTATE,
                      PHASE_TRANSITION, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
VmistatePhase vmistate_phase_transition_get_phase (VmistatePhaseTransition *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_phase_transition_dup_phase_transition_timestamp (VmistatePhaseTransition *self);

G_END_DECLS
