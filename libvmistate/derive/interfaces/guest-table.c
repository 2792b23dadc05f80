/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the guest agent's answer to a table that can be searched, and what names tell. */

#include "config.h"

#include "guest-table.h"

#include <string.h>

/* How names of interfaces begin that have no device of their own. */
static const char *const virtual_prefixes[] = {
  "br",    "bond",   "team",    "vlan",    "veth",      "vEthernet", "docker", "podman",
  "cni",   "cali",   "cilium",  "lxc",     "lxd",       "flannel",   "kube",   "nodelocaldns",
  "virbr", "vnet",   "tun",     "tap",     "tailscale", "wg",        "zt",     "ppp",
  "dummy", "ifb",    "macvlan", "macvtap", "ipvlan",    "ovs",       "vxlan",  "geneve",
  "gre",   "erspan", "sit",     "ip6tnl",  "tunl",      "ip_vti",    "nlmon",
};

/* Names */

/* eth0.100 is a VLAN, eth0:1 and net1:vip are aliases. */
static gboolean
has_virtual_suffix (const char *name)
{
  const char *end = strrchr (name, '.');

  return strchr (name, ':') != NULL || (end != NULL && g_ascii_isdigit (end[1]));
}

/* Whether the name says that there is no device of its own behind it. */
static gboolean
is_virtual_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (virtual_prefixes); i++)
    {
      if (name[0] == virtual_prefixes[i][0] && g_str_has_prefix (name, virtual_prefixes[i]))
        return TRUE;
    }
  return has_virtual_suffix (name);
}

int
_vmistate_guest_name_compare (const char *a, const char *b)
{
  const char *left = a;
  const char *right = b;
  int order;

  while (*left != '\0' && *right != '\0')
    {
      if (g_ascii_isdigit (*left) && g_ascii_isdigit (*right))
        {
          guint64 first = g_ascii_strtoull (left, (char **) &left, 10);
          guint64 second = g_ascii_strtoull (right, (char **) &right, 10);

          if (first != second)
            return first < second ? -1 : 1;
        }
      else if (*left++ != *right++)
        return (guchar) left[-1] - (guchar) right[-1];
    }
  order = (guchar) *left - (guchar) *right;
  return order != 0 ? order : strcmp (a, b);
}

/* Reading */

static void
add_address (VmistateGuestTable *self, VmistateGuestTableInterface *interface, gpointer record)
{
  const char *text = _vmistate_record_get_string (record, GUEST_ADDRESS_ADDRESS);
  VmistateGuestTableAddress address = { .record = record };
  gboolean is_v4;
  guint32 prefix;

  if (!_vmistate_ip_parse (text, &address.ip, &address.prefix))
    return;
  is_v4 = _vmistate_ip_is_v4 (&address.ip);
  address.scope = _vmistate_ip_get_scope (&address.ip);
  if (address.scope == VMISTATE_IP_LOOPBACK)
    interface->is_loopback = TRUE;
  if (address.scope < VMISTATE_IP_LINK_LOCAL)
    return;
  if (strpbrk (text, "%/") != NULL || (is_v4 && strchr (text, ':') != NULL))
    address.record = NULL;
  if (_vmistate_record_get_uint32 (record, GUEST_ADDRESS_PREFIX, &prefix)
      && prefix <= (is_v4 ? 32 : 128))
    address.prefix = (guint8) prefix;
  interface->has_reachable |= address.scope == VMISTATE_IP_REACHABLE;
  interface->n++;
  g_array_append_val (self->addresses, address);
}

static void
add_interface (VmistateGuestTable *self, gpointer record)
{
  GPtrArray *addresses = _vmistate_record_get_list (record, GUEST_INTERFACE_ADDRESSES);
  const char *name = _vmistate_record_get_string (record, GUEST_INTERFACE_NAME);
  VmistateGuestTableInterface interface = {
    .record = record,
    .name = name != NULL ? name : "",
    .mac = _vmistate_mac_parse (
        _vmistate_record_get_string (record, GUEST_INTERFACE_HARDWARE_ADDRESS)),
    .first = self->addresses->len,
    .is_loopback = g_strcmp0 (name, "lo") == 0,
    .is_virtual = name != NULL && is_virtual_name (name),
  };

  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    add_address (self, &interface, addresses->pdata[i]);
  g_array_append_val (self->interfaces, interface);
}

void
_vmistate_guest_table_init (VmistateGuestTable *self, gpointer reply)
{
  GPtrArray *list =
      reply != NULL ? _vmistate_record_get_list (reply, AGENT_REPLY_INTERFACES) : NULL;
  guint n = list != NULL ? list->len : 0;

  self->interfaces = g_array_sized_new (FALSE, FALSE, sizeof (VmistateGuestTableInterface), n);
  self->addresses = g_array_sized_new (FALSE, FALSE, sizeof (VmistateGuestTableAddress), 2 * n);
  for (guint i = 0; i < n; i++)
    add_interface (self, list->pdata[i]);
}

void
_vmistate_guest_table_clear (VmistateGuestTable *self)
{
  g_clear_pointer (&self->interfaces, g_array_unref);
  g_clear_pointer (&self->addresses, g_array_unref);
}

/* Looking up */

VmistateGuestTableInterface *
_vmistate_guest_table_get (const VmistateGuestTable *self, guint i)
{
  return &g_array_index (self->interfaces, VmistateGuestTableInterface, i);
}

const VmistateGuestTableAddress *
_vmistate_guest_table_get_address (const VmistateGuestTable *self,
                                   const VmistateGuestTableInterface *interface, guint i)
{
  return &g_array_index (self->addresses, VmistateGuestTableAddress, interface->first + i);
}

gboolean
_vmistate_guest_table_interface_has (const VmistateGuestTable *self,
                                     const VmistateGuestTableInterface *interface,
                                     const VmistateIp *ip)
{
  for (guint i = 0; i < interface->n; i++)
    {
      if (_vmistate_ip_equal (&_vmistate_guest_table_get_address (self, interface, i)->ip, ip))
        return TRUE;
    }
  return FALSE;
}

int
_vmistate_guest_table_interface_compare (const VmistateGuestTableInterface *a,
                                         const VmistateGuestTableInterface *b)
{
  int order = b->has_reachable - a->has_reachable;

  if (order == 0)
    order = a->is_virtual - b->is_virtual;
  return order != 0 ? order : _vmistate_guest_name_compare (a->name, b->name);
}
