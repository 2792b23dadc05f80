/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What two samples need to be compared: a clock that nobody sets, and whether it is one run. */

#include "config.h"

#include "sample.h"

/**
 * vmistate_sample_get_run:
 * @self: a sample
 *
 * Names the run of the domain, and the clock of [method@Sample.get_monotonic_usec]; JSON member
 * `run`. Two samples with the same text are of one run, read by one clock; it means nothing else,
 * and is only to be compared. Made by the source from its id, the boot of the host that it is on,
 * libvirt's number of the domain, and where it sees it the start of the hypervisor process. Absent
 * for a domain that does not run.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_sample_get_run (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_get_string (self, SAMPLE_RUN);
}

/**
 * vmistate_sample_get_monotonic_usec:
 * @self: a sample
 * @value: (out) (optional): return location for the time, or 0
 *
 * When the sample was taken by a clock that only goes forward, in microseconds since no particular
 * moment; JSON member `monotonicUsec`. Read by the source when it read
 * [method@Sample.dup_taken_at], which somebody may set while it runs. To be compared only with that
 * of a sample of the same [method@Sample.get_run].
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_get_monotonic_usec (VmistateSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLE_MONOTONIC_USEC, value);
}
