/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "phase-transition.h"

/**
 * VmistatePhaseTransition:
 *
 * The moment at which a VMI first entered a phase (KubeVirt's
 * `VirtualMachineInstancePhaseTransitionTimestamp`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [PHASE_TRANSITION_PHASE] = { "phase", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP] = { "phaseTransitionTimestamp", VMISTATE_FIELD_TIME,
                                                    VMISTATE_FIELD_ALWAYS },
};

VMISTATE_DEFINE_RECORD (VmistatePhaseTransition, vmistate_phase_transition, fields,
                        PHASE_TRANSITION_N_FIELDS)

/**
 * vmistate_phase_transition_get_phase:
 * @self: a phase transition
 *
 * Phase that was entered; JSON member `phase`.
 *
 * Returns: the phase
 *
 * Since: 0.1
 */
VmistatePhase
vmistate_phase_transition_get_phase (VmistatePhaseTransition *self)
{
  g_return_val_if_fail (VMISTATE_IS_PHASE_TRANSITION (self), VMISTATE_PHASE_UNKNOWN);

  return _vmistate_record_get_enum (self, PHASE_TRANSITION_PHASE, VMISTATE_TYPE_PHASE);
}

/**
 * vmistate_phase_transition_dup_phase_transition_timestamp:
 * @self: a phase transition
 *
 * When the phase was first entered, in UTC; JSON member `phaseTransitionTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_phase_transition_dup_phase_transition_timestamp (VmistatePhaseTransition *self)
{
  g_return_val_if_fail (VMISTATE_IS_PHASE_TRANSITION (self), NULL);

  return _vmistate_record_dup_time (self, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP);
}
