/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "downtime-tuning.h"

/**
 * VmistateDowntimeTuning:
 *
 * How the allowed downtime grows during a migration (KubeVirt's `DowntimeTuningOptions`, an
 * alpha API).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [DOWNTIME_TUNING_INITIAL_MSEC] = { "initialMs", VMISTATE_FIELD_INT64, VMISTATE_FIELD_POINTER },
  [DOWNTIME_TUNING_STEPS] = { "steps", VMISTATE_FIELD_INT32, VMISTATE_FIELD_POINTER },
  [DOWNTIME_TUNING_START_AFTER_ITERATION] = { "startAfterIteration", VMISTATE_FIELD_INT64,
                                              VMISTATE_FIELD_POINTER },
  [DOWNTIME_TUNING_COOLDOWN_SEC] = { "cooldownSeconds", VMISTATE_FIELD_INT32,
                                     VMISTATE_FIELD_POINTER },
};

VMISTATE_DEFINE_RECORD (VmistateDowntimeTuning, vmistate_downtime_tuning, fields,
                        DOWNTIME_TUNING_N_FIELDS)

/**
 * vmistate_downtime_tuning_get_initial_msec:
 * @self: the options
 * @value: (out) (optional): return location for the downtime
 *
 * Allowed downtime at the start, in milliseconds; JSON member `initialMs`. Told by the API
 * object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_downtime_tuning_get_initial_msec (VmistateDowntimeTuning *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DOWNTIME_TUNING (self), FALSE);

  return _vmistate_record_get_int64 (self, DOWNTIME_TUNING_INITIAL_MSEC, value);
}

/**
 * vmistate_downtime_tuning_get_steps:
 * @self: the options
 * @value: (out) (optional): return location for the number
 *
 * Number of equal steps up to the greatest allowed downtime; JSON member `steps`. Told by the
 * API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_downtime_tuning_get_steps (VmistateDowntimeTuning *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DOWNTIME_TUNING (self), FALSE);

  return _vmistate_record_get_int32 (self, DOWNTIME_TUNING_STEPS, value);
}

/**
 * vmistate_downtime_tuning_get_start_after_iteration:
 * @self: the options
 * @value: (out) (optional): return location for the iteration
 *
 * Iteration of the memory copy after which the downtime begins to grow; JSON member
 * `startAfterIteration`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_downtime_tuning_get_start_after_iteration (VmistateDowntimeTuning *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DOWNTIME_TUNING (self), FALSE);

  return _vmistate_record_get_int64 (self, DOWNTIME_TUNING_START_AFTER_ITERATION, value);
}

/**
 * vmistate_downtime_tuning_get_cooldown_sec:
 * @self: the options
 * @value: (out) (optional): return location for the time
 *
 * Least time between two steps, in seconds; JSON member `cooldownSeconds`. Told by the API
 * object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_downtime_tuning_get_cooldown_sec (VmistateDowntimeTuning *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DOWNTIME_TUNING (self), FALSE);

  return _vmistate_record_get_int32 (self, DOWNTIME_TUNING_COOLDOWN_SEC, value);
}
