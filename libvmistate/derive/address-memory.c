/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "address-memory.h"

#include "interfaces/guest-table.h"

#include "model/text.h"

#include <string.h>

/* A guest that has many addresses, or changes them all the time, must not fill the memory. Those
 * that are held no longer only tell which interface had one last, if it has none since. */
#define MAX_REMEMBERED 16
#define MAX_EXPIRED    4

/* What an answer has */

static guint16
get_hold_sec (const VmistateObservation *answer)
{
  if (answer->valid_msec == VMISTATE_VALID_FOR_EVER)
    return VMISTATE_HOLD_MIN_SEC;
  return (guint16) CLAMP (answer->valid_msec / 1000, VMISTATE_HOLD_MIN_SEC, VMISTATE_HOLD_MAX_SEC);
}

void
_vmistate_answer_foreach_address (const VmistateObservation *answer,
                                  void (*func) (const VmistateRememberedAddress *address,
                                                gpointer user_data),
                                  gpointer user_data)
{
  const VmistateGuestTable *table = _vmistate_guest_table_of (answer->payload);
  guint16 hold_sec = get_hold_sec (answer);

  for (guint i = 0; i < _vmistate_guest_table_count (table); i++)
    {
      const VmistateGuestTableInterface *interface = &table->interfaces[i];

      for (guint j = 0; interface->mac != 0 && interface->has_reachable && j < interface->n; j++)
        {
          const VmistateGuestTableAddress *told =
              _vmistate_guest_table_get_address (table, interface, j);
          VmistateRememberedAddress address = {
            .mac = interface->mac,
            .name = (GRefString *) interface->name,
            .reported_at = answer->observed_at,
            .hold_sec = hold_sec,
          };

          if (told == NULL || told->scope != VMISTATE_IP_REACHABLE)
            continue;
          address.ip = told->ip;
          address.text = told->is_plain ? told->text : NULL;
          address.since = told->since;
          address.prefix = told->prefix;
          func (&address, user_data);
        }
    }
}

static gboolean
has_address (const VmistateObservation *answer)
{
  const VmistateGuestTable *table = _vmistate_guest_table_of (answer->payload);

  for (guint i = 0; i < _vmistate_guest_table_count (table); i++)
    {
      if (table->interfaces[i].mac != 0 && table->interfaces[i].has_reachable)
        return TRUE;
    }
  return FALSE;
}

gint64
_vmistate_address_memory_next_expiry (const VmistateAddressMemory *self,
                                      const VmistateObservation *answer, gboolean counts,
                                      gint64 now)
{
  gint64 newest = _vmistate_held_until (answer->observed_at, get_hold_sec (answer));
  gint64 earliest = !counts && newest >= now && has_address (answer) ? newest : G_MAXINT64;

  for (guint i = 0; self != NULL && i < self->n; i++)
    {
      gint64 until =
          _vmistate_held_until (self->addresses[i].reported_at, self->addresses[i].hold_sec);

      if (until >= now)
        earliest = MIN (earliest, until);
    }
  return earliest;
}

/* Bringing together: a list of addresses whose texts belong to answers or to the memory */

typedef struct
{
  GArray *list; /* (element-type VmistateRememberedAddress) that the newest answer does not have */
  VmistateGuestTable *newest; /* (nullable) */
} Gathering;

/* That it was reported before counts for the address of the newest answer. */
static gboolean
is_reported (VmistateGuestTable *newest, const VmistateRememberedAddress *address)
{
  VmistateGuestTableAddress *addresses =
      newest != NULL ? _vmistate_guest_table_get_addresses (newest) : NULL;
  gboolean found = FALSE;

  for (guint i = 0; i < _vmistate_guest_table_count (newest); i++)
    {
      const VmistateGuestTableInterface *interface = &newest->interfaces[i];

      for (guint j = 0; interface->mac == address->mac && j < interface->n; j++)
        {
          VmistateGuestTableAddress *row = &addresses[interface->first + j];

          if (row->scope != VMISTATE_IP_REACHABLE || !_vmistate_ip_equal (&row->ip, &address->ip))
            continue;
          row->since = MIN (row->since, address->since);
          found = TRUE;
        }
    }
  return found;
}

static void
gather (const VmistateRememberedAddress *address, gpointer user_data)
{
  Gathering *gathering = user_data;

  if (!is_reported (gathering->newest, address))
    g_array_append_vals (gathering->list, address, 1);
}

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
  order = strcmp (left->name, right->name);
  return order != 0 ? order : g_strcmp0 (left->text, right->text);
}

/* Leaves each address in @list once. */
static void
merge (GArray *list)
{
  guint n = 0;

  g_array_sort (list, compare_to_merge);
  for (guint i = 0; i < list->len; i++)
    {
      VmistateRememberedAddress *address = &g_array_index (list, VmistateRememberedAddress, i);
      VmistateRememberedAddress *last =
          n > 0 ? &g_array_index (list, VmistateRememberedAddress, n - 1) : NULL;

      if (last != NULL && compare_identity (last, address) == 0)
        last->since = MIN (last->since, address->since);
      else
        g_array_index (list, VmistateRememberedAddress, n++) = *address;
    }
  g_array_set_size (list, n);
}

/* Forgetting */

static gboolean
is_expired (const VmistateRememberedAddress *address, gint64 now)
{
  return _vmistate_held_until (address->reported_at, address->hold_sec) < now;
}

static int
compare_worth (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const VmistateRememberedAddress *left = a;
  const VmistateRememberedAddress *right = b;
  gint64 now = *(const gint64 *) user_data;
  int order = is_expired (left, now) - is_expired (right, now);

  if (order != 0)
    return order;
  if (left->reported_at != right->reported_at)
    return left->reported_at > right->reported_at ? -1 : 1;
  return compare_identity (left, right);
}

/* Whether the interface of @address has one now, or had one later: one of the first @n of @list. */
static gboolean
is_outlived (const Gathering *gathering, guint n, const VmistateRememberedAddress *address)
{
  for (guint i = 0; i < _vmistate_guest_table_count (gathering->newest); i++)
    {
      const VmistateGuestTableInterface *interface = &gathering->newest->interfaces[i];

      if (interface->mac == address->mac && interface->has_reachable
          && g_str_equal (interface->name, address->name))
        return TRUE;
    }
  for (guint i = 0; i < n; i++)
    {
      const VmistateRememberedAddress *later =
          &g_array_index (gathering->list, VmistateRememberedAddress, i);

      if (later->mac == address->mac && g_str_equal (later->name, address->name))
        return TRUE;
    }
  return FALSE;
}

/* Leaves as many in the list as are worth the memory, the best first. */
static void
thin_out (const Gathering *gathering, gint64 now)
{
  GArray *list = gathering->list;
  guint n_expired = 0;
  guint n = 0;

  g_array_sort_with_data (list, compare_worth, &now);
  for (guint i = 0; i < list->len && n < MAX_REMEMBERED && n_expired < MAX_EXPIRED; i++)
    {
      VmistateRememberedAddress address = g_array_index (list, VmistateRememberedAddress, i);

      if (is_expired (&address, now))
        {
          if (is_outlived (gathering, n, &address))
            continue;
          n_expired++;
        }
      g_array_index (list, VmistateRememberedAddress, n++) = address;
    }
  g_array_set_size (list, n);
}

/* Lifetime. Lists grow and shrink, the memory is as small as it can be. */

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
    {
      VmistateRememberedAddress *address = &self->addresses[i];

      /* The name that an interface has not is no text that could be shared. */
      address->name =
          *address->name != '\0' ? g_ref_string_acquire (address->name) : _vmistate_text_new ("");
      if (address->text != NULL)
        g_ref_string_acquire (address->text);
    }
  return self;
}

void
_vmistate_address_memory_free (VmistateAddressMemory *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_ref_string_release (self->addresses[i].name);
      g_clear_pointer (&self->addresses[i].text, g_ref_string_release);
    }
  g_free (self);
}

/* @other: (nullable): the answer that was known before @newest, or that came after it but is
 *   older */
static void
remember (VmistateAddressMemory **self, const VmistateObservation *newest,
          const VmistateObservation *other, gint64 now)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (VmistateRememberedAddress));
  Gathering gathering = { list, _vmistate_guest_table_of (newest->payload) };
  VmistateAddressMemory *memory;

  for (guint i = 0; *self != NULL && i < (*self)->n; i++)
    gather (&(*self)->addresses[i], &gathering);
  if (other != NULL)
    _vmistate_answer_foreach_address (other, gather, &gathering);
  if (list->len > 0)
    {
      merge (list);
      thin_out (&gathering, now);
    }
  memory = memory_new (list);
  g_clear_pointer (self, _vmistate_address_memory_free);
  *self = memory;
}

void
_vmistate_address_memory_fold (VmistateAddressMemory **self, VmistateObservation *answer,
                               VmistateFact *fact, gpointer reply, gint64 now)
{
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  g_autoptr (GObject) payload = answer->payload != NULL ? g_object_ref (answer->payload) : NULL;
  g_autoptr (GObject) packed = _vmistate_guest_table_pack (reply, at, payload);
  VmistateObservation before = *answer;

  _vmistate_observation_fold (answer, fact, packed, now);
  if (payload != NULL && at < before.observed_at)
    {
      VmistateObservation late = { 0 };

      _vmistate_observation_fold (&late, fact, packed, now);
      remember (self, answer, &late, now);
      _vmistate_observation_clear (&late);
    }
  else if (payload != answer->payload)
    remember (self, answer, payload != NULL ? &before : NULL, now);
}
