/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How far a job is with the memory of the guest. */

#include "config.h"

#include "job.h"

/**
 * vmistate_job_get_memory_total_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of memory that the guest has; JSON member `memoryTotalBytes`. Told by libvirt as
 * `memory_total`. A migration, save, dump or snapshot has it, once the hypervisor has counted.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_total_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_TOTAL_BYTES, value);
}

/**
 * vmistate_job_get_memory_processed_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of memory that were moved; JSON member `memoryProcessedBytes`. Told by libvirt as
 * `memory_processed`. Present where the total is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_processed_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_PROCESSED_BYTES, value);
}

/**
 * vmistate_job_get_memory_remaining_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of memory that are still to be moved; JSON member `memoryRemainingBytes`. Told by libvirt
 * as `memory_remaining`. Present where the total is.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_remaining_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_REMAINING_BYTES, value);
}

/**
 * vmistate_job_get_memory_constant_pages:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Pages of memory that hold one byte over and over, such as zeros, and were not moved as a whole;
 * JSON member `memoryConstantPages`. Told by libvirt as `memory_constant`. Present where the total
 * is, but for a dump of memory only.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_constant_pages (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_CONSTANT_PAGES, value);
}

/**
 * vmistate_job_get_memory_normal_pages:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Pages of memory that were moved as they are; JSON member `memoryNormalPages`. Told by libvirt as
 * `memory_normal`. Present where the total is, but for a dump of memory only.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_normal_pages (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_NORMAL_PAGES, value);
}

/**
 * vmistate_job_get_memory_normal_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of memory that were moved as they are; JSON member `memoryNormalBytes`. Told by libvirt as
 * `memory_normal_bytes`. Present where the total is, but for a dump of memory only.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_normal_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_NORMAL_BYTES, value);
}

/**
 * vmistate_job_get_memory_bytes_per_second:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * How fast memory is moved, in bytes per second; JSON member `memoryBytesPerSecond`. Told by
 * libvirt as `memory_bps`. Present where the total is, but for a dump of memory only.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_bytes_per_second (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_BYTES_PER_SECOND, value);
}

/**
 * vmistate_job_get_memory_dirty_bytes_per_second:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * How fast the guest changes its memory, in bytes per second; JSON member
 * `memoryDirtyBytesPerSecond`. Told by libvirt as `memory_dirty_rate`, which counts pages. Only a
 * migration, dump or snapshot has it: a guest that is saved stands still.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_dirty_bytes_per_second (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_DIRTY_BYTES_PER_SECOND, value);
}

/**
 * vmistate_job_get_memory_page_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * How large a page of memory is, in bytes; JSON member `memoryPageBytes`. Told by libvirt as
 * `memory_page_size`. Present where the total is, but for a dump of memory only.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_page_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_PAGE_BYTES, value);
}

/**
 * vmistate_job_get_memory_iteration:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Round over the memory that changed meanwhile; JSON member `memoryIteration`. Told by libvirt as
 * `memory_iteration`. Only a migration, dump or snapshot has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_iteration (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_ITERATION, value);
}

/**
 * vmistate_job_get_memory_postcopy_requests:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * How often the guest wanted memory that was not there yet; JSON member `memoryPostcopyRequests`.
 * Told by libvirt as `memory_postcopy_requests`. Only a migration has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_memory_postcopy_requests (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_MEMORY_POSTCOPY_REQUESTS, value);
}
