/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "dirty-rate-sample.h"

/**
 * VmistateDirtyRateSample:
 *
 * How fast a guest changes its memory, as measured the last time that somebody asked for it.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [DIRTY_RATE_SAMPLE_STATUS] = { "status", VMISTATE_FIELD_INT32 },
  [DIRTY_RATE_SAMPLE_START_USEC] = { "startUsec", VMISTATE_FIELD_INT64 },
  [DIRTY_RATE_SAMPLE_PERIOD_USEC] = { "periodUsec", VMISTATE_FIELD_UINT64 },
  [DIRTY_RATE_SAMPLE_BYTES_PER_SECOND] = { "bytesPerSecond", VMISTATE_FIELD_UINT64 },
  [DIRTY_RATE_SAMPLE_MODE] = { "mode", VMISTATE_FIELD_STRING },
  [DIRTY_RATE_SAMPLE_VCPUS] = { "vcpus", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                                vmistate_vcpu_dirty_rate_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateDirtyRateSample, vmistate_dirty_rate_sample, fields,
                        DIRTY_RATE_SAMPLE_N_FIELDS)

/**
 * vmistate_dirty_rate_sample_get_status:
 * @self: a dirty rate
 * @value: (out) (optional): return location for the number, or 0
 *
 * 0 never measured, 1 is being measured, 2 was measured; JSON member `status`. Told by libvirt as
 * `dirtyrate.calc_status`, a virDomainDirtyRateStatus.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_dirty_rate_sample_get_status (VmistateDirtyRateSample *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DIRTY_RATE_SAMPLE (self), FALSE);

  return _vmistate_record_get_int32 (self, DIRTY_RATE_SAMPLE_STATUS, value);
}

/**
 * vmistate_dirty_rate_sample_get_start_usec:
 * @self: a dirty rate
 * @value: (out) (optional): return location for the time, or 0
 *
 * When the measurement began, in microseconds of a clock of the hypervisor that is no time of day;
 * JSON member `startUsec`. Told by libvirt as `dirtyrate.calc_start_time`, in seconds. It tells one
 * measurement from another.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_dirty_rate_sample_get_start_usec (VmistateDirtyRateSample *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DIRTY_RATE_SAMPLE (self), FALSE);

  return _vmistate_record_get_int64 (self, DIRTY_RATE_SAMPLE_START_USEC, value);
}

/**
 * vmistate_dirty_rate_sample_get_period_usec:
 * @self: a dirty rate
 * @value: (out) (optional): return location for the time, or 0
 *
 * How long is measured, in microseconds; JSON member `periodUsec`. Told by libvirt as
 * `dirtyrate.calc_period`, in seconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_dirty_rate_sample_get_period_usec (VmistateDirtyRateSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DIRTY_RATE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, DIRTY_RATE_SAMPLE_PERIOD_USEC, value);
}

/**
 * vmistate_dirty_rate_sample_get_bytes_per_second:
 * @self: a dirty rate
 * @value: (out) (optional): return location for the rate, or 0
 *
 * How much memory was changed, in bytes per second; JSON member `bytesPerSecond`. Told by libvirt
 * as `dirtyrate.megabytes_per_second`, in MiB/s. Absent until it was measured.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_dirty_rate_sample_get_bytes_per_second (VmistateDirtyRateSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_DIRTY_RATE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, DIRTY_RATE_SAMPLE_BYTES_PER_SECOND, value);
}

/**
 * vmistate_dirty_rate_sample_get_mode:
 * @self: a dirty rate
 *
 * How it is measured: `page-sampling`, `dirty-bitmap` or `dirty-ring`; JSON member `mode`. Told by
 * libvirt as `dirtyrate.calc_mode`.
 *
 * Returns: (nullable): the mode, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_dirty_rate_sample_get_mode (VmistateDirtyRateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_DIRTY_RATE_SAMPLE (self), NULL);

  return _vmistate_record_get_string (self, DIRTY_RATE_SAMPLE_MODE);
}

/**
 * vmistate_dirty_rate_sample_get_vcpus:
 * @self: a dirty rate
 *
 * The same for each vCPU, where the mode can tell; JSON member `vcpus`. Told by libvirt as
 * `dirtyrate.vcpu.N`.
 *
 * Returns: (element-type VmistateVcpuDirtyRate) (transfer none) (nullable): the rates, which must
 * not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_dirty_rate_sample_get_vcpus (VmistateDirtyRateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_DIRTY_RATE_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, DIRTY_RATE_SAMPLE_VCPUS);
}
