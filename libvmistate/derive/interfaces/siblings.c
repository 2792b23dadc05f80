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
      if (_vmistate_guest_table_interface_has (scene->guests, guest,
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
          _vmistate_guest_table_get_address (scene->guests, guest, i);

      if (address != NULL && address->scope == VMISTATE_IP_REACHABLE)
        oldest = MIN (oldest, address->since);
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
    .is_virtual = _vmistate_guest_name_is_virtual (guest->name),
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
  const VmistateGuestTableInterface *best = NULL;

  for (guint i = 0; nic->mac != 0 && i < _vmistate_guest_table_count (scene->guests); i++)
    {
      const VmistateGuestTableInterface *guest = &scene->guests->interfaces[i];

      if (guest->mac == nic->mac && !_vmistate_scene_is_used (scene, guest)
          && (best == NULL || is_better (scene, guest, best, pod)))
        best = guest;
    }
  if (best != NULL)
    _vmistate_scene_use (scene, best);
  nic->guest = best;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return _vmistate_guest_name_compare ((*(VmistateGuestTableInterface **) a)->name,
                                       (*(VmistateGuestTableInterface **) b)->name);
}

void
_vmistate_nic_set_siblings (VmistateNic *nic, GPtrArray *siblings)
{
  g_autoptr (GPtrArray) names = NULL;

  if (siblings == NULL)
    return;
  names = g_ptr_array_new ();
  for (guint i = 0; i < siblings->len; i++)
    g_ptr_array_add (names, (gpointer) ((VmistateGuestTableInterface *) siblings->pdata[i])->name);
  _vmistate_record_set_texts (nic->interface, INTERFACE_SIBLINGS,
                              (const char *const *) names->pdata, names->len);
}

GPtrArray *
_vmistate_nic_take_siblings (const VmistateNic *nic, const VmistateScene *scene)
{
  GPtrArray *siblings = NULL;

  if (nic->guest == NULL || nic->mac == 0)
    return NULL;
  for (guint i = 0; i < scene->guests->n; i++)
    {
      const VmistateGuestTableInterface *guest = &scene->guests->interfaces[i];

      if (guest->mac != nic->mac || _vmistate_scene_is_used (scene, guest))
        continue;
      _vmistate_scene_use (scene, guest);
      if (siblings == NULL)
        siblings = g_ptr_array_new ();
      g_ptr_array_add (siblings, (gpointer) guest);
    }
  if (siblings != NULL)
    g_ptr_array_sort (siblings, compare_names);
  return siblings;
}
