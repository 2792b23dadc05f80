/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "duration-bucket.h"

/**
 * VmistateDurationBucket:
 *
 * How many of some calls took so long, and longer than the bucket before has.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [DURATION_BUCKET_UP_TO_USEC] = { "upToUsec", VMISTATE_FIELD_UINT64 },
  [DURATION_BUCKET_COUNT] = { "count", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateDurationBucket, vmistate_duration_bucket, fields,
                        DURATION_BUCKET_N_FIELDS)

/**
 * vmistate_duration_bucket_get_up_to_usec:
 * @self: a bucket
 * @value: (out) (optional): return location for the time, or 0
 *
 * The longest duration that it has, in microseconds; absent in the last bucket, which has all that
 * are longer; JSON member `upToUsec`. A constant of the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_duration_bucket_get_up_to_usec (VmistateDurationBucket *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DURATION_BUCKET (self), FALSE);

  return _vmistate_record_get_uint64 (self, DURATION_BUCKET_UP_TO_USEC, value);
}

/**
 * vmistate_duration_bucket_get_count:
 * @self: a bucket
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many calls it has; JSON member `count`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_duration_bucket_get_count (VmistateDurationBucket *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DURATION_BUCKET (self), FALSE);

  return _vmistate_record_get_uint64 (self, DURATION_BUCKET_COUNT, value);
}
