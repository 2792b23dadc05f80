/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "block-sample.h"

/**
 * VmistateBlockSample:
 *
 * What one disk of a domain did and how large it is; or one image of the chain behind a disk.
 *
 * Name and backing index together tell one from another. Times are in whole microseconds; what
 * libvirt tells beyond that is cut off.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [BLOCK_SAMPLE_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [BLOCK_SAMPLE_BACKING_INDEX] = { "backingIndex", VMISTATE_FIELD_UINT32 },
  [BLOCK_SAMPLE_PATH] = { "path", VMISTATE_FIELD_STRING },
  [BLOCK_SAMPLE_READ_REQUESTS] = { "readRequests", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_READ_BYTES] = { "readBytes", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_READ_TIME_USEC] = { "readTimeUsec", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_WRITE_REQUESTS] = { "writeRequests", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_WRITE_BYTES] = { "writeBytes", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_WRITE_TIME_USEC] = { "writeTimeUsec", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_FLUSH_REQUESTS] = { "flushRequests", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_FLUSH_TIME_USEC] = { "flushTimeUsec", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_ERRORS] = { "errors", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_ALLOCATION_BYTES] = { "allocationBytes", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_CAPACITY_BYTES] = { "capacityBytes", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_PHYSICAL_BYTES] = { "physicalBytes", VMISTATE_FIELD_UINT64 },
  [BLOCK_SAMPLE_THRESHOLD_BYTES] = { "thresholdBytes", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateBlockSample, vmistate_block_sample, fields, BLOCK_SAMPLE_N_FIELDS)

/**
 * vmistate_block_sample_get_name:
 * @self: a disk
 *
 * Target of the disk, such as `vda`; JSON member `name`. Told by libvirt as `block.N.name`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_block_sample_get_name (VmistateBlockSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), NULL);

  return _vmistate_record_get_string (self, BLOCK_SAMPLE_NAME);
}

/**
 * vmistate_block_sample_get_backing_index:
 * @self: a disk
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the image in the chain behind the disk; JSON member `backingIndex`. Told by libvirt as
 * `block.N.backingIndex`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_backing_index (VmistateBlockSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, BLOCK_SAMPLE_BACKING_INDEX, value);
}

/**
 * vmistate_block_sample_get_path:
 * @self: a disk
 *
 * File or block device that holds the data; disks of a network and empty drives have none; JSON
 * member `path`. Told by libvirt as `block.N.path`.
 *
 * Returns: (nullable): the path, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_block_sample_get_path (VmistateBlockSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), NULL);

  return _vmistate_record_get_string (self, BLOCK_SAMPLE_PATH);
}

/**
 * vmistate_block_sample_get_read_requests:
 * @self: a disk
 * @value: (out) (optional): return location for the number, or 0
 *
 * Requests to read that were done; JSON member `readRequests`. Told by libvirt as
 * `block.N.rd.reqs`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_read_requests (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_READ_REQUESTS, value);
}

/**
 * vmistate_block_sample_get_read_bytes:
 * @self: a disk
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes read; JSON member `readBytes`. Told by libvirt as `block.N.rd.bytes`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_read_bytes (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_READ_BYTES, value);
}

/**
 * vmistate_block_sample_get_read_time_usec:
 * @self: a disk
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time that requests to read took together, in microseconds; JSON member `readTimeUsec`. Told by
 * libvirt as `block.N.rd.times`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_read_time_usec (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_READ_TIME_USEC, value);
}

/**
 * vmistate_block_sample_get_write_requests:
 * @self: a disk
 * @value: (out) (optional): return location for the number, or 0
 *
 * Requests to write that were done; JSON member `writeRequests`. Told by libvirt as
 * `block.N.wr.reqs`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_write_requests (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_WRITE_REQUESTS, value);
}

/**
 * vmistate_block_sample_get_write_bytes:
 * @self: a disk
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes written; JSON member `writeBytes`. Told by libvirt as `block.N.wr.bytes`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_write_bytes (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_WRITE_BYTES, value);
}

/**
 * vmistate_block_sample_get_write_time_usec:
 * @self: a disk
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time that requests to write took together, in microseconds; JSON member `writeTimeUsec`. Told by
 * libvirt as `block.N.wr.times`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_write_time_usec (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_WRITE_TIME_USEC, value);
}

/**
 * vmistate_block_sample_get_flush_requests:
 * @self: a disk
 * @value: (out) (optional): return location for the number, or 0
 *
 * Requests to flush caches that were done; JSON member `flushRequests`. Told by libvirt as
 * `block.N.fl.reqs`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_flush_requests (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_FLUSH_REQUESTS, value);
}

/**
 * vmistate_block_sample_get_flush_time_usec:
 * @self: a disk
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time that requests to flush took together, in microseconds; JSON member `flushTimeUsec`. Told by
 * libvirt as `block.N.fl.times`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_flush_time_usec (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_FLUSH_TIME_USEC, value);
}

/**
 * vmistate_block_sample_get_errors:
 * @self: a disk
 * @value: (out) (optional): return location for the number, or 0
 *
 * Errors of the disk; only Xen counts them; JSON member `errors`. Told by libvirt as
 * `block.N.errors`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_errors (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_ERRORS, value);
}

/**
 * vmistate_block_sample_get_allocation_bytes:
 * @self: a disk
 * @value: (out) (optional): return location for the size, or 0
 *
 * Offset up to which the image was written, in bytes; JSON member `allocationBytes`. Told by
 * libvirt as `block.N.allocation`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_allocation_bytes (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_ALLOCATION_BYTES, value);
}

/**
 * vmistate_block_sample_get_capacity_bytes:
 * @self: a disk
 * @value: (out) (optional): return location for the size, or 0
 *
 * Size of the disk as the guest sees it, in bytes; JSON member `capacityBytes`. Told by libvirt as
 * `block.N.capacity`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_capacity_bytes (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_CAPACITY_BYTES, value);
}

/**
 * vmistate_block_sample_get_physical_bytes:
 * @self: a disk
 * @value: (out) (optional): return location for the size, or 0
 *
 * Size of the file or device that holds the image, in bytes; JSON member `physicalBytes`. Told by
 * libvirt as `block.N.physical`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_physical_bytes (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_PHYSICAL_BYTES, value);
}

/**
 * vmistate_block_sample_get_threshold_bytes:
 * @self: a disk
 * @value: (out) (optional): return location for the offset, or 0
 *
 * Offset at which libvirt tells that it was written to, in bytes; JSON member `thresholdBytes`.
 * Told by libvirt as `block.N.threshold`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_sample_get_threshold_bytes (VmistateBlockSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BLOCK_SAMPLE_THRESHOLD_BYTES, value);
}
