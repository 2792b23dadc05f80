/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "interface-rates.h"

/**
 * VmistateInterfaceRates:
 *
 * Traffic of one network interface between two samples, seen from the domain: [class@SampleRates].
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [INTERFACE_RATES_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [INTERFACE_RATES_RX_BYTES_PER_SECOND] = { "rxBytesPerSecond", VMISTATE_FIELD_DOUBLE },
  [INTERFACE_RATES_RX_PACKETS_PER_SECOND] = { "rxPacketsPerSecond", VMISTATE_FIELD_DOUBLE },
  [INTERFACE_RATES_RX_ERRORS_PER_SECOND] = { "rxErrorsPerSecond", VMISTATE_FIELD_DOUBLE },
  [INTERFACE_RATES_RX_DROPS_PER_SECOND] = { "rxDropsPerSecond", VMISTATE_FIELD_DOUBLE },
  [INTERFACE_RATES_TX_BYTES_PER_SECOND] = { "txBytesPerSecond", VMISTATE_FIELD_DOUBLE },
  [INTERFACE_RATES_TX_PACKETS_PER_SECOND] = { "txPacketsPerSecond", VMISTATE_FIELD_DOUBLE },
  [INTERFACE_RATES_TX_ERRORS_PER_SECOND] = { "txErrorsPerSecond", VMISTATE_FIELD_DOUBLE },
  [INTERFACE_RATES_TX_DROPS_PER_SECOND] = { "txDropsPerSecond", VMISTATE_FIELD_DOUBLE },
};

VMISTATE_DEFINE_RECORD (VmistateInterfaceRates, vmistate_interface_rates, fields,
                        INTERFACE_RATES_N_FIELDS)

/**
 * vmistate_interface_rates_get_name:
 * @self: rates
 *
 * Name of the interface on the host; JSON member `name`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_rates_get_name (VmistateInterfaceRates *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_RATES_NAME);
}

/**
 * vmistate_interface_rates_get_rx_bytes_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Bytes received per second; JSON member `rxBytesPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_rates_get_rx_bytes_per_second (VmistateInterfaceRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, INTERFACE_RATES_RX_BYTES_PER_SECOND, value);
}

/**
 * vmistate_interface_rates_get_rx_packets_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Packets received per second; JSON member `rxPacketsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_rates_get_rx_packets_per_second (VmistateInterfaceRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, INTERFACE_RATES_RX_PACKETS_PER_SECOND, value);
}

/**
 * vmistate_interface_rates_get_rx_errors_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Errors while receiving, per second; JSON member `rxErrorsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_rates_get_rx_errors_per_second (VmistateInterfaceRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, INTERFACE_RATES_RX_ERRORS_PER_SECOND, value);
}

/**
 * vmistate_interface_rates_get_rx_drops_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Packets dropped instead of received, per second; JSON member `rxDropsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_rates_get_rx_drops_per_second (VmistateInterfaceRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, INTERFACE_RATES_RX_DROPS_PER_SECOND, value);
}

/**
 * vmistate_interface_rates_get_tx_bytes_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Bytes sent per second; JSON member `txBytesPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_rates_get_tx_bytes_per_second (VmistateInterfaceRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, INTERFACE_RATES_TX_BYTES_PER_SECOND, value);
}

/**
 * vmistate_interface_rates_get_tx_packets_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Packets sent per second; JSON member `txPacketsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_rates_get_tx_packets_per_second (VmistateInterfaceRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, INTERFACE_RATES_TX_PACKETS_PER_SECOND, value);
}

/**
 * vmistate_interface_rates_get_tx_errors_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Errors while sending, per second; JSON member `txErrorsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_rates_get_tx_errors_per_second (VmistateInterfaceRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, INTERFACE_RATES_TX_ERRORS_PER_SECOND, value);
}

/**
 * vmistate_interface_rates_get_tx_drops_per_second:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Packets dropped instead of sent, per second; JSON member `txDropsPerSecond`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_rates_get_tx_drops_per_second (VmistateInterfaceRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, INTERFACE_RATES_TX_DROPS_PER_SECOND, value);
}
