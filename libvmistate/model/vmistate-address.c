/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "address.h"

/**
 * VmistateAddress:
 *
 * One address of an [class@Interface], and who told of it.
 *
 * KubeVirt has no place for it: an address that guest and Pod both tell of is here twice, once
 * for each, while [method@Interface.get_ip_addresses] has it once.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [ADDRESS_ADDRESS] = { "address", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [ADDRESS_PREFIX] = { "prefix", VMISTATE_FIELD_UINT32 },
  [ADDRESS_ORIGIN] = { "origin", VMISTATE_FIELD_STRING },
  [ADDRESS_STATE] = { "state", VMISTATE_FIELD_STRING },
  [ADDRESS_INTERFACE_NAME] = { "interfaceName", VMISTATE_FIELD_STRING },
};

VMISTATE_DEFINE_RECORD (VmistateAddress, vmistate_address, fields, ADDRESS_N_FIELDS)

/**
 * vmistate_address_get_address:
 * @self: an address
 *
 * The IPv4 or IPv6 address, without a prefix and without a zone; JSON member `address`.
 *
 * Returns: (nullable): the address, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_address_get_address (VmistateAddress *self)
{
  g_return_val_if_fail (VMISTATE_IS_ADDRESS (self), NULL);

  return _vmistate_record_get_string (self, ADDRESS_ADDRESS);
}

/**
 * vmistate_address_get_prefix:
 * @self: an address
 * @value: (out) (optional): return location for the length of the prefix, in bits
 *
 * Length of the network's prefix, 0 to 32 for IPv4 and 0 to 128 for IPv6; JSON member `prefix`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_address_get_prefix (VmistateAddress *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_ADDRESS (self), FALSE);

  return _vmistate_record_get_uint32 (self, ADDRESS_PREFIX, value);
}

/**
 * vmistate_address_get_origin:
 * @self: an address
 *
 * Who told of the address: `guest-agent`; `pod`, the Pod's own record or its node's;
 * `multus-status`, the Pod's list of its networks. JSON member `origin`.
 *
 * Returns: (nullable): the origin, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_address_get_origin (VmistateAddress *self)
{
  g_return_val_if_fail (VMISTATE_IS_ADDRESS (self), NULL);

  return _vmistate_record_get_string (self, ADDRESS_ORIGIN);
}

/**
 * vmistate_address_get_state:
 * @self: an address
 *
 * `LIVE` for an address that its origin still tells of, `HELD` for one that the guest agent told
 * of and does not any more. An address is held for a short while, because a guest that renews
 * its lease, restarts its agent or reboots has none for a moment. JSON member `state`.
 *
 * Returns: (nullable): the state, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_address_get_state (VmistateAddress *self)
{
  g_return_val_if_fail (VMISTATE_IS_ADDRESS (self), NULL);

  return _vmistate_record_get_string (self, ADDRESS_STATE);
}

/**
 * vmistate_address_get_interface_name:
 * @self: an address
 *
 * Name of the interface inside the guest that has or had the address, such as `eth0`. It may be
 * another one than [method@Interface.get_interface_name], where several share one hardware
 * address. JSON member `interfaceName`; told by the guest agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_address_get_interface_name (VmistateAddress *self)
{
  g_return_val_if_fail (VMISTATE_IS_ADDRESS (self), NULL);

  return _vmistate_record_get_string (self, ADDRESS_INTERFACE_NAME);
}
