/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A record as JSON with the members that are not part of its JSON form. */

#pragma once

#include "model/record.h"

G_BEGIN_DECLS

static inline void show_hidden (JsonObject *object, gpointer record);

static inline void
show_list (JsonObject *object, const VmistateField *field, GPtrArray *list)
{
  JsonArray *array;

  if (field->flags & VMISTATE_FIELD_HIDDEN)
    {
      array = json_array_new ();
      for (guint i = 0; i < list->len; i++)
        json_array_add_element (array,
                                _vmistate_record_to_node (list->pdata[i], VMISTATE_PROFILE_TRUTH));
      json_object_set_array_member (object, field->name, array);
    }
  array = json_object_get_array_member (object, field->name);
  for (guint i = 0; i < list->len; i++)
    show_hidden (json_array_get_object_element (array, i), list->pdata[i]);
}

static inline void
show_record (JsonObject *object, const VmistateField *field, gpointer record)
{
  if (field->flags & VMISTATE_FIELD_HIDDEN)
    json_object_set_member (object, field->name,
                            _vmistate_record_to_node (record, VMISTATE_PROFILE_TRUTH));
  show_hidden (json_object_get_object_member (object, field->name), record);
}

static inline void
show_texts (JsonObject *object, const char *name, const char *const *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (object, name, array);
}

/* Adds to @object, which @record was written to, what was left out. */
static inline void
show_hidden (JsonObject *object, gpointer record)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      gboolean is_hidden = (fields[i].flags & VMISTATE_FIELD_HIDDEN) != 0;

      if (!_vmistate_record_has (record, i))
        continue;
      if (fields[i].kind == VMISTATE_FIELD_LIST || fields[i].kind == VMISTATE_FIELD_LAZY)
        show_list (object, &fields[i], _vmistate_record_get_list (record, i));
      else if (fields[i].kind == VMISTATE_FIELD_RECORD)
        show_record (object, &fields[i], _vmistate_record_get_record (record, i));
      else if (is_hidden && fields[i].kind == VMISTATE_FIELD_TEXTS)
        show_texts (object, fields[i].name, _vmistate_record_get_texts (record, i));
    }
}

/* Returns: (transfer full) */
static inline JsonNode *
show_all (gpointer record)
{
  JsonNode *node = _vmistate_record_to_node (record, VMISTATE_PROFILE_TRUTH);

  show_hidden (json_node_get_object (node), record);
  return node;
}

G_END_DECLS
