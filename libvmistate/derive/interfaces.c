/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Interfaces: the domain's, each joined with the guest's interface behind it, then those that
 * only the guest has. */

#include "config.h"

#include "derive.h"
#include "mac.h"

#include <gio/gio.h>
#include <string.h>

#include "model/interface.h"
#include "model/status.h"

#define USER_ALIAS_PREFIX  "ua-"
#define SRIOV_ALIAS_PREFIX "sriov-"
#define MAX_GUEST_ONLY     10

/* An address of the guest and how it sorts: what others can reach first, IPv4 first within. */
typedef struct
{
  const char *text;
  guint rank;
} Address;

static const char *
user_alias (const char *alias)
{
  return alias != NULL && g_str_has_prefix (alias, USER_ALIAS_PREFIX)
             ? alias + strlen (USER_ALIAS_PREFIX)
             : alias;
}

/* Addresses */

/* Returns: FALSE for what nobody outside the guest can use. */
static gboolean
rank_address (const char *text, guint *rank)
{
  g_autoptr (GInetAddress) address = text != NULL ? g_inet_address_new_from_string (text) : NULL;

  if (address == NULL || g_inet_address_get_is_loopback (address)
      || g_inet_address_get_is_any (address) || g_inet_address_get_is_multicast (address))
    return FALSE;
  *rank = (g_inet_address_get_is_link_local (address) ? 2 : 0)
          + (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? 1 : 0);
  return TRUE;
}

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  return (int) ((const Address *) a)->rank - (int) ((const Address *) b)->rank;
}

static GArray *
collect_addresses (gpointer guest)
{
  GPtrArray *list = _vmistate_record_get_list (guest, GUEST_INTERFACE_ADDRESSES);
  GArray *addresses = g_array_new (FALSE, FALSE, sizeof (Address));

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      Address address = { .text =
                              _vmistate_record_get_string (list->pdata[i], GUEST_ADDRESS_ADDRESS) };

      if (rank_address (address.text, &address.rank))
        g_array_append_val (addresses, address);
    }
  g_array_sort (addresses, compare_rank);
  return addresses;
}

static void
set_addresses (VmistateInterface *interface, gpointer guest)
{
  g_autoptr (GArray) addresses = collect_addresses (guest);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < addresses->len; i++)
    g_ptr_array_add (texts, (gpointer) g_array_index (addresses, Address, i).text);
  if (texts->len == 0)
    return;
  _vmistate_record_set_string (interface, INTERFACE_IP_ADDRESS, texts->pdata[0]);
  _vmistate_record_take_variant (
      interface, INTERFACE_IP_ADDRESSES,
      g_variant_new_strv ((const char *const *) texts->pdata, texts->len));
}

static gboolean
has_usable_address (gpointer guest)
{
  g_autoptr (GArray) addresses = collect_addresses (guest);

  return addresses->len > 0;
}

static gboolean
is_loopback (gpointer guest)
{
  GPtrArray *list = _vmistate_record_get_list (guest, GUEST_INTERFACE_ADDRESSES);
  const char *name = _vmistate_record_get_string (guest, GUEST_INTERFACE_NAME);

  if (g_strcmp0 (name, "lo") == 0)
    return TRUE;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const char *text = _vmistate_record_get_string (list->pdata[i], GUEST_ADDRESS_ADDRESS);
      g_autoptr (GInetAddress) address =
          text != NULL ? g_inet_address_new_from_string (text) : NULL;

      if (address != NULL && g_inet_address_get_is_loopback (address))
        return TRUE;
    }
  return FALSE;
}

/* The domain's interfaces */

static VmistateInterface *
interface_from_domain (gpointer nic)
{
  VmistateInterface *interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);
  const char *mac = _vmistate_record_get_string (nic, DOMAIN_INTERFACE_MAC);
  const char *link = _vmistate_record_get_string (nic, DOMAIN_INTERFACE_LINK);
  g_autofree char *normal = _vmistate_mac_normalise (mac);
  guint32 queues;

  if (!_vmistate_record_get_uint32 (nic, DOMAIN_INTERFACE_QUEUES, &queues))
    queues = 1;
  _vmistate_record_set_string (
      interface, INTERFACE_NAME,
      user_alias (_vmistate_record_get_string (nic, DOMAIN_INTERFACE_ALIAS)));
  _vmistate_record_set_string (interface, INTERFACE_MAC, normal != NULL ? normal : mac);
  _vmistate_record_set_string (interface, INTERFACE_INFO_SOURCE, "domain");
  _vmistate_record_set_integer (interface, INTERFACE_QUEUE_COUNT, queues);
  _vmistate_record_set_string (interface, INTERFACE_LINK_STATE, link != NULL ? link : "up");
  return interface;
}

static VmistateInterface *
interface_from_host_device (const char *name)
{
  VmistateInterface *interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);

  _vmistate_record_set_string (interface, INTERFACE_NAME, name + strlen (SRIOV_ALIAS_PREFIX));
  _vmistate_record_set_string (interface, INTERFACE_INFO_SOURCE, "domain");
  return interface;
}

static void
add_domain_interfaces (gpointer domain, GPtrArray *interfaces)
{
  GPtrArray *nics = _vmistate_record_get_list (domain, DOMAIN_INTERFACES);
  GPtrArray *devices = _vmistate_record_get_list (domain, DOMAIN_HOST_DEVICES);

  for (guint i = 0; nics != NULL && i < nics->len; i++)
    g_ptr_array_add (interfaces, interface_from_domain (nics->pdata[i]));
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const char *alias =
          user_alias (_vmistate_record_get_string (devices->pdata[i], DOMAIN_HOST_DEVICE_ALIAS));

      if (alias != NULL && g_str_has_prefix (alias, SRIOV_ALIAS_PREFIX))
        g_ptr_array_add (interfaces, interface_from_host_device (alias));
    }
}

/* The guest's interfaces */

/* Of the guest's interfaces that share one hardware address (a bridge and its port, a VLAN) the
 * one to show is the first that has an address, else the first. */
static gpointer
choose_sibling (GPtrArray *guests, const char *mac)
{
  gpointer chosen = NULL;

  for (guint i = 0; i < guests->len; i++)
    {
      g_autofree char *other = _vmistate_mac_normalise (
          _vmistate_record_get_string (guests->pdata[i], GUEST_INTERFACE_HARDWARE_ADDRESS));

      if (g_strcmp0 (other, mac) != 0)
        continue;
      if (has_usable_address (guests->pdata[i]))
        return guests->pdata[i];
      if (chosen == NULL)
        chosen = guests->pdata[i];
    }
  return chosen;
}

static void
join_guest (VmistateInterface *interface, gpointer guest)
{
  _vmistate_record_set_string (interface, INTERFACE_INFO_SOURCE, "domain, guest-agent");
  _vmistate_record_copy_field (interface, INTERFACE_INTERFACE_NAME, guest, GUEST_INTERFACE_NAME);
  set_addresses (interface, guest);
}

static void
join_guests (GPtrArray *interfaces, GPtrArray *guests, GHashTable *used)
{
  for (guint i = 0; i < interfaces->len; i++)
    {
      g_autofree char *mac = _vmistate_mac_normalise (
          _vmistate_record_get_string (interfaces->pdata[i], INTERFACE_MAC));
      gpointer guest = mac != NULL ? choose_sibling (guests, mac) : NULL;

      if (guest != NULL && g_hash_table_add (used, guest))
        join_guest (interfaces->pdata[i], guest);
    }
}

static VmistateInterface *
interface_from_guest (gpointer guest)
{
  VmistateInterface *interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);
  const char *mac = _vmistate_record_get_string (guest, GUEST_INTERFACE_HARDWARE_ADDRESS);
  g_autofree char *normal = _vmistate_mac_normalise (mac);

  _vmistate_record_set_string (interface, INTERFACE_MAC, normal != NULL ? normal : mac);
  _vmistate_record_copy_field (interface, INTERFACE_INTERFACE_NAME, guest, GUEST_INTERFACE_NAME);
  _vmistate_record_set_string (interface, INTERFACE_INFO_SOURCE, "guest-agent");
  set_addresses (interface, guest);
  return interface;
}

/* Those with an address come first under the cap: a host of veths must not push them out. */
static void
add_guest_only (GPtrArray *interfaces, GPtrArray *guests, GHashTable *used)
{
  guint n = 0;

  for (int with_address = 1; with_address >= 0; with_address--)
    {
      for (guint i = 0; i < guests->len && n < MAX_GUEST_ONLY; i++)
        {
          gpointer guest = guests->pdata[i];

          if (has_usable_address (guest) != with_address || is_loopback (guest)
              || !g_hash_table_add (used, guest))
            continue;
          g_ptr_array_add (interfaces, interface_from_guest (guest));
          n++;
        }
    }
}

void
_vmistate_derive_interfaces (const VmistateView *view, VmistateStatus *status)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  gpointer answer = _vmistate_view_get_answer (view, VMISTATE_AGENT_INTERFACES);
  GPtrArray *guests =
      answer != NULL ? _vmistate_record_get_list (answer, AGENT_REPLY_INTERFACES) : NULL;
  GPtrArray *interfaces = _vmistate_record_list_new ();

  if (view->domain.payload != NULL)
    add_domain_interfaces (view->domain.payload, interfaces);
  if (guests != NULL)
    {
      join_guests (interfaces, guests, used);
      add_guest_only (interfaces, guests, used);
    }
  _vmistate_record_take_list (status, STATUS_INTERFACES, interfaces);
}
