/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Fields that are small containers of scalars: ai, a{ss}, a{si}. json-glib could read them,
 * but it cuts numbers to 32 bits and takes "2" for 2. */

#include "config.h"

#include "json.h"
#include "record-variant.h"

static GVariant *
fail (GError **error, const char *path, const char *expected, JsonNode *found)
{
  g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA, "%s: expected %s, found %s",
               path, expected, _vmistate_json_kind (found));
  return NULL;
}

static GVariant *
read_scalar (char type, JsonNode *node, const char *path, GError **error)
{
  GType found = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  gint64 value;

  if (type == 's')
    {
      if (found != G_TYPE_STRING)
        return fail (error, path, "a string", node);
      return g_variant_new_string (json_node_get_string (node));
    }
  if (found != G_TYPE_INT64)
    return fail (error, path, "a whole number", node);
  value = json_node_get_int (node);
  if (value >= G_MININT32 && value <= G_MAXINT32)
    return g_variant_new_int32 ((gint32) value);
  g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
               "%s: %" G_GINT64_FORMAT " is out of range", path, value);
  return NULL;
}

static GVariant *
read_numbers (JsonNode *node, const char *path, GError **error)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ai"));
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, path, "an array", node);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%u]", path, i);
      GVariant *value = read_scalar ('i', json_array_get_element (array, i), element, error);

      if (value == NULL)
        return NULL;
      g_variant_builder_add_value (&builder, value);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
read_dictionary (const char *type, JsonNode *node, const char *path, GError **error)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (type));
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, path, "an object", node);
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *element = _vmistate_json_element_path (path, name);
      GVariant *value = read_scalar (type[3], member, element, error);

      if (value == NULL)
        return NULL;
      g_variant_builder_add_value (&builder,
                                   g_variant_new_dict_entry (g_variant_new_string (name), value));
    }
  return g_variant_builder_end (&builder);
}

/* @type: one of the three */
GVariant *
_vmistate_variant_from_node (const char *type, JsonNode *node, const char *path, GError **error)
{
  return type[1] == '{' ? read_dictionary (type, node, path, error)
                        : read_numbers (node, path, error);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  g_autoptr (GVariant) key_a = g_variant_get_child_value (*(GVariant **) a, 0);
  g_autoptr (GVariant) key_b = g_variant_get_child_value (*(GVariant **) b, 0);

  return g_variant_compare (key_a, key_b);
}

static GVariant *
sort_entries (GVariant *dictionary)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  GVariantIter iter;
  GVariant *entry;

  g_variant_iter_init (&iter, dictionary);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    g_ptr_array_add (entries, entry);
  g_ptr_array_sort (entries, compare_entries);
  return g_variant_new_array (g_variant_type_element (g_variant_get_type (dictionary)),
                              (GVariant **) entries->pdata, entries->len);
}

/* Makes equal contents equal values: entries sorted, and an empty container none at all.
 * @value: (transfer floating)
 * Returns: (transfer full) (nullable) */
GVariant *
_vmistate_variant_normalise (GVariant *value)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);

  if (g_variant_n_children (owned) == 0)
    return NULL;
  if (g_variant_is_of_type (owned, G_VARIANT_TYPE_DICTIONARY))
    {
      g_autoptr (GVariant) entries = g_steal_pointer (&owned);

      owned = g_variant_ref_sink (sort_entries (entries));
    }
  /* A tree of values takes several times the memory of their bytes. */
  g_variant_get_data (owned);
  return g_steal_pointer (&owned);
}
