/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "call-durations.h"

/**
 * VmistateCallDurations:
 *
 * How long calls to libvirt of one kind took, since the source was started: a histogram.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [CALL_DURATIONS_COUNT] = { "count", VMISTATE_FIELD_UINT64 },
  [CALL_DURATIONS_SUM_USEC] = { "sumUsec", VMISTATE_FIELD_UINT64 },
  [CALL_DURATIONS_BUCKETS] = { "buckets", VMISTATE_FIELD_LIST, VMISTATE_FIELD_DEFAULT,
                               vmistate_duration_bucket_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateCallDurations, vmistate_call_durations, fields,
                        CALL_DURATIONS_N_FIELDS)

/**
 * vmistate_call_durations_get_count:
 * @self: durations
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many calls came back; JSON member `count`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_call_durations_get_count (VmistateCallDurations *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CALL_DURATIONS (self), FALSE);

  return _vmistate_record_get_uint64 (self, CALL_DURATIONS_COUNT, value);
}

/**
 * vmistate_call_durations_get_sum_usec:
 * @self: durations
 * @value: (out) (optional): return location for the time, or 0
 *
 * How long they took together, in microseconds; JSON member `sumUsec`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_call_durations_get_sum_usec (VmistateCallDurations *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CALL_DURATIONS (self), FALSE);

  return _vmistate_record_get_uint64 (self, CALL_DURATIONS_SUM_USEC, value);
}

/**
 * vmistate_call_durations_get_buckets:
 * @self: durations
 *
 * How many took how long, from the shortest to the longest; each call is in one bucket; JSON member
 * `buckets`. Counted by the source.
 *
 * Returns: (element-type VmistateDurationBucket) (transfer none) (nullable): the buckets, which
 * must not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_call_durations_get_buckets (VmistateCallDurations *self)
{
  g_return_val_if_fail (VMISTATE_IS_CALL_DURATIONS (self), NULL);

  return _vmistate_record_get_list (self, CALL_DURATIONS_BUCKETS);
}
