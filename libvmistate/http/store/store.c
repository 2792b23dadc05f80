/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store.h"

#include <string.h>

typedef struct
{
  VmistateHttpStoreFunc func;
  gpointer user_data;
} Listener;

struct _VmistateHttpStore
{
  GHashTable *by_uid;  /* (owned) uid of the snapshot -> (owned) VmistateHttpSnapshot */
  GHashTable *samples; /* (owned) (owned) uid -> (owned) VmistateSample */
  GPtrArray *sorted;   /* (owned) (element-type VmistateHttpSnapshot) borrowed from by_uid */
  VmistateHttpChange **changes; /* (owned) (owned) a ring: by revision modulo history */
  guint history;
  guint64 first; /* the revision before the first change */
  guint64 revision;
  GList *listeners; /* (owned) Listener; one that has gone has no func until nobody iterates */
  guint telling;
};

/* Changes */

static void
change_free (VmistateHttpChange *change)
{
  g_clear_pointer (&change->before, _vmistate_http_snapshot_unref);
  g_clear_pointer (&change->after, _vmistate_http_snapshot_unref);
  g_clear_pointer (&change->texts, g_hash_table_unref);
  g_free (change);
}

static void
sweep_listeners (VmistateHttpStore *self)
{
  GList *next;

  if (self->telling > 0)
    return;
  for (GList *l = self->listeners; l != NULL; l = next)
    {
      Listener *listener = l->data;

      next = l->next;
      if (listener->func != NULL)
        continue;
      self->listeners = g_list_delete_link (self->listeners, l);
      g_free (listener);
    }
}

/* The oldest one is forgotten for it. */
static void
replace_change (VmistateHttpStore *self, VmistateHttpChange *change)
{
  VmistateHttpChange **place = &self->changes[change->revision % self->history];

  g_clear_pointer (place, change_free);
  *place = change;
}

static void
tell (VmistateHttpStore *self, VmistateHttpSnapshot *before, VmistateHttpSnapshot *after)
{
  VmistateHttpChange *change = g_new0 (VmistateHttpChange, 1);

  change->revision = self->revision;
  change->before = before != NULL ? _vmistate_http_snapshot_ref (before) : NULL;
  change->after = after != NULL ? _vmistate_http_snapshot_ref (after) : NULL;
  replace_change (self, change);
  self->telling++;
  for (GList *l = self->listeners; l != NULL; l = l->next)
    {
      Listener *listener = l->data;

      if (listener->func != NULL)
        listener->func (listener->user_data);
    }
  self->telling--;
  sweep_listeners (self);
}

/* The sorted list */

/* Returns: where @snapshot stands, or should */
static guint
place_of (VmistateHttpStore *self, const VmistateHttpSnapshot *snapshot)
{
  guint low = 0;
  guint high = self->sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (_vmistate_http_snapshot_compare (self->sorted->pdata[middle], snapshot) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
take_out (VmistateHttpStore *self, VmistateHttpSnapshot *snapshot)
{
  g_ptr_array_remove_index (self->sorted, place_of (self, snapshot));
}

/* The store */

/* Revisions begin at the present time, so that those of an earlier life are older than all of
 * this one and answered with 410, not taken for another change. */
VmistateHttpStore *
_vmistate_http_store_new (guint history)
{
  VmistateHttpStore *self = g_new0 (VmistateHttpStore, 1);

  self->by_uid = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) _vmistate_http_snapshot_unref);
  self->samples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->sorted = g_ptr_array_new ();
  self->changes = g_new0 (VmistateHttpChange *, history);
  self->history = history;
  self->first = (guint64) g_get_real_time ();
  self->revision = self->first;
  return self;
}

void
_vmistate_http_store_free (VmistateHttpStore *self)
{
  for (guint i = 0; i < self->history; i++)
    g_clear_pointer (&self->changes[i], change_free);
  g_free (self->changes);
  g_list_free_full (self->listeners, g_free);
  g_ptr_array_unref (self->sorted);
  g_hash_table_unref (self->samples);
  g_hash_table_unref (self->by_uid);
  g_free (self);
}

void
_vmistate_http_store_put (VmistateHttpStore *self, VmistateHttpSnapshot *snapshot)
{
  g_autoptr (VmistateHttpSnapshot) before = g_hash_table_lookup (self->by_uid, snapshot->uid);

  if (before != NULL)
    {
      _vmistate_http_snapshot_ref (before);
      take_out (self, before);
    }
  snapshot->revision = ++self->revision;
  g_ptr_array_insert (self->sorted, (int) place_of (self, snapshot), snapshot);
  g_hash_table_replace (self->by_uid, snapshot->uid, snapshot);
  tell (self, before, snapshot);
}

void
_vmistate_http_store_remove (VmistateHttpStore *self, const char *uid)
{
  VmistateHttpSnapshot *known = g_hash_table_lookup (self->by_uid, uid);
  g_autoptr (VmistateHttpSnapshot) gone = NULL;

  if (known == NULL)
    return;
  /* Whoever goes on from what is told of it goes on behind it. */
  gone = _vmistate_http_snapshot_copy (known, ++self->revision);
  take_out (self, known);
  g_hash_table_remove (self->samples, uid);
  g_hash_table_remove (self->by_uid, uid);
  tell (self, gone, NULL);
}

void
_vmistate_http_store_put_sample (VmistateHttpStore *self, const char *uid, VmistateSample *sample)
{
  if (g_hash_table_contains (self->by_uid, uid))
    g_hash_table_replace (self->samples, g_strdup (uid), g_object_ref (sample));
}

VmistateHttpSnapshot *
_vmistate_http_store_find (VmistateHttpStore *self, const char *namespace_, const char *name)
{
  VmistateHttpSnapshot wanted = { .uid = (char *) "",
                                  .namespace_ = (char *) namespace_,
                                  .name = (char *) name };
  guint place = place_of (self, &wanted);
  VmistateHttpSnapshot *found = place < self->sorted->len ? self->sorted->pdata[place] : NULL;

  return found != NULL && g_str_equal (found->namespace_, namespace_)
                 && g_str_equal (found->name, name)
             ? found
             : NULL;
}

VmistateSample *
_vmistate_http_store_get_sample (VmistateHttpStore *self, const char *uid)
{
  return g_hash_table_lookup (self->samples, uid);
}

guint64
_vmistate_http_store_get_revision (VmistateHttpStore *self)
{
  return self->revision;
}

GPtrArray *
_vmistate_http_store_get_all (VmistateHttpStore *self)
{
  return self->sorted;
}

VmistateHttpChange *
_vmistate_http_store_get_change (VmistateHttpStore *self, guint64 revision)
{
  VmistateHttpChange *change = self->changes[revision % self->history];

  return change != NULL && change->revision == revision ? change : NULL;
}

gboolean
_vmistate_http_store_remembers (VmistateHttpStore *self, guint64 revision)
{
  if (revision < self->first || revision > self->revision)
    return FALSE;
  return revision == self->revision || _vmistate_http_store_get_change (self, revision + 1) != NULL;
}

void
_vmistate_http_store_listen (VmistateHttpStore *self, VmistateHttpStoreFunc func,
                             gpointer user_data)
{
  Listener *listener = g_new (Listener, 1);

  *listener = (Listener){ func, user_data };
  self->listeners = g_list_append (self->listeners, listener);
}

void
_vmistate_http_store_unlisten (VmistateHttpStore *self, VmistateHttpStoreFunc func,
                               gpointer user_data)
{
  for (GList *l = self->listeners; l != NULL; l = l->next)
    {
      Listener *listener = l->data;

      if (listener->func == func && listener->user_data == user_data)
        {
          listener->func = NULL;
          break;
        }
    }
  sweep_listeners (self);
}
