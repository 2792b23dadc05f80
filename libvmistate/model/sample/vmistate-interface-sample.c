/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "interface-sample.h"

/**
 * VmistateInterfaceSample:
 *
 * Traffic of one network interface of a domain, seen from the domain: received is what the guest
 * gets.
 *
 * The numbers are the host's, of its end of the interface. They begin at 0 again when the domain is
 * started or was migrated. Interfaces that have no name on the host have no numbers.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [INTERFACE_SAMPLE_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [INTERFACE_SAMPLE_ALIAS] = { "alias", VMISTATE_FIELD_STRING },
  [INTERFACE_SAMPLE_MAC] = { "mac", VMISTATE_FIELD_STRING },
  [INTERFACE_SAMPLE_RX_BYTES] = { "rxBytes", VMISTATE_FIELD_UINT64 },
  [INTERFACE_SAMPLE_RX_PACKETS] = { "rxPackets", VMISTATE_FIELD_UINT64 },
  [INTERFACE_SAMPLE_RX_ERRORS] = { "rxErrors", VMISTATE_FIELD_UINT64 },
  [INTERFACE_SAMPLE_RX_DROPS] = { "rxDrops", VMISTATE_FIELD_UINT64 },
  [INTERFACE_SAMPLE_TX_BYTES] = { "txBytes", VMISTATE_FIELD_UINT64 },
  [INTERFACE_SAMPLE_TX_PACKETS] = { "txPackets", VMISTATE_FIELD_UINT64 },
  [INTERFACE_SAMPLE_TX_ERRORS] = { "txErrors", VMISTATE_FIELD_UINT64 },
  [INTERFACE_SAMPLE_TX_DROPS] = { "txDrops", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateInterfaceSample, vmistate_interface_sample, fields,
                        INTERFACE_SAMPLE_N_FIELDS)

/**
 * vmistate_interface_sample_get_name:
 * @self: an interface
 *
 * Name of the interface on the host, such as `vnet0`; JSON member `name`. Told by libvirt as
 * `net.N.name`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_sample_get_name (VmistateInterfaceSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_SAMPLE_NAME);
}

/**
 * vmistate_interface_sample_get_alias:
 * @self: an interface
 *
 * Alias of the device in the domain, such as `net0` or `ua-default`; JSON member `alias`. Told by
 * the domain XML; the sample of libvirt does not have it.
 *
 * Returns: (nullable): the alias, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_sample_get_alias (VmistateInterfaceSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_SAMPLE_ALIAS);
}

/**
 * vmistate_interface_sample_get_mac:
 * @self: an interface
 *
 * MAC address of the device; JSON member `mac`. Told by the domain XML; the sample of libvirt does
 * not have it.
 *
 * Returns: (nullable): the address, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_sample_get_mac (VmistateInterfaceSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_SAMPLE_MAC);
}

/**
 * vmistate_interface_sample_get_rx_bytes:
 * @self: an interface
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes received; JSON member `rxBytes`. Told by libvirt as `net.N.rx.bytes`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_sample_get_rx_bytes (VmistateInterfaceSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, INTERFACE_SAMPLE_RX_BYTES, value);
}

/**
 * vmistate_interface_sample_get_rx_packets:
 * @self: an interface
 * @value: (out) (optional): return location for the number, or 0
 *
 * Packets received; JSON member `rxPackets`. Told by libvirt as `net.N.rx.pkts`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_sample_get_rx_packets (VmistateInterfaceSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, INTERFACE_SAMPLE_RX_PACKETS, value);
}

/**
 * vmistate_interface_sample_get_rx_errors:
 * @self: an interface
 * @value: (out) (optional): return location for the number, or 0
 *
 * Errors while receiving; JSON member `rxErrors`. Told by libvirt as `net.N.rx.errs`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_sample_get_rx_errors (VmistateInterfaceSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, INTERFACE_SAMPLE_RX_ERRORS, value);
}

/**
 * vmistate_interface_sample_get_rx_drops:
 * @self: an interface
 * @value: (out) (optional): return location for the number, or 0
 *
 * Packets that were dropped instead of received; JSON member `rxDrops`. Told by libvirt as
 * `net.N.rx.drop`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_sample_get_rx_drops (VmistateInterfaceSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, INTERFACE_SAMPLE_RX_DROPS, value);
}

/**
 * vmistate_interface_sample_get_tx_bytes:
 * @self: an interface
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes sent; JSON member `txBytes`. Told by libvirt as `net.N.tx.bytes`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_sample_get_tx_bytes (VmistateInterfaceSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, INTERFACE_SAMPLE_TX_BYTES, value);
}

/**
 * vmistate_interface_sample_get_tx_packets:
 * @self: an interface
 * @value: (out) (optional): return location for the number, or 0
 *
 * Packets sent; JSON member `txPackets`. Told by libvirt as `net.N.tx.pkts`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_sample_get_tx_packets (VmistateInterfaceSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, INTERFACE_SAMPLE_TX_PACKETS, value);
}

/**
 * vmistate_interface_sample_get_tx_errors:
 * @self: an interface
 * @value: (out) (optional): return location for the number, or 0
 *
 * Errors while sending; JSON member `txErrors`. Told by libvirt as `net.N.tx.errs`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_sample_get_tx_errors (VmistateInterfaceSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, INTERFACE_SAMPLE_TX_ERRORS, value);
}

/**
 * vmistate_interface_sample_get_tx_drops:
 * @self: an interface
 * @value: (out) (optional): return location for the number, or 0
 *
 * Packets that were dropped instead of sent; JSON member `txDrops`. Told by libvirt as
 * `net.N.tx.drop`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_sample_get_tx_drops (VmistateInterfaceSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, INTERFACE_SAMPLE_TX_DROPS, value);
}
