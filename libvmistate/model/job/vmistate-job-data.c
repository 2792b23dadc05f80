/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How far a job is with all data and with disks. */

#include "config.h"

#include "job.h"

/**
 * vmistate_job_get_data_total_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes that there are to move, over all rounds so far; JSON member `dataTotalBytes`. Told by
 * libvirt as `data_total`. A migration, save, dump or snapshot has it, once the hypervisor has
 * counted.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_data_total_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DATA_TOTAL_BYTES, value);
}

/**
 * vmistate_job_get_data_processed_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes that were moved; JSON member `dataProcessedBytes`. Told by libvirt as `data_processed`.
 * Present where the total is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_data_processed_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DATA_PROCESSED_BYTES, value);
}

/**
 * vmistate_job_get_data_remaining_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes that are still to be moved; JSON member `dataRemainingBytes`. Told by libvirt as
 * `data_remaining`. Present where the total is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_data_remaining_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DATA_REMAINING_BYTES, value);
}

/**
 * vmistate_job_get_disk_total_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of disks that there are to copy; JSON member `diskTotalBytes`. Told by libvirt as
 * `disk_total`. A backup has it, and a migration that takes disks along, once the hypervisor has
 * counted.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_disk_total_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DISK_TOTAL_BYTES, value);
}

/**
 * vmistate_job_get_disk_processed_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of disks that were copied; JSON member `diskProcessedBytes`. Told by libvirt as
 * `disk_processed`. Present where the total is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_disk_processed_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DISK_PROCESSED_BYTES, value);
}

/**
 * vmistate_job_get_disk_remaining_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of disks that are still to be copied; JSON member `diskRemainingBytes`. Told by libvirt as
 * `disk_remaining`. Present where the total is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_disk_remaining_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DISK_REMAINING_BYTES, value);
}

/**
 * vmistate_job_get_disk_bytes_per_second:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * How fast disks are copied, in bytes per second; JSON member `diskBytesPerSecond`. Told by libvirt
 * as `disk_bps`. Only a migration that takes disks along has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_disk_bytes_per_second (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DISK_BYTES_PER_SECOND, value);
}

/**
 * vmistate_job_get_disk_temp_used_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of temporary space that the job takes; JSON member `diskTempUsedBytes`. Told by libvirt as
 * `disk_temp_used`. Only a backup that somebody pulls has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_disk_temp_used_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DISK_TEMP_USED_BYTES, value);
}

/**
 * vmistate_job_get_disk_temp_total_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of temporary space that the job may take; JSON member `diskTempTotalBytes`. Told by libvirt
 * as `disk_temp_total`. Only a backup that somebody pulls has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_disk_temp_total_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DISK_TEMP_TOTAL_BYTES, value);
}
