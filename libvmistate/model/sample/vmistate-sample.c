/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sample.h"

/**
 * VmistateSample:
 *
 * The numbers of one domain at one moment.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [SAMPLE_TAKEN_AT] = { "takenAt", VMISTATE_FIELD_TIME },
};

VMISTATE_DEFINE_RECORD (VmistateSample, vmistate_sample, fields, SAMPLE_N_FIELDS)

/**
 * vmistate_sample_dup_taken_at:
 * @self: a sample
 *
 * When the numbers were asked for, in UTC; JSON member `takenAt`.
 *
 * Returns: (transfer full) (nullable): the time
 *
 * Since: 0.1
 */
GDateTime *
vmistate_sample_dup_taken_at (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_dup_time (self, SAMPLE_TAKEN_AT);
}
