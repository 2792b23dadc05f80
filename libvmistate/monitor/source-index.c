/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "source-index.h"

void
_vmistate_source_index_init (VmistateSourceIndex *self)
{
  self->sets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
}

void
_vmistate_source_index_clear (VmistateSourceIndex *self)
{
  g_clear_pointer (&self->sets, g_hash_table_unref);
}

void
_vmistate_source_index_add (VmistateSourceIndex *self, const VmistateSourceRecord *source,
                            VmistateInstance *instance)
{
  GHashTable *set = g_hash_table_lookup (self->sets, source);

  if (set == NULL)
    {
      set = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->sets, (gpointer) source, set);
    }
  g_hash_table_add (set, instance);
}

void
_vmistate_source_index_remove (VmistateSourceIndex *self, VmistateInstance *instance)
{
  GHashTableIter iter;
  gpointer set;

  /* Also the sources of its object and of its log, which have no view. */
  g_hash_table_iter_init (&iter, self->sets);
  while (g_hash_table_iter_next (&iter, NULL, &set))
    g_hash_table_remove (set, instance);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return _vmistate_instance_compare (*(gpointer *) a, *(gpointer *) b, NULL);
}

GPtrArray *
_vmistate_source_index_dup (const VmistateSourceIndex *self, const VmistateSourceRecord *source)
{
  GPtrArray *instances = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTable *set = g_hash_table_lookup (self->sets, source);
  GHashTableIter iter;
  gpointer instance;

  if (set == NULL)
    return instances;
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &instance, NULL))
    g_ptr_array_add (instances, g_object_ref (instance));
  g_ptr_array_sort (instances, compare);
  return instances;
}
