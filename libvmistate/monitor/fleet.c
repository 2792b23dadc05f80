/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "fleet.h"

#include "model/text.h"

void
_vmistate_fleet_init (VmistateFleet *self)
{
  self->sorted = g_sequence_new (g_object_unref);
  self->by_key = g_hash_table_new (_vmistate_text_hash, g_str_equal);
}

void
_vmistate_fleet_clear (VmistateFleet *self)
{
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->sorted, g_sequence_free);
}

guint
_vmistate_fleet_get_size (VmistateFleet *self)
{
  return g_sequence_get_length (self->sorted);
}

VmistateInstance *
_vmistate_fleet_get (VmistateFleet *self, guint position)
{
  GSequenceIter *iter = g_sequence_get_iter_at_pos (self->sorted, position);

  return g_sequence_iter_is_end (iter) ? NULL : g_sequence_get (iter);
}

VmistateInstance *
_vmistate_fleet_lookup (VmistateFleet *self, const char *key)
{
  return g_hash_table_lookup (self->by_key, key);
}

guint
_vmistate_fleet_add (VmistateFleet *self, VmistateInstance *instance)
{
  VmistatePlace *place = _vmistate_instance_get_place (instance);

  place->iter = g_sequence_insert_sorted (self->sorted, g_object_ref (instance),
                                          _vmistate_instance_compare, NULL);
  g_hash_table_insert (self->by_key, (gpointer) _vmistate_instance_get_key (instance), instance);
  return g_sequence_iter_get_position (place->iter);
}

guint
_vmistate_fleet_remove (VmistateFleet *self, VmistateInstance *instance)
{
  VmistatePlace *place = _vmistate_instance_get_place (instance);
  guint position = g_sequence_iter_get_position (place->iter);

  g_hash_table_remove (self->by_key, _vmistate_instance_get_key (instance));
  g_sequence_remove (g_steal_pointer (&place->iter));
  return position;
}

GPtrArray *
_vmistate_fleet_find (VmistateFleet *self, const char *namespace_, const char *name)
{
  GPtrArray *found = g_ptr_array_new ();
  GSequenceIter *iter;

  for (iter = g_sequence_get_begin_iter (self->sorted); !g_sequence_iter_is_end (iter);
       iter = g_sequence_iter_next (iter))
    {
      VmistateInstance *instance = g_sequence_get (iter);

      if (g_strcmp0 (vmistate_instance_get_name (instance), name) == 0
          && (namespace_ == NULL
              || g_strcmp0 (vmistate_instance_get_namespace (instance), namespace_) == 0))
        g_ptr_array_add (found, instance);
    }
  return found;
}
