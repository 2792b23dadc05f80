/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the agent's answer to the list in KubeVirt's domain status. Two programs lie between:
 * libvirt takes eth0:1 for another address of eth0, the launcher leaves out lo. Neither looks at
 * what the texts mean, so the guest's own spelling counts. */

#include "config.h"

#include "agent-interfaces.h"

#include "agent-store.h"
#include "interface-list.h"

#include <string.h>

#define ALIAS_SEPARATOR ':'
#define LOOPBACK_NAME   "lo"

/* One interface as libvirt gives it. */
typedef struct
{
  char *name;                   /* (owned) */
  const char *hardware_address; /* (nullable) */
  GPtrArray *addresses;         /* (owned) (element-type VmistateGuestAddress) */
} GuestInterface;

static void
guest_interface_free (gpointer data)
{
  GuestInterface *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->addresses);
  g_free (self);
}

static const char *
as_reported (gpointer record, guint reported, guint normal)
{
  return _vmistate_record_get_string (record,
                                      _vmistate_record_has (record, reported) ? reported : normal);
}

/* @record: a VmistateGuestInterface. Returns: (transfer full): the name without alias */
static char *
base_name (gpointer record)
{
  const char *name = _vmistate_record_get_string (record, GUEST_INTERFACE_NAME);
  const char *end;

  if (name == NULL)
    return g_strdup ("");
  end = strchr (name, ALIAS_SEPARATOR);
  return end != NULL ? g_strndup (name, (gsize) (end - name)) : g_strdup (name);
}

/* Entries of one name become one; the first gives the hardware address. */
static GPtrArray *
merge_aliases (GPtrArray *records)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *guests = g_ptr_array_new_with_free_func (guest_interface_free);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      gpointer record = records->pdata[i];
      GPtrArray *addresses = _vmistate_record_get_list (record, GUEST_INTERFACE_ADDRESSES);
      g_autofree char *name = base_name (record);
      GuestInterface *guest = g_hash_table_lookup (by_name, name);

      if (guest == NULL)
        {
          guest = g_new0 (GuestInterface, 1);
          guest->name = g_steal_pointer (&name);
          guest->hardware_address = as_reported (record, GUEST_INTERFACE_REPORTED_HARDWARE_ADDRESS,
                                                 GUEST_INTERFACE_HARDWARE_ADDRESS);
          guest->addresses = g_ptr_array_new ();
          g_hash_table_insert (by_name, guest->name, guest);
          g_ptr_array_add (guests, guest);
        }
      if (addresses != NULL)
        g_ptr_array_extend (guest->addresses, addresses, NULL, NULL);
    }
  return guests;
}

/* The first address that the guest calls IPv4 is the main one, else the first. */
static void
set_addresses (VmistateInterface *interface, GPtrArray *addresses)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const char *first_ipv4 = NULL;

  for (guint i = 0; i < addresses->len; i++)
    {
      gpointer address = addresses->pdata[i];
      const char *type = as_reported (address, GUEST_ADDRESS_REPORTED_TYPE, GUEST_ADDRESS_TYPE);
      const char *text =
          as_reported (address, GUEST_ADDRESS_REPORTED_ADDRESS, GUEST_ADDRESS_ADDRESS);

      if (text == NULL)
        continue;
      if (first_ipv4 == NULL && g_strcmp0 (type, "ipv4") == 0)
        first_ipv4 = text;
      g_ptr_array_add (texts, (gpointer) text);
    }
  if (texts->len > 0)
    _vmistate_interface_set_addresses (interface, first_ipv4 != NULL ? first_ipv4 : texts->pdata[0],
                                       texts);
}

static VmistateInterface *
interface_from_guest (const GuestInterface *guest)
{
  VmistateInterface *interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);

  _vmistate_interface_set_text (interface, INTERFACE_MAC, guest->hardware_address);
  _vmistate_interface_set_text (interface, INTERFACE_INTERFACE_NAME, guest->name);
  set_addresses (interface, guest->addresses);
  return interface;
}

/* KubeVirt keeps the last answer for ever, so one of an earlier boot counts too. */
GPtrArray *
_vmistate_kubevirt_agent_interfaces (const VmistateView *view)
{
  g_autoptr (VmistateAgentReading) stored =
      _vmistate_kubevirt_dup_stored (view, VMISTATE_AGENT_INTERFACES);
  g_autoptr (GPtrArray) guests =
      merge_aliases (_vmistate_record_get_list (stored, AGENT_READING_INTERFACES));
  GPtrArray *interfaces = _vmistate_record_list_new ();

  for (guint i = 0; i < guests->len; i++)
    {
      const GuestInterface *guest = guests->pdata[i];

      if (!g_str_equal (guest->name, LOOPBACK_NAME))
        g_ptr_array_add (interfaces, interface_from_guest (guest));
    }
  return interfaces;
}
