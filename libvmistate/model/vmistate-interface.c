/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "interface.h"

#include "address.h"

/**
 * VmistateInterface:
 *
 * One network interface of a VMI, as host, Pod and guest together see it (KubeVirt's
 * `VirtualMachineInstanceNetworkInterface`).
 *
 * Three members of its JSON form are of this library's own, and written in the profile `TRUTH`
 * only: [method@Interface.get_addresses], [method@Interface.get_siblings] and
 * [method@Interface.get_conflicts].
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [INTERFACE_IP_ADDRESS] = { "ipAddress", VMISTATE_FIELD_STRING },
  [INTERFACE_MAC] = { "mac", VMISTATE_FIELD_STRING },
  [INTERFACE_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [INTERFACE_IP_ADDRESSES] = { "ipAddresses", VMISTATE_FIELD_TEXTS },
  [INTERFACE_POD_INTERFACE_NAME] = { "podInterfaceName", VMISTATE_FIELD_STRING },
  [INTERFACE_INTERFACE_NAME] = { "interfaceName", VMISTATE_FIELD_STRING },
  [INTERFACE_INFO_SOURCE] = { "infoSource", VMISTATE_FIELD_STRING },
  [INTERFACE_QUEUE_COUNT] = { "queueCount", VMISTATE_FIELD_INT32 },
  [INTERFACE_LINK_STATE] = { "linkState", VMISTATE_FIELD_STRING },
  [INTERFACE_ADDRESSES] = { "addresses", VMISTATE_FIELD_LAZY, VMISTATE_FIELD_OWN,
                            vmistate_address_get_type },
  [INTERFACE_SIBLINGS] = { "siblings", VMISTATE_FIELD_TEXTS, VMISTATE_FIELD_OWN },
  [INTERFACE_CONFLICTS] = { "conflicts", VMISTATE_FIELD_TEXTS, VMISTATE_FIELD_OWN },
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
 * Hardware address; JSON member `mac`. Told by the domain XML; for an SR-IOV device by the Pod or
 * the specification; for an interface that only the guest has by the guest agent. What the
 * library derives is in lower case with colons, what KubeVirt's API object says is as it came.
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
 * All IP addresses of the interface, each once; JSON member `ipAddresses`. Those that the Pod has
 * come first, then those that the guest agent tells of, then those it told of a moment ago;
 * link-local ones are last. Behind masquerade, where nobody outside can use them, those of the
 * guest are left out for each family that the Pod has an address of. At most 64.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the addresses, or %NULL if
 *   there are none
 *
 * Since: 0.1
 */
const char *const *
vmistate_interface_get_ip_addresses (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_texts (self, INTERFACE_IP_ADDRESSES);
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

/**
 * vmistate_interface_get_addresses:
 * @self: an interface
 *
 * All that is known of the addresses of the interface: each with its origin, and with the guest's
 * interface that has it. They are in the order of [method@Interface.get_ip_addresses], which
 * leaves some out. At most 64. JSON member `addresses`, in the profile `TRUTH` only.
 *
 * Returns: (transfer none) (nullable) (element-type VmistateAddress): the addresses, or %NULL if
 *   there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_interface_get_addresses (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_list (self, INTERFACE_ADDRESSES);
}

/**
 * vmistate_interface_get_siblings:
 * @self: an interface
 *
 * Names of the other interfaces inside the guest that have the same hardware address, by name: of
 * a bridge its port, of a bond its members, VLANs, aliases. [method@Interface.get_interface_name]
 * is the one that was chosen among them. Told by the guest agent. JSON member `siblings`, in the
 * profile `TRUTH` only.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the names, or %NULL if there
 *   are none
 *
 * Since: 0.1
 */
const char *const *
vmistate_interface_get_siblings (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_texts (self, INTERFACE_SIBLINGS);
}

/**
 * vmistate_interface_get_conflicts:
 * @self: an interface
 *
 * What sources disagree about, one sentence each, for people to read: "the guest reports
 * 192.0.2.9 where the Pod has 10.9.1.5". JSON member `conflicts`, in the profile `TRUTH` only.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the sentences, or %NULL if
 *   there are none
 *
 * Since: 0.1
 */
const char *const *
vmistate_interface_get_conflicts (VmistateInterface *self)
{
  g_return_val_if_fail (VMISTATE_IS_INTERFACE (self), NULL);

  return _vmistate_record_get_texts (self, INTERFACE_CONFLICTS);
}
