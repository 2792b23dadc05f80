/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a migration does to end at all. */

#include "config.h"

#include "job.h"

/**
 * vmistate_job_get_compression_cache_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Size in bytes of the cache of pages that were sent before; JSON member `compressionCacheBytes`.
 * Told by libvirt as `compression_cache`. Only a migration that compresses has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_compression_cache_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_COMPRESSION_CACHE_BYTES, value);
}

/**
 * vmistate_job_get_compression_bytes:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of memory that were sent compressed; JSON member `compressionBytes`. Told by libvirt as
 * `compression_bytes`. Only a migration that compresses has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_compression_bytes (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_COMPRESSION_BYTES, value);
}

/**
 * vmistate_job_get_compression_pages:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Pages of memory that were sent compressed; JSON member `compressionPages`. Told by libvirt as
 * `compression_pages`. Only a migration that compresses has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_compression_pages (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_COMPRESSION_PAGES, value);
}

/**
 * vmistate_job_get_compression_cache_misses:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Pages that were not in the cache and so could not be compressed; JSON member
 * `compressionCacheMisses`. Told by libvirt as `compression_cache_misses`. Only a migration that
 * compresses has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_compression_cache_misses (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_COMPRESSION_CACHE_MISSES, value);
}

/**
 * vmistate_job_get_compression_overflow:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Pages that were larger when compressed, and were sent as they are; JSON member
 * `compressionOverflow`. Told by libvirt as `compression_overflow`. Only a migration that
 * compresses has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_compression_overflow (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_COMPRESSION_OVERFLOW, value);
}

/**
 * vmistate_job_get_auto_converge_throttle_percent:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * How much of the guest's CPU time is withheld so that the migration can end, in percent; JSON
 * member `autoConvergeThrottlePercent`. Told by libvirt as `auto_converge_throttle`. Only a
 * migration that slows down its guest has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_auto_converge_throttle_percent (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_AUTO_CONVERGE_THROTTLE_PERCENT, value);
}
