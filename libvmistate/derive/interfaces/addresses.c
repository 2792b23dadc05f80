/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* All addresses of an interface, in the order in which to try them. */

#include "config.h"

#include "scene.h"

#include "model/text.h"

/* A group of siblings may have thousands. */
#define MAX_ADDRESSES 64

/* Of two addresses that others can reach the one with the lower role comes first. */
typedef enum
{
  ROLE_POD,
  ROLE_SHOWN,   /* of the guest's interface that is shown */
  ROLE_SIBLING, /* of one that shares its hardware address */
  ROLE_HELD,
} Role;

/* Gathering */

static void
append (GArray *known, VmistateKnownAddress *address, Role role)
{
  gboolean is_link_local = _vmistate_ip_get_scope (&address->ip) == VMISTATE_IP_LINK_LOCAL;
  /* The Pod's come with the cluster's main family first. */
  gboolean is_second = role != ROLE_POD && !_vmistate_ip_is_v4 (&address->ip);

  address->rank = (is_link_local ? 8 : 0) + role * 2 + (is_second ? 1 : 0);
  g_array_append_vals (known, address, 1);
}

void
_vmistate_known_address_append (GArray *known, VmistateKnownAddress *address)
{
  if (_vmistate_ip_get_scope (&address->ip) >= VMISTATE_IP_LINK_LOCAL)
    append (known, address, ROLE_POD);
}

static void
add_guest (GArray *known, const VmistateScene *scene, const VmistateGuestTableInterface *guest,
           Role role)
{
  for (guint i = 0; i < guest->n; i++)
    {
      const VmistateGuestTableAddress *told =
          _vmistate_guest_table_get_address (scene->guests, guest, i);
      VmistateKnownAddress address = { .guest_name = guest->name, .origin = VMISTATE_ORIGIN_GUEST };

      if (told == NULL)
        continue;
      address.ip = told->ip;
      address.shared = told->is_plain ? told->text : NULL;
      address.prefix = told->prefix;
      append (known, &address, role);
    }
}

static void
add_held (GArray *known, const VmistateScene *scene, guint64 mac)
{
  for (guint i = 0; scene->held != NULL && i < scene->held->len; i++)
    {
      VmistateHeldAddress *held = &g_array_index (scene->held, VmistateHeldAddress, i);

      if (held->mac == mac)
        append (known, &held->address, ROLE_HELD);
    }
}

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  return (int) ((const VmistateKnownAddress *) a)->rank
         - (int) ((const VmistateKnownAddress *) b)->rank;
}

/* Writing */

/* As it was told, else printed */
static const char *
get_text (const VmistateKnownAddress *known, char buffer[VMISTATE_IP_SIZE])
{
  if (known->shared != NULL)
    return known->shared;
  return known->text != NULL ? known->text : _vmistate_ip_print (&known->ip, buffer);
}

/* Returns: (transfer full) */
static GRefString *
dup_text (const VmistateKnownAddress *known)
{
  char buffer[VMISTATE_IP_SIZE];

  if (known->shared != NULL)
    return g_ref_string_acquire (known->shared);
  return _vmistate_text_new (get_text (known, buffer));
}

static gboolean
is_row (const VmistateAddressRow *row, const VmistateKnownAddress *known)
{
  char buffer[VMISTATE_IP_SIZE];

  return row->prefix == known->prefix && row->origin == known->origin
         && row->is_held == known->is_held && g_str_equal (row->text, get_text (known, buffer))
         && g_strcmp0 (row->guest_name, known->guest_name) == 0;
}

static VmistateAddressRow
make_row (const VmistateKnownAddress *known, const VmistateKnownAddress *before,
          const VmistateAddressRow *row_before)
{
  VmistateAddressRow row = {
    .text = dup_text (known),
    .prefix = known->prefix,
    .origin = (guint8) known->origin,
    .is_held = (guint8) known->is_held,
  };

  /* Names mostly come in groups. */
  if (before != NULL && before->guest_name == known->guest_name && known->guest_name != NULL)
    row.guest_name = g_ref_string_acquire (row_before->guest_name);
  else if (known->guest_name != NULL)
    row.guest_name = _vmistate_text_new (known->guest_name);
  return row;
}

static void
fill_rows (VmistateAddressRow *rows, const GArray *known)
{
  const VmistateKnownAddress *before = NULL;

  for (guint i = 0; i < known->len; i++)
    {
      const VmistateKnownAddress *address = &g_array_index (known, VmistateKnownAddress, i);

      rows[i] = make_row (address, before, before != NULL ? &rows[i - 1] : NULL);
      before = address;
    }
}

/* What is reachable */

static gboolean
has_pod_family (const GArray *known, gboolean is_v4)
{
  for (guint i = 0; i < known->len; i++)
    {
      const VmistateKnownAddress *address = &g_array_index (known, VmistateKnownAddress, i);

      if (address->origin != VMISTATE_ORIGIN_GUEST && _vmistate_ip_is_v4 (&address->ip) == is_v4)
        return TRUE;
    }
  return FALSE;
}

/* Behind the Pod's address translation all guests have the same private addresses. */
static gboolean
is_private (const GArray *known, const VmistateKnownAddress *address)
{
  gboolean is_v4 = _vmistate_ip_is_v4 (&address->ip);

  if (address->origin != VMISTATE_ORIGIN_GUEST)
    return FALSE;
  if (_vmistate_ip_get_scope (&address->ip) == VMISTATE_IP_LINK_LOCAL)
    return has_pod_family (known, TRUE) || has_pod_family (known, FALSE);
  return has_pod_family (known, is_v4);
}

static gboolean
is_repeated (const GArray *known, guint place)
{
  const VmistateKnownAddress *address = &g_array_index (known, VmistateKnownAddress, place);

  for (guint i = 0; i < place; i++)
    {
      if (_vmistate_ip_equal (&g_array_index (known, VmistateKnownAddress, i).ip, &address->ip))
        return TRUE;
    }
  return FALSE;
}

static void
set_ip_addresses (VmistateNic *nic, const GArray *known, const VmistateAddressRow *rows)
{
  GRefString *texts[MAX_ADDRESSES];
  gsize n = 0;

  for (guint i = 0; i < known->len; i++)
    {
      const VmistateKnownAddress *address = &g_array_index (known, VmistateKnownAddress, i);

      if ((nic->is_translated && is_private (known, address)) || is_repeated (known, i))
        continue;
      texts[n++] = rows[i].text;
    }
  if (n == 0)
    return;
  _vmistate_record_set_text (nic->interface, INTERFACE_IP_ADDRESS, texts[0]);
  _vmistate_record_take_texts (nic->interface, INTERFACE_IP_ADDRESSES,
                               _vmistate_texts_new_shared (texts, n));
}

void
_vmistate_nic_add_guest_addresses (const VmistateNic *nic, const VmistateScene *scene,
                                   GArray *known, GPtrArray *siblings)
{
  if (nic->guest != NULL)
    add_guest (known, scene, nic->guest, ROLE_SHOWN);
  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    add_guest (known, scene, siblings->pdata[i], ROLE_SIBLING);
  if (nic->mac != 0)
    add_held (known, scene, nic->mac);
  if (known->len > 1)
    g_array_sort (known, compare_rank);
  g_array_set_size (known, MIN (known->len, MAX_ADDRESSES));
}

void
_vmistate_nic_set_addresses (VmistateNic *nic, const GArray *known)
{
  VmistateAddressRow rows[MAX_ADDRESSES];

  if (known->len == 0)
    return;
  fill_rows (rows, known);
  set_ip_addresses (nic, known, rows);
  _vmistate_record_take_lazy (nic->interface, INTERFACE_ADDRESSES,
                              _vmistate_address_sheet_new (rows, known->len));
}

gboolean
_vmistate_interface_has_addresses (gpointer interface, const GArray *known)
{
  const VmistateAddressRow *rows;
  guint n;

  rows = _vmistate_address_sheet_get_rows (
      _vmistate_record_get_lazy (interface, INTERFACE_ADDRESSES), &n);
  if (n != known->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!is_row (&rows[i], &g_array_index (known, VmistateKnownAddress, i)))
        return FALSE;
    }
  return TRUE;
}
