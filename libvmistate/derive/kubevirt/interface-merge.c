/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The merge of addresses. For each family: addresses that were known before win, but a guest that
 * reports none of the family clears it. */

#include "config.h"

#include "interface-merge.h"

#include "go-address.h"
#include "interface-list.h"

/* Returns: (transfer container): the addresses of one family; what is no address belongs to none */
static GPtrArray *
pick_family (const char *const *texts, VmistateGoAddressFamily family, gboolean without_link_local)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      VmistateGoAddress address = _vmistate_go_address_parse (texts[i]);

      if (address.family == family && !(without_link_local && address.is_link_local))
        g_ptr_array_add (picked, (gpointer) texts[i]);
    }
  return picked;
}

static void
merge_addresses (gpointer interface, gpointer agent, gboolean without_link_local)
{
  static const VmistateGoAddressFamily families[] = { VMISTATE_GO_ADDRESS_IPV4,
                                                      VMISTATE_GO_ADDRESS_IPV6 };
  const char *const *before = _vmistate_record_get_texts (interface, INTERFACE_IP_ADDRESSES);
  const char *const *guest = _vmistate_record_get_texts (agent, INTERFACE_IP_ADDRESSES);
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (GPtrArray) known = pick_family (before, families[i], FALSE);
      g_autoptr (GPtrArray) reported = pick_family (guest, families[i], without_link_local);
      gboolean keep = known->len > 0 && reported->len > 0;

      g_ptr_array_extend (merged, keep ? known : reported, NULL, NULL);
    }
  _vmistate_interface_set_addresses (interface, merged->len > 0 ? merged->pdata[0] : NULL, merged);
}

void
_vmistate_interface_merge (gpointer interface, gpointer agent, gboolean without_link_local)
{
  _vmistate_record_copy_field (interface, INTERFACE_INTERFACE_NAME, agent,
                               INTERFACE_INTERFACE_NAME);
  merge_addresses (interface, agent, without_link_local);
}
