/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Records from their JSON form, driven by the field tables. */

#include "config.h"

#include "json.h"
#include "record.h"
#include "record-variant.h"
#include "time-text.h"

#include <string.h>

static gboolean
fail (GError **error, const char *path, const char *expected, JsonNode *found)
{
  g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA, "%s: expected %s, found %s",
               path, expected, _vmistate_json_kind (found));
  return FALSE;
}

static gboolean
is_of_type (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
read_string (gpointer record, guint i, JsonNode *node, const char *path, GError **error)
{
  if (!is_of_type (node, G_TYPE_STRING))
    return fail (error, path, "a string", node);
  _vmistate_record_set_string (record, i, json_node_get_string (node));
  return TRUE;
}

static gboolean
read_quantity (gpointer record, guint i, JsonNode *node, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (is_of_type (node, G_TYPE_STRING))
    return read_string (record, i, node, path, error);
  if (!is_of_type (node, G_TYPE_INT64) && !is_of_type (node, G_TYPE_DOUBLE))
    return fail (error, path, "a quantity", node);
  text = _vmistate_json_print (node);
  _vmistate_record_set_string (record, i, text);
  return TRUE;
}

static gboolean
read_boolean (gpointer record, guint i, JsonNode *node, const char *path, GError **error)
{
  if (!is_of_type (node, G_TYPE_BOOLEAN))
    return fail (error, path, "a boolean", node);
  _vmistate_record_set_boolean (record, i, json_node_get_boolean (node));
  return TRUE;
}

static gboolean
read_integer (gpointer record, guint i, VmistateFieldKind kind, JsonNode *node, const char *path,
              GError **error)
{
  gint64 value;

  if (!is_of_type (node, G_TYPE_INT64))
    return fail (error, path, "a whole number", node);
  value = json_node_get_int (node);
  if (!_vmistate_field_fits (kind, value))
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "%s: %" G_GINT64_FORMAT " is out of range", path, value);
      return FALSE;
    }
  _vmistate_record_set_integer (record, i, value);
  return TRUE;
}

static gboolean
read_double (gpointer record, guint i, JsonNode *node, const char *path, GError **error)
{
  if (!is_of_type (node, G_TYPE_DOUBLE) && !is_of_type (node, G_TYPE_INT64))
    return fail (error, path, "a number", node);
  _vmistate_record_set_double (record, i, json_node_get_double (node));
  return TRUE;
}

static gboolean
read_time (gpointer record, guint i, JsonNode *node, const char *path, GError **error)
{
  gint64 usec;

  if (!is_of_type (node, G_TYPE_STRING))
    return fail (error, path, "a time", node);
  if (!_vmistate_time_from_text (json_node_get_string (node), &usec))
    {
      const char *text = json_node_get_string (node);
      g_autofree char *excerpt = _vmistate_json_excerpt (text, strlen (text));

      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "%s: “%s” is not an RFC 3339 time", path, excerpt);
      return FALSE;
    }
  _vmistate_record_set_time (record, i, usec);
  return TRUE;
}

static gboolean
read_record (gpointer record, guint i, GType type, JsonNode *node, const char *path, GError **error)
{
  VmistateRecord *value = _vmistate_record_from_node (type, node, path, error);

  if (value == NULL)
    return FALSE;
  _vmistate_record_take_record (record, i, value);
  return TRUE;
}

static gboolean
read_list (gpointer record, guint i, GType type, JsonNode *node, const char *path, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, path, "an array", node);
  array = json_node_get_array (node);
  list = _vmistate_record_list_new ();
  for (guint j = 0; j < json_array_get_length (array); j++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%u]", path, j);
      gpointer value =
          _vmistate_record_from_node (type, json_array_get_element (array, j), element, error);

      if (value == NULL)
        return FALSE;
      g_ptr_array_add (list, value);
    }
  _vmistate_record_take_list (record, i, g_steal_pointer (&list));
  return TRUE;
}

static int
compare_by_first_field (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (_vmistate_record_get_string (*(gpointer *) a, 0),
                    _vmistate_record_get_string (*(gpointer *) b, 0));
}

static gboolean read_value (gpointer record, guint i, const VmistateField *field, JsonNode *node,
                            const char *path, GError **error);

static gboolean
read_map (gpointer record, guint i, GType type, JsonNode *node, const char *path, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, path, "an object", node);
  list = _vmistate_record_list_new ();
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *element = _vmistate_json_element_path (path, name);
      gpointer value = g_object_new (type, NULL);
      guint n_fields;
      const VmistateField *fields = _vmistate_record_get_fields (value, &n_fields);

      g_ptr_array_add (list, value);
      _vmistate_record_set_string (value, 0, name);
      if (!read_value (value, 1, &fields[1], member, element, error))
        return FALSE;
    }
  g_ptr_array_sort (list, compare_by_first_field);
  _vmistate_record_take_list (record, i, g_steal_pointer (&list));
  return TRUE;
}

static gboolean
read_texts (gpointer record, guint i, JsonNode *node, const char *path, GError **error)
{
  g_autofree const char **texts = NULL;
  JsonArray *array;
  guint length;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, path, "an array", node);
  array = json_node_get_array (node);
  length = json_array_get_length (array);
  texts = g_new (const char *, length);
  for (guint j = 0; j < length; j++)
    {
      JsonNode *element = json_array_get_element (array, j);

      if (!is_of_type (element, G_TYPE_STRING))
        {
          g_autofree char *element_path = g_strdup_printf ("%s[%u]", path, j);

          return fail (error, element_path, "a string", element);
        }
      texts[j] = json_node_get_string (element);
    }
  _vmistate_record_set_texts (record, i, texts, length);
  return TRUE;
}

static gboolean
read_variant (gpointer record, guint i, const char *variant_type, JsonNode *node, const char *path,
              GError **error)
{
  GVariant *value = _vmistate_variant_from_node (variant_type, node, path, error);

  if (value == NULL)
    return FALSE;
  _vmistate_record_take_variant (record, i, value);
  return TRUE;
}

static gboolean
read_value (gpointer record, guint i, const VmistateField *field, JsonNode *node, const char *path,
            GError **error)
{
  switch (field->kind)
    {
    case VMISTATE_FIELD_STRING:
      return read_string (record, i, node, path, error);
    case VMISTATE_FIELD_QUANTITY:
      return read_quantity (record, i, node, path, error);
    case VMISTATE_FIELD_BOOLEAN:
      return read_boolean (record, i, node, path, error);
    case VMISTATE_FIELD_DOUBLE:
      return read_double (record, i, node, path, error);
    case VMISTATE_FIELD_TIME:
      return read_time (record, i, node, path, error);
    case VMISTATE_FIELD_RECORD:
      return read_record (record, i, field->type (), node, path, error);
    case VMISTATE_FIELD_LIST:
    case VMISTATE_FIELD_LAZY:
      return read_list (record, i, field->type (), node, path, error);
    case VMISTATE_FIELD_MAP:
      return read_map (record, i, field->type (), node, path, error);
    case VMISTATE_FIELD_TEXTS:
      return read_texts (record, i, node, path, error);
    case VMISTATE_FIELD_VARIANT:
      return read_variant (record, i, field->variant_type, node, path, error);
    default:
      return read_integer (record, i, field->kind, node, path, error);
    }
}

static gboolean
says_nothing (VmistateFieldKind kind, const VmistateValue *value)
{
  if (kind == VMISTATE_FIELD_STRING)
    return *value->string == '\0';
  return kind == VMISTATE_FIELD_RECORD && value->record->bits == 0;
}

static gboolean
read_field (gpointer record, guint i, const VmistateField *field, JsonNode *node, const char *path,
            GError **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!read_value (record, i, field, node, path, error))
    return FALSE;
  /* What is written for an absent field is read as one again. */
  if ((field->flags & VMISTATE_FIELD_ALWAYS) && _vmistate_record_has (record, i)
      && says_nothing (field->kind, &_vmistate_record_get_values (record)[i]))
    _vmistate_record_clear_field (record, i);
  return TRUE;
}

/* The index of the field that @name fills, or -1 for a member to be kept as it is. */
static int
find_field (const VmistateField *fields, guint n_fields, const char *name)
{
  for (guint i = 0; i < n_fields; i++)
    {
      if (!(fields[i].flags & VMISTATE_FIELD_HIDDEN) && g_str_equal (fields[i].name, name))
        return i;
    }
  return -1;
}

static gboolean
read_members (VmistateRecord *record, JsonObject *object, const char *path, GError **error)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);
  g_autoptr (JsonObject) unknown = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      int i = find_field (fields, n_fields, name);
      g_autofree char *element = NULL;

      if (i < 0)
        {
          if (unknown == NULL)
            unknown = json_object_new ();
          json_object_set_member (unknown, name, json_node_ref (member));
          continue;
        }
      element = *path != '\0' ? g_strconcat (path, ".", name, NULL) : g_strdup (name);
      if (!read_field (record, i, &fields[i], member, element, error))
        return FALSE;
    }
  if (unknown != NULL)
    json_object_seal (unknown);
  _vmistate_record_take_unknown (record, g_steal_pointer (&unknown));
  return TRUE;
}

gpointer
_vmistate_record_from_node (GType type, JsonNode *node, const char *path, GError **error)
{
  g_autoptr (VmistateRecord) record = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, *path != '\0' ? path : "top level", "an object", node);
      return NULL;
    }
  record = g_object_new (type, NULL);
  if (!read_members (record, json_node_get_object (node), path, error))
    return NULL;
  return g_steal_pointer (&record);
}

gpointer
_vmistate_record_from_json (GType type, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root =
      _vmistate_json_parse (json, length, &_vmistate_json_bounds_default, error);

  return root != NULL ? _vmistate_record_from_node (type, root, "", error) : NULL;
}
