/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Several interfaces of the guest may share one hardware address: a bridge and its port, a bond
 * and its members, VLANs, aliases. One of them stands for the VM's interface. */

#include "config.h"

#include "scene.h"

/* What speaks for one of them, the first member most. */
typedef struct
{
  gboolean has_pod_address; /* one that the Pod has too */
  gint64 since;             /* for how long the oldest of its addresses is known; held ones count */
  gint64 reported_at;       /* when it last had one that is not even held any more */
  gboolean is_virtual;      /* its name says that there is no device of its own behind it */
} Claim;

#define NEVER G_MAXINT64

static gboolean
has_pod_address (const VmistateScene *scene, const VmistateGuestTableInterface *guest,
                 const GArray *pod)
{
  for (guint i = 0; i < pod->len; i++)
    {
      if (_vmistate_guest_table_interface_has (&scene->guests, guest,
                                               &g_array_index (pod, VmistateKnownAddress, i).ip))
        return TRUE;
    }
  return FALSE;
}

static gint64
oldest_reported (const VmistateScene *scene, const VmistateGuestTableInterface *guest)
{
  gint64 oldest = NEVER;

  for (guint i = 0; i < guest->n; i++)
    {
      const VmistateGuestTableAddress *address =
          _vmistate_guest_table_get_address (&scene->guests, guest, i);
      const VmistateRememberedAddress *remembered =
          _vmistate_address_memory_find (scene->view->memory, guest->mac, &address->ip);

      /* What did not fit into the memory is not older than what did. */
      if (remembered != NULL)
        oldest = MIN (oldest, remembered->since);
      else if (address->scope == VMISTATE_IP_REACHABLE)
        oldest = MIN (oldest, NEVER - 1);
    }
  return oldest;
}

static gint64
oldest_held (const VmistateScene *scene, const VmistateGuestTableInterface *guest)
{
  gint64 oldest = NEVER;

  for (guint i = 0; scene->held != NULL && i < scene->held->len; i++)
    {
      const VmistateHeldAddress *held = &g_array_index (scene->held, VmistateHeldAddress, i);

      if (held->mac == guest->mac && g_str_equal (held->address.guest_name, guest->name))
        oldest = MIN (oldest, held->since);
    }
  return oldest;
}

static gint64
last_reported (const VmistateScene *scene, const VmistateGuestTableInterface *guest)
{
  const VmistateAddressMemory *memory = scene->view->memory;
  gint64 newest = G_MININT64;

  for (guint i = 0; memory != NULL && i < memory->n; i++)
    {
      const VmistateRememberedAddress *address = &memory->addresses[i];

      if (address->mac == guest->mac && g_str_equal (address->name, guest->name))
        newest = MAX (newest, address->reported_at);
    }
  return newest;
}

static Claim
weigh (const VmistateScene *scene, const VmistateGuestTableInterface *guest, const GArray *pod)
{
  return (Claim){
    .has_pod_address = has_pod_address (scene, guest, pod),
    .since = MIN (oldest_reported (scene, guest), oldest_held (scene, guest)),
    .reported_at = last_reported (scene, guest),
    .is_virtual = guest->is_virtual,
  };
}

static gboolean
is_better (const VmistateScene *scene, const VmistateGuestTableInterface *guest,
           const VmistateGuestTableInterface *than, const GArray *pod)
{
  Claim mine = weigh (scene, guest, pod);
  Claim theirs = weigh (scene, than, pod);

  if (mine.has_pod_address != theirs.has_pod_address)
    return mine.has_pod_address;
  if (mine.since != theirs.since)
    return mine.since < theirs.since;
  if (mine.since == NEVER && mine.reported_at != theirs.reported_at)
    return mine.reported_at > theirs.reported_at;
  if (mine.is_virtual != theirs.is_virtual)
    return theirs.is_virtual;
  return _vmistate_guest_name_compare (guest->name, than->name) < 0;
}

void
_vmistate_nic_join_guest (VmistateNic *nic, const VmistateScene *scene, const GArray *pod)
{
  VmistateGuestTableInterface *best = NULL;

  for (guint i = 0; nic->mac != 0 && i < scene->guests.interfaces->len; i++)
    {
      VmistateGuestTableInterface *guest = _vmistate_guest_table_get (&scene->guests, i);

      if (guest->mac == nic->mac && !guest->is_used
          && (best == NULL || is_better (scene, guest, best, pod)))
        best = guest;
    }
  if (best != NULL)
    best->is_used = TRUE;
  nic->guest = best;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return _vmistate_guest_name_compare ((*(VmistateGuestTableInterface **) a)->name,
                                       (*(VmistateGuestTableInterface **) b)->name);
}

static void
set_siblings (VmistateNic *nic, GPtrArray *siblings)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_sort (siblings, compare_names);
  for (guint i = 0; i < siblings->len; i++)
    g_ptr_array_add (names, (gpointer) ((VmistateGuestTableInterface *) siblings->pdata[i])->name);
  _vmistate_record_take_variant (
      nic->interface, INTERFACE_SIBLINGS,
      g_variant_new_strv ((const char *const *) names->pdata, names->len));
}

GPtrArray *
_vmistate_nic_take_siblings (VmistateNic *nic, const VmistateScene *scene)
{
  GPtrArray *siblings = NULL;

  for (guint i = 0; nic->guest != NULL && nic->mac != 0 && i < scene->guests.interfaces->len; i++)
    {
      VmistateGuestTableInterface *guest = _vmistate_guest_table_get (&scene->guests, i);

      if (guest->mac != nic->mac || guest->is_used)
        continue;
      guest->is_used = TRUE;
      if (siblings == NULL)
        siblings = g_ptr_array_new ();
      g_ptr_array_add (siblings, guest);
    }
  if (siblings != NULL)
    set_siblings (nic, siblings);
  return siblings;
}
