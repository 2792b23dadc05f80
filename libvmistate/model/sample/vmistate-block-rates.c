/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "block-rates.h"

/**
 * VmistateBlockRates:
 *
 * What one disk did between two samples: [class@SampleRates].
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [BLOCK_RATES_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [BLOCK_RATES_BACKING_INDEX] = { "backingIndex", VMISTATE_FIELD_UINT32 },
  [BLOCK_RATES_READ_BYTES_PER_SECOND] = { "readBytesPerSecond", VMISTATE_FIELD_DOUBLE },
  [BLOCK_RATES_READ_REQUESTS_PER_SECOND] = { "readRequestsPerSecond", VMISTATE_FIELD_DOUBLE },
  [BLOCK_RATES_READ_SERVICE_USEC] = { "readServiceUsec", VMISTATE_FIELD_DOUBLE },
  [BLOCK_RATES_WRITE_BYTES_PER_SECOND] = { "writeBytesPerSecond", VMISTATE_FIELD_DOUBLE },
  [BLOCK_RATES_WRITE_REQUESTS_PER_SECOND] = { "writeRequestsPerSecond", VMISTATE_FIELD_DOUBLE },
  [BLOCK_RATES_WRITE_SERVICE_USEC] = { "writeServiceUsec", VMISTATE_FIELD_DOUBLE },
  [BLOCK_RATES_FLUSH_REQUESTS_PER_SECOND] = { "flushRequestsPerSecond", VMISTATE_FIELD_DOUBLE },
  [BLOCK_RATES_FLUSH_SERVICE_USEC] = { "flushServiceUsec", VMISTATE_FIELD_DOUBLE },
};

VMISTATE_DEFINE_RECORD (VmistateBlockRates, vmistate_block_rates, fields, BLOCK_RATES_N_FIELDS)

/**
 * vmistate_block_rates_get_name:
 * @self: rates
 *
 * Target of the disk, such as `vda`; JSON member `name`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_block_rates_get_name (VmistateBlockRates *self)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), NULL);

  return _vmistate_record_get_string (self, BLOCK_RATES_NAME);
}

/**
 * vmistate_block_rates_get_backing_index:
 * @self: rates
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the image in the chain behind the disk; JSON member `backingIndex`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_backing_index (VmistateBlockRates *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_uint32 (self, BLOCK_RATES_BACKING_INDEX, value);
}

/**
 * vmistate_block_rates_get_read_bytes_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Bytes read per second; JSON member `readBytesPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_read_bytes_per_second (VmistateBlockRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_double (self, BLOCK_RATES_READ_BYTES_PER_SECOND, value);
}

/**
 * vmistate_block_rates_get_read_requests_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Requests to read per second; JSON member `readRequestsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_read_requests_per_second (VmistateBlockRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_double (self, BLOCK_RATES_READ_REQUESTS_PER_SECOND, value);
}

/**
 * vmistate_block_rates_get_read_service_usec:
 * @self: rates
 * @value: (out) (optional): return location for the time, or 0
 *
 * How long a request to read took on average, in microseconds; JSON member `readServiceUsec`.
 * Absent if there was none.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_read_service_usec (VmistateBlockRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_double (self, BLOCK_RATES_READ_SERVICE_USEC, value);
}

/**
 * vmistate_block_rates_get_write_bytes_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Bytes written per second; JSON member `writeBytesPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_write_bytes_per_second (VmistateBlockRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_double (self, BLOCK_RATES_WRITE_BYTES_PER_SECOND, value);
}

/**
 * vmistate_block_rates_get_write_requests_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Requests to write per second; JSON member `writeRequestsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_write_requests_per_second (VmistateBlockRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_double (self, BLOCK_RATES_WRITE_REQUESTS_PER_SECOND, value);
}

/**
 * vmistate_block_rates_get_write_service_usec:
 * @self: rates
 * @value: (out) (optional): return location for the time, or 0
 *
 * How long a request to write took on average, in microseconds; JSON member `writeServiceUsec`.
 * Absent if there was none.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_write_service_usec (VmistateBlockRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_double (self, BLOCK_RATES_WRITE_SERVICE_USEC, value);
}

/**
 * vmistate_block_rates_get_flush_requests_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Requests to flush per second; JSON member `flushRequestsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_flush_requests_per_second (VmistateBlockRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_double (self, BLOCK_RATES_FLUSH_REQUESTS_PER_SECOND, value);
}

/**
 * vmistate_block_rates_get_flush_service_usec:
 * @self: rates
 * @value: (out) (optional): return location for the time, or 0
 *
 * How long a request to flush took on average, in microseconds; JSON member `flushServiceUsec`.
 * Absent if there was none.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_block_rates_get_flush_service_usec (VmistateBlockRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_BLOCK_RATES (self), FALSE);

  return _vmistate_record_get_double (self, BLOCK_RATES_FLUSH_SERVICE_USEC, value);
}
