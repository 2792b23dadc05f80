/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "address-memory.h"

#include "interfaces/guest-table.h"

#include "model/text.h"

#include <string.h>

/* A guest that has many addresses, or changes them all the time, must not fill the memory. Those
 * that are held no longer only tell which interface had one last. */
#define MAX_REMEMBERED 16
#define MAX_EXPIRED    4

guint16
_vmistate_answer_hold_sec (const VmistateObservation *answer)
{
  gint64 valid_usec = answer->valid_until - answer->observed_at;

  if (answer->valid_until == G_MAXINT64)
    return VMISTATE_HOLD_MIN_SEC;
  return (guint16) CLAMP (valid_usec / G_USEC_PER_SEC, VMISTATE_HOLD_MIN_SEC,
                          VMISTATE_HOLD_MAX_SEC);
}

gint64
_vmistate_address_memory_next_expiry (const VmistateAddressMemory *self,
                                      const VmistateObservation *answer, gboolean counts,
                                      gint64 now)
{
  gint64 newest = _vmistate_held_until (answer->observed_at, _vmistate_answer_hold_sec (answer));
  gint64 earliest = G_MAXINT64;

  for (guint i = 0; self != NULL && i < self->n; i++)
    {
      const VmistateRememberedAddress *address = &self->addresses[i];
      gint64 until = address->is_reported
                         ? newest
                         : _vmistate_held_until (address->reported_at, address->hold_sec);

      if (until >= now && !(address->is_reported && counts))
        earliest = MIN (earliest, until);
    }
  return earliest;
}

const VmistateRememberedAddress *
_vmistate_address_memory_find (const VmistateAddressMemory *self, guint64 mac, const VmistateIp *ip)
{
  for (guint i = 0; self != NULL && i < self->n; i++)
    {
      if (self->addresses[i].mac == mac && _vmistate_ip_equal (&self->addresses[i].ip, ip))
        return &self->addresses[i];
    }
  return NULL;
}

/* Lifetime. Lists grow and shrink, the memory is as small as it can be. */

static void
address_clear (gpointer data)
{
  g_ref_string_release (((VmistateRememberedAddress *) data)->name);
}

static GArray *
list_new (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (VmistateRememberedAddress));

  g_array_set_clear_func (list, address_clear);
  return list;
}

static void
add_copy (GArray *list, const VmistateRememberedAddress *address)
{
  VmistateRememberedAddress copy = *address;

  g_ref_string_acquire (copy.name);
  g_array_append_val (list, copy);
}

void
_vmistate_address_memory_free (VmistateAddressMemory *self)
{
  for (guint i = 0; i < self->n; i++)
    address_clear (&self->addresses[i]);
  g_free (self);
}

/* Returns: (transfer full) (nullable) */
static VmistateAddressMemory *
memory_new (const GArray *list)
{
  gsize size = list->len * sizeof (VmistateRememberedAddress);
  VmistateAddressMemory *self;

  if (list->len == 0)
    return NULL;
  self = g_malloc (sizeof (VmistateAddressMemory) + size);
  self->n = list->len;
  memcpy (self->addresses, list->data, size);
  for (guint i = 0; i < self->n; i++)
    g_ref_string_acquire (self->addresses[i].name);
  return self;
}

/* What an answer has */

static void
add_interface (GArray *list, const VmistateGuestTable *table,
               const VmistateGuestTableInterface *interface, const VmistateObservation *answer,
               gboolean is_reported)
{
  GRefString *name = _vmistate_text_new (interface->name);

  for (guint i = 0; i < interface->n; i++)
    {
      const VmistateGuestTableAddress *told =
          _vmistate_guest_table_get_address (table, interface, i);
      VmistateRememberedAddress address = {
        .mac = interface->mac,
        .ip = told->ip,
        .name = name,
        .since = answer->observed_at,
        .reported_at = answer->observed_at,
        .hold_sec = _vmistate_answer_hold_sec (answer),
        .prefix = told->prefix,
        .is_reported = (guint8) is_reported,
      };

      if (told->scope == VMISTATE_IP_REACHABLE)
        add_copy (list, &address);
    }
  g_ref_string_release (name);
}

static void
add_answer (GArray *list, const VmistateObservation *answer, gboolean is_reported)
{
  VmistateGuestTable table;

  _vmistate_guest_table_init (&table, answer->payload);
  for (guint i = 0; i < table.interfaces->len; i++)
    {
      const VmistateGuestTableInterface *interface = _vmistate_guest_table_get (&table, i);

      if (interface->mac != 0 && interface->has_reachable)
        add_interface (list, &table, interface, answer, is_reported);
    }
  _vmistate_guest_table_clear (&table);
}

static void
add_remembered (GArray *list, const VmistateAddressMemory *memory)
{
  for (guint i = 0; memory != NULL && i < memory->n; i++)
    {
      add_copy (list, &memory->addresses[i]);
      g_array_index (list, VmistateRememberedAddress, i).is_reported = FALSE;
    }
}

/* Bringing together */

static int
compare_identity (const VmistateRememberedAddress *a, const VmistateRememberedAddress *b)
{
  if (a->mac != b->mac)
    return a->mac < b->mac ? -1 : 1;
  return _vmistate_ip_compare (&a->ip, &b->ip);
}

/* The newest of each address first. */
static int
compare_to_merge (gconstpointer a, gconstpointer b)
{
  const VmistateRememberedAddress *left = a;
  const VmistateRememberedAddress *right = b;
  int order = compare_identity (left, right);

  if (order != 0)
    return order;
  if (left->reported_at != right->reported_at)
    return left->reported_at > right->reported_at ? -1 : 1;
  return strcmp (left->name, right->name);
}

/* Returns: (transfer full): @list, with each address once */
static GArray *
merge (GArray *list)
{
  GArray *merged = list_new ();
  VmistateRememberedAddress *last = NULL;

  g_array_sort (list, compare_to_merge);
  for (guint i = 0; i < list->len; i++)
    {
      const VmistateRememberedAddress *address =
          &g_array_index (list, VmistateRememberedAddress, i);

      if (last != NULL && compare_identity (last, address) == 0)
        {
          last->since = MIN (last->since, address->since);
          last->is_reported = last->is_reported || address->is_reported;
          continue;
        }
      add_copy (merged, address);
      last = &g_array_index (merged, VmistateRememberedAddress, merged->len - 1);
    }
  return merged;
}

/* Forgetting */

typedef enum
{
  WORTH_HELD,     /* only the memory has it */
  WORTH_REPORTED, /* the answer has it too */
  WORTH_EXPIRED,
} Worth;

static Worth
judge (const VmistateRememberedAddress *address, gint64 now)
{
  if (address->is_reported)
    return WORTH_REPORTED;
  return _vmistate_held_until (address->reported_at, address->hold_sec) >= now ? WORTH_HELD
                                                                               : WORTH_EXPIRED;
}

static int
compare_worth (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const VmistateRememberedAddress *left = a;
  const VmistateRememberedAddress *right = b;
  gint64 now = *(const gint64 *) user_data;
  int order = (int) judge (left, now) - (int) judge (right, now);

  if (order != 0)
    return order;
  if (left->reported_at != right->reported_at)
    return left->reported_at > right->reported_at ? -1 : 1;
  return compare_identity (left, right);
}

/* Returns: (transfer full): as many as are worth the memory, the best first */
static GArray *
thin_out (GArray *list, gint64 now)
{
  GArray *kept = list_new ();
  guint n_expired = 0;

  g_array_sort_with_data (list, compare_worth, &now);
  for (guint i = 0; i < list->len && kept->len < MAX_REMEMBERED; i++)
    {
      const VmistateRememberedAddress *address =
          &g_array_index (list, VmistateRememberedAddress, i);

      if (judge (address, now) != WORTH_EXPIRED || n_expired++ < MAX_EXPIRED)
        add_copy (kept, address);
    }
  return kept;
}

/* @other: (nullable): the answer that was known before @newest, or that came after it but is
 *   older */
static void
remember (VmistateAddressMemory **self, const VmistateObservation *newest,
          const VmistateObservation *other, gint64 now)
{
  g_autoptr (GArray) list = list_new ();
  g_autoptr (GArray) merged = NULL;
  g_autoptr (GArray) kept = NULL;

  add_remembered (list, *self);
  add_answer (list, newest, TRUE);
  if (other != NULL)
    add_answer (list, other, FALSE);
  merged = merge (list);
  kept = thin_out (merged, now);
  g_clear_pointer (self, _vmistate_address_memory_free);
  *self = memory_new (kept);
}

void
_vmistate_address_memory_fold (VmistateAddressMemory **self, VmistateObservation *answer,
                               VmistateFact *fact, gpointer reply, gint64 now)
{
  g_autoptr (GObject) payload = answer->payload != NULL ? g_object_ref (answer->payload) : NULL;
  VmistateObservation before = *answer;

  _vmistate_observation_fold (answer, fact, reply, now);
  if (payload != NULL && vmistate_fact_get_observed_at_usec (fact) < before.observed_at)
    {
      VmistateObservation late = { 0 };

      _vmistate_observation_fold (&late, fact, reply, now);
      remember (self, answer, &late, now);
      _vmistate_observation_clear (&late);
    }
  else if (payload != answer->payload)
    remember (self, answer, payload != NULL ? &before : NULL, now);
}
