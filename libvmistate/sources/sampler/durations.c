/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "durations.h"

#include "model/sample/call-durations.h"
#include "model/sample/duration-bucket.h"

/* From what an idle daemon needs to beyond the longest deadline that is of use */
static const guint64 bounds_usec[VMISTATE_N_DURATION_BOUNDS] = {
  1000,   2500,   5000,    10000,   25000,   50000,    100000,
  250000, 500000, 1000000, 2500000, 5000000, 10000000,
};

void
_vmistate_durations_add (VmistateDurations *self, gint64 usec)
{
  guint64 duration = (guint64) MAX (usec, 0);
  guint i = 0;

  while (i < VMISTATE_N_DURATION_BOUNDS && duration > bounds_usec[i])
    i++;
  self->counts[i]++;
  self->sum_usec += duration;
}

VmistateCallDurations *
_vmistate_durations_to_record (const VmistateDurations *self)
{
  VmistateCallDurations *record = g_object_new (VMISTATE_TYPE_CALL_DURATIONS, NULL);
  GPtrArray *buckets = _vmistate_record_list_new ();
  guint64 total = 0;

  for (guint i = 0; i <= VMISTATE_N_DURATION_BOUNDS; i++)
    {
      gpointer bucket = g_object_new (VMISTATE_TYPE_DURATION_BUCKET, NULL);

      if (i < VMISTATE_N_DURATION_BOUNDS)
        _vmistate_record_set_integer (bucket, DURATION_BUCKET_UP_TO_USEC, (gint64) bounds_usec[i]);
      _vmistate_record_set_integer (bucket, DURATION_BUCKET_COUNT, (gint64) self->counts[i]);
      g_ptr_array_add (buckets, bucket);
      total += self->counts[i];
    }
  _vmistate_record_set_integer (record, CALL_DURATIONS_COUNT, (gint64) total);
  _vmistate_record_set_integer (record, CALL_DURATIONS_SUM_USEC, (gint64) self->sum_usec);
  _vmistate_record_take_list (record, CALL_DURATIONS_BUCKETS, buckets);
  return record;
}
