/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "interface.h"

/**
 * VmistateInterface:
 *
 * One network interface of a VMI, as host and guest together see it (KubeVirt's
 * `VirtualMachineInstanceNetworkInterface`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [INTERFACE_IP_ADDRESS] = { "ipAddress", VMISTATE_FIELD_STRING },
  [INTERFACE_MAC] = { "mac", VMISTATE_FIELD_STRING },
  [INTERFACE_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [INTERFACE_IP_ADDRESSES] = { "ipAddresses", VMISTATE_FIELD_VARIANT, 0, NULL, "as" },
  [INTERFACE_POD_INTERFACE_NAME] = { "podInterfaceName", VMISTATE_FIELD_STRING },
  [INTERFACE_INTERFACE_NAME] = { "interfaceName", VMISTATE_FIELD_STRING },
  [INTERFACE_INFO_SOURCE] = { "infoSource", VMISTATE_FIELD_STRING },
  [INTERFACE_QUEUE_COUNT] = { "queueCount", VMISTATE_FIELD_INT32 },
  [INTERFACE_LINK_STATE] = { "linkState", VMISTATE_FIELD_STRING },
};

VMISTATE_DEFINE_RECORD (VmistateInterface, vmistate_interface, fields, INTERFACE_N_FIELDS)

/**
 * vmistate_interface_get_ip_address:
 * @self: an interface
 *
 * First IP address of the interface, the same as the first of
 * [method@Interface.get_ip_addresses]; JSON member `ipAddress`.
 *
 * Returns: (nullable): the address, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_get_ip_address (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_IP_ADDRESS);
}

/**
 * vmistate_interface_get_mac:
 * @self: an interface
 *
 * Hardware address, in the case in which it was told; JSON member `mac`. Told by the domain
 * XML, or by the guest agent for an interface that only the guest has.
 *
 * Returns: (nullable): the hardware address, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_get_mac (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_MAC);
}

/**
 * vmistate_interface_get_name:
 * @self: an interface
 *
 * Name of the network in the specification; JSON member `name`. Empty or absent for an
 * interface that only the guest has.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_get_name (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_NAME);
}

/**
 * vmistate_interface_get_ip_addresses:
 * @self: an interface
 *
 * All IP addresses of the interface; JSON member `ipAddresses`. Told by the guest agent, or by
 * the Pod where the guest has none to tell.
 *
 * Returns: (transfer none) (nullable): the addresses as `as`, or %NULL if there are none
 *
 * Since: 0.1
 */
GVariant *
vmistate_interface_get_ip_addresses (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_variant (self, INTERFACE_IP_ADDRESSES);
}

/**
 * vmistate_interface_get_pod_interface_name:
 * @self: an interface
 *
 * Name of the interface inside the network namespace of the Pod; JSON member
 * `podInterfaceName`. Told by the Pod.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_get_pod_interface_name (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_POD_INTERFACE_NAME);
}

/**
 * vmistate_interface_get_interface_name:
 * @self: an interface
 *
 * Name of the interface inside the guest, such as `eth0`; JSON member `interfaceName`. Told by
 * the guest agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_get_interface_name (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_INTERFACE_NAME);
}

/**
 * vmistate_interface_get_info_source:
 * @self: an interface
 *
 * Who told of this interface: `domain`, `guest-agent` and `multus-status`, separated by a
 * comma and a space; JSON member `infoSource`.
 *
 * Returns: (nullable): the list, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_get_info_source (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_INFO_SOURCE);
}

/**
 * vmistate_interface_get_queue_count:
 * @self: an interface
 * @value: (out) (optional): return location for the number of queues
 *
 * Number of queues of the interface; JSON member `queueCount`. Told by the domain XML.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_interface_get_queue_count (VmistateInterface *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), FALSE);

  return _vmistate_record_get_int32 (self, INTERFACE_QUEUE_COUNT, value);
}

/**
 * vmistate_interface_get_link_state:
 * @self: an interface
 *
 * Link state of the interface, `up` or `down`; JSON member `linkState`. Told by the domain
 * XML.
 *
 * Returns: (nullable): the state, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_interface_get_link_state (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_string (self, INTERFACE_LINK_STATE);
}
