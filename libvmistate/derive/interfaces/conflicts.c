/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What those who know of an interface disagree about. */

#include "config.h"

#include "scene.h"

static void add (GPtrArray *conflicts, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray *conflicts, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (conflicts, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Addresses */

static gboolean
is_from_guest (const VmistateKnownAddress *address)
{
  return address->origin == VMISTATE_ORIGIN_GUEST;
}

/* (nullable): the first of the family by the guest or by others, that can be reached and is no
 * memory */
static const VmistateKnownAddress *
find_first (const GArray *known, gboolean is_v4, gboolean from_guest)
{
  for (guint i = 0; i < known->len; i++)
    {
      const VmistateKnownAddress *address = &g_array_index (known, VmistateKnownAddress, i);

      if (_vmistate_ip_is_v4 (&address->ip) == is_v4 && is_from_guest (address) == from_guest
          && !address->is_held && _vmistate_ip_get_scope (&address->ip) == VMISTATE_IP_REACHABLE)
        return address;
    }
  return NULL;
}

static gboolean
agree_on_any (const GArray *known, gboolean is_v4)
{
  for (guint i = 0; i < known->len; i++)
    {
      const VmistateKnownAddress *one = &g_array_index (known, VmistateKnownAddress, i);

      for (guint j = 0; j < i && _vmistate_ip_is_v4 (&one->ip) == is_v4; j++)
        {
          const VmistateKnownAddress *other = &g_array_index (known, VmistateKnownAddress, j);

          if (is_from_guest (one) != is_from_guest (other)
              && _vmistate_ip_equal (&one->ip, &other->ip))
            return TRUE;
        }
    }
  return FALSE;
}

static void
add_address_conflict (GPtrArray *conflicts, const GArray *known, gboolean is_v4)
{
  const VmistateKnownAddress *guest = find_first (known, is_v4, TRUE);
  const VmistateKnownAddress *pod = find_first (known, is_v4, FALSE);
  char guest_text[VMISTATE_IP_SIZE];
  char pod_text[VMISTATE_IP_SIZE];

  if (guest != NULL && pod != NULL && !agree_on_any (known, is_v4))
    add (conflicts, "the guest reports %s where the Pod has %s",
         _vmistate_ip_print (&guest->ip, guest_text), _vmistate_ip_print (&pod->ip, pod_text));
}

/* Hardware addresses */

static void
add_mac_conflict (GPtrArray *conflicts, const VmistateNic *nic)
{
  guint64 wanted = nic->spec != NULL ? _vmistate_mac_parse (
                       _vmistate_record_get_string (nic->spec, INTERFACE_SPEC_MAC_ADDRESS))
                                     : 0;
  char mac_text[VMISTATE_MAC_SIZE];
  char wanted_text[VMISTATE_MAC_SIZE];

  if (wanted != 0 && nic->mac != 0 && wanted != nic->mac)
    add (conflicts, "the hardware address is %s where the specification asks for %s",
         _vmistate_mac_print (nic->mac, mac_text), _vmistate_mac_print (wanted, wanted_text));
}

/* Behind address translation guest and Pod are meant to differ. */
void
_vmistate_nic_set_conflicts (VmistateNic *nic, const GArray *known)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  if (nic->spec == NULL && known->len < 2)
    return;
  conflicts = g_ptr_array_new_with_free_func (g_free);
  add_mac_conflict (conflicts, nic);
  for (int is_v4 = TRUE; is_v4 >= FALSE && !nic->is_translated; is_v4--)
    add_address_conflict (conflicts, known, is_v4);
  _vmistate_record_set_texts (nic->interface, INTERFACE_CONFLICTS,
                              (const char *const *) conflicts->pdata, conflicts->len);
}
