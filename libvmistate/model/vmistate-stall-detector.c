/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "stall-detector.h"

/**
 * VmistateStallDetector:
 *
 * How a migration that makes no progress is recognised (KubeVirt's `StallDetectorOptions`, an
 * alpha API).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [STALL_DETECTOR_STALL_MARGIN_PERCENT] = { "stallMargin", VMISTATE_FIELD_INT64,
                                            VMISTATE_FIELD_POINTER },
  [STALL_DETECTOR_EWMA_ALPHA] = { "ewmaAlpha", VMISTATE_FIELD_QUANTITY },
  [STALL_DETECTOR_STALL_PROGRESS_TIMEOUT_SEC] = { "stallProgressTimeout", VMISTATE_FIELD_INT64,
                                                  VMISTATE_FIELD_POINTER },
  [STALL_DETECTOR_SWITCHOVER_TIMEOUT_SEC] = { "switchoverTimeout", VMISTATE_FIELD_INT64,
                                              VMISTATE_FIELD_POINTER },
  [STALL_DETECTOR_PRECOPY_POSSIBLE_FACTOR] = { "precopyPossibleFactor", VMISTATE_FIELD_QUANTITY },
  [STALL_DETECTOR_PATIENCE_WINDOW_DECAY_FACTOR] = { "patienceWindowDecayFactor",
                                                    VMISTATE_FIELD_QUANTITY },
  [STALL_DETECTOR_SEARCH_LOCAL_MINIMA] = { "searchLocalMinima", VMISTATE_FIELD_BOOLEAN,
                                           VMISTATE_FIELD_POINTER },
  [STALL_DETECTOR_COMPLETION_TIMEOUT_FACTOR] = { "completionTimeoutFactor",
                                                 VMISTATE_FIELD_QUANTITY },
};

VMISTATE_DEFINE_RECORD (VmistateStallDetector, vmistate_stall_detector, fields,
                        STALL_DETECTOR_N_FIELDS)

/**
 * vmistate_stall_detector_get_stall_margin_percent:
 * @self: the options
 * @value: (out) (optional): return location for the margin
 *
 * Tolerance when remaining data is compared, in percent; JSON member `stallMargin`. Told by
 * the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_stall_detector_get_stall_margin_percent (VmistateStallDetector *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STALL_DETECTOR (self), FALSE);

  return _vmistate_record_get_int64 (self, STALL_DETECTOR_STALL_MARGIN_PERCENT, value);
}

/**
 * vmistate_stall_detector_get_ewma_alpha:
 * @self: the options
 *
 * Weight of a new sample in the moving average of the bandwidth, above 0 and up to 1; JSON
 * member `ewmaAlpha`. Told by the API object.
 *
 * Returns: (nullable): the factor, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_stall_detector_get_ewma_alpha (VmistateStallDetector *self)
{
  g_return_val_if_fail (VMISTATE_IS_STALL_DETECTOR (self), NULL);

  return _vmistate_record_get_string (self, STALL_DETECTOR_EWMA_ALPHA);
}

/**
 * vmistate_stall_detector_get_stall_progress_timeout_sec:
 * @self: the options
 * @value: (out) (optional): return location for the time
 *
 * Time without progress after which a migration has stalled, in seconds; JSON member
 * `stallProgressTimeout`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_stall_detector_get_stall_progress_timeout_sec (VmistateStallDetector *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STALL_DETECTOR (self), FALSE);

  return _vmistate_record_get_int64 (self, STALL_DETECTOR_STALL_PROGRESS_TIMEOUT_SEC, value);
}

/**
 * vmistate_stall_detector_get_switchover_timeout_sec:
 * @self: the options
 * @value: (out) (optional): return location for the time
 *
 * Time that the switch to the target may take, in seconds; JSON member `switchoverTimeout`.
 * Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_stall_detector_get_switchover_timeout_sec (VmistateStallDetector *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STALL_DETECTOR (self), FALSE);

  return _vmistate_record_get_int64 (self, STALL_DETECTOR_SWITCHOVER_TIMEOUT_SEC, value);
}

/**
 * vmistate_stall_detector_get_precopy_possible_factor:
 * @self: the options
 *
 * By how many times the expected downtime may exceed the allowed one; JSON member
 * `precopyPossibleFactor`. Told by the API object.
 *
 * Returns: (nullable): the factor, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_stall_detector_get_precopy_possible_factor (VmistateStallDetector *self)
{
  g_return_val_if_fail (VMISTATE_IS_STALL_DETECTOR (self), NULL);

  return _vmistate_record_get_string (self, STALL_DETECTOR_PRECOPY_POSSIBLE_FACTOR);
}

/**
 * vmistate_stall_detector_get_patience_window_decay_factor:
 * @self: the options
 *
 * Factor by which patience shrinks at each relaxation; JSON member
 * `patienceWindowDecayFactor`. Told by the API object.
 *
 * Returns: (nullable): the factor, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_stall_detector_get_patience_window_decay_factor (VmistateStallDetector *self)
{
  g_return_val_if_fail (VMISTATE_IS_STALL_DETECTOR (self), NULL);

  return _vmistate_record_get_string (self, STALL_DETECTOR_PATIENCE_WINDOW_DECAY_FACTOR);
}

/**
 * vmistate_stall_detector_get_search_local_minima:
 * @self: the options
 * @value: (out) (optional): return location for the answer
 *
 * Whether a switch waits for a moment with little remaining data; JSON member
 * `searchLocalMinima`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_stall_detector_get_search_local_minima (VmistateStallDetector *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_STALL_DETECTOR (self), FALSE);

  return _vmistate_record_get_boolean (self, STALL_DETECTOR_SEARCH_LOCAL_MINIMA, value);
}

/**
 * vmistate_stall_detector_get_completion_timeout_factor:
 * @self: the options
 *
 * Factor on the completion timeout, for a switch that was forced; JSON member
 * `completionTimeoutFactor`. Told by the API object.
 *
 * Returns: (nullable): the factor, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_stall_detector_get_completion_timeout_factor (VmistateStallDetector *self)
{
  g_return_val_if_fail (VMISTATE_IS_STALL_DETECTOR (self), NULL);

  return _vmistate_record_get_string (self, STALL_DETECTOR_COMPLETION_TIMEOUT_FACTOR);
}
