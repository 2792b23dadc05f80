/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Interfaces that only the guest has, such as tunnels and the bridges of containers. */

#include "config.h"

#include "scene.h"

/* KubeVirt's limit: a host of containers has hundreds. */
#define MAX_GUEST_ONLY 10

static gboolean
has_held (const VmistateScene *scene, guint64 mac)
{
  for (guint i = 0; scene->held != NULL && i < scene->held->len; i++)
    {
      if (g_array_index (scene->held, VmistateHeldAddress, i).mac == mac)
        return TRUE;
    }
  return FALSE;
}

/* Those with an address first, and none of it by the agent's order, which changes. */
static int
compare_guests (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const VmistateGuestTableInterface *left = *(VmistateGuestTableInterface **) a;
  const VmistateGuestTableInterface *right = *(VmistateGuestTableInterface **) b;
  const VmistateScene *scene = user_data;
  int order = (right->has_reachable || has_held (scene, right->mac))
              - (left->has_reachable || has_held (scene, left->mac));

  if (order == 0)
    order = _vmistate_guest_table_interface_compare (left, right);
  if (order == 0)
    order = (left->mac > right->mac) - (left->mac < right->mac);
  return order;
}

static VmistateInterface *
make_interface (const VmistateScene *scene, const VmistateGuestTableInterface *guest)
{
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (VmistateKnownAddress));
  g_autoptr (GPtrArray) siblings = NULL;
  VmistateNic nic = {
    .interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL),
    .mac = guest->mac,
    .guest = guest,
  };

  _vmistate_scene_use (scene, guest);
  siblings = _vmistate_nic_take_siblings (&nic, scene);
  _vmistate_nic_set_siblings (&nic, siblings);
  _vmistate_nic_set_mac (&nic, guest->hardware_address);
  _vmistate_record_set_string (nic.interface, INTERFACE_INTERFACE_NAME,
                               _vmistate_guest_get_name (guest));
  _vmistate_record_set_string (nic.interface, INTERFACE_INFO_SOURCE, "guest-agent");
  _vmistate_nic_add_guest_addresses (&nic, scene, known, siblings);
  _vmistate_nic_set_addresses (&nic, known);
  return nic.interface;
}

void
_vmistate_scene_add_guest_only (VmistateScene *self, GPtrArray *interfaces)
{
  g_autoptr (GPtrArray) guests = NULL;
  guint n = 0;

  for (guint i = 0; i < _vmistate_guest_table_count (self->guests); i++)
    {
      const VmistateGuestTableInterface *guest = &self->guests->interfaces[i];

      if (_vmistate_scene_is_used (self, guest) || guest->is_loopback)
        continue;
      if (guests == NULL)
        guests = g_ptr_array_new ();
      g_ptr_array_add (guests, (gpointer) guest);
    }
  if (guests == NULL)
    return;
  g_ptr_array_sort_with_data (guests, compare_guests, self);
  for (guint i = 0; i < guests->len && n < MAX_GUEST_ONLY; i++)
    {
      if (_vmistate_scene_is_used (self, guests->pdata[i]))
        continue;
      g_ptr_array_add (interfaces, make_interface (self, guests->pdata[i]));
      n++;
    }
}
