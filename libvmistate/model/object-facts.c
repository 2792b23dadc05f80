/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "object-facts.h"

#include "json.h"
#include "payloads-control.h"

#include "objects/object.h"

#include <string.h>

#define LIST_SUFFIX "List"

typedef struct
{
  const char *source;
  gint64 at;
  GPtrArray *facts; /* (owned) */
} Reading;

static const char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static void
add_fact (Reading *reading, VmistateFactKind kind, gpointer payload)
{
  g_ptr_array_add (reading->facts,
                   _vmistate_fact_new (kind, reading->source, NULL, reading->at, payload));
}

static gpointer
read_object (JsonNode *node, const char *path, VmistateObjectRef *ref, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (VmistateRecord) typed = NULL;
  g_autoptr (VmistateRecord) object =
      _vmistate_record_from_node (_vmistate_api_object_get_type (), node, path, error);

  if (object == NULL)
    return NULL;
  if (_vmistate_record_get_string (object, API_OBJECT_KIND) == NULL)
    {
      _vmistate_object_set_missing (error, path, "kind");
      return NULL;
    }
  typed = _vmistate_object_read_at (object, path, ref, &problem);
  if (problem == NULL)
    return g_steal_pointer (&object);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static gboolean
add_object (Reading *reading, JsonNode *node, const char *path, GError **error)
{
  VmistateObjectRef ref;
  gpointer object = read_object (node, path, &ref, error);

  if (object == NULL)
    return FALSE;
  add_fact (reading, VMISTATE_FACT_KIND_OBJECT, object);
  return TRUE;
}

static gboolean
add_deleted (Reading *reading, JsonNode *node, const char *path, GError **error)
{
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) object = read_object (node, path, &ref, error);
  gpointer metadata;
  gpointer gone;

  if (object == NULL)
    return FALSE;
  metadata = _vmistate_record_get_record (object, API_OBJECT_METADATA);
  gone = g_object_new (_vmistate_object_gone_get_type (), NULL);
  _vmistate_record_copy_field (gone, OBJECT_GONE_KIND, object, API_OBJECT_KIND);
  if (metadata != NULL)
    {
      _vmistate_record_copy_field (gone, OBJECT_GONE_NAMESPACE, metadata, OBJECT_META_NAMESPACE);
      _vmistate_record_copy_field (gone, OBJECT_GONE_NAME, metadata, OBJECT_META_NAME);
      _vmistate_record_copy_field (gone, OBJECT_GONE_UID, metadata, OBJECT_META_UID);
    }
  add_fact (reading, VMISTATE_FACT_KIND_OBJECT_GONE, gone);
  return TRUE;
}

/* Returns: (transfer container) (nullable) (element-type GRefString): NULL if an object has none,
 * so that it cannot be listed */
static GPtrArray *
collect_uids (GPtrArray *facts, guint first)
{
  g_autoptr (GPtrArray) uids = g_ptr_array_new ();

  for (guint i = first; i < facts->len; i++)
    {
      gpointer object = _vmistate_fact_get_payload (facts->pdata[i]);
      gpointer metadata = _vmistate_record_get_record (object, API_OBJECT_METADATA);

      if (metadata == NULL || !_vmistate_record_has (metadata, OBJECT_META_UID))
        return NULL;
      g_ptr_array_add (uids, (gpointer) _vmistate_record_get_string (metadata, OBJECT_META_UID));
    }
  return g_steal_pointer (&uids);
}

/* Only a list of one kind tells what is not there; kubectl's "List" may hold anything. */
static void
add_listing (Reading *reading, const char *kind, guint first)
{
  g_autofree char *item_kind = g_strndup (kind, strlen (kind) - strlen (LIST_SUFFIX));
  g_autoptr (GPtrArray) uids = collect_uids (reading->facts, first);
  gpointer list;

  if (uids == NULL)
    return;
  list = g_object_new (_vmistate_object_list_get_type (), NULL);
  _vmistate_record_set_string (list, OBJECT_LIST_KIND, item_kind);
  _vmistate_record_take_texts (
      list, OBJECT_LIST_UIDS,
      _vmistate_texts_new_shared ((GRefString *const *) uids->pdata, uids->len));
  add_fact (reading, VMISTATE_FACT_KIND_OBJECT_LIST, list);
}

/* A part of a list tells nothing of the rest. */
static gboolean
is_complete (JsonObject *list)
{
  JsonNode *metadata = json_object_get_member (list, "metadata");
  const char *rest = metadata != NULL && JSON_NODE_HOLDS_OBJECT (metadata)
                         ? member_text (json_node_get_object (metadata), "continue")
                         : NULL;

  return rest == NULL || *rest == '\0';
}

/* Items of a typed list need not repeat their kind. */
static JsonNode *
with_kind (JsonNode *item, const char *list_kind)
{
  g_autofree char *kind = NULL;
  JsonNode *copy;

  if (!JSON_NODE_HOLDS_OBJECT (item) || g_str_equal (list_kind, LIST_SUFFIX)
      || json_object_has_member (json_node_get_object (item), "kind"))
    return json_node_ref (item);
  copy = json_node_copy (item);
  kind = g_strndup (list_kind, strlen (list_kind) - strlen (LIST_SUFFIX));
  json_object_set_string_member (json_node_get_object (copy), "kind", kind);
  return copy;
}

static gboolean
add_list (Reading *reading, JsonObject *object, const char *kind, GError **error)
{
  JsonNode *items = json_object_get_member (object, "items");
  JsonArray *array;
  guint first = reading->facts->len;

  if (items == NULL || !JSON_NODE_HOLDS_ARRAY (items))
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "items: expected an array, found %s",
                   items != NULL ? _vmistate_json_kind (items) : "nothing");
      return FALSE;
    }
  array = json_node_get_array (items);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("items[%u]", i);
      g_autoptr (JsonNode) item = with_kind (json_array_get_element (array, i), kind);

      if (!add_object (reading, item, path, error))
        return FALSE;
    }
  if (!g_str_equal (kind, LIST_SUFFIX) && is_complete (object))
    add_listing (reading, kind, first);
  return TRUE;
}

static gboolean
add_watch_event (Reading *reading, JsonObject *event, GError **error)
{
  const char *type = member_text (event, "type");
  JsonNode *node = json_object_get_member (event, "object");

  if (g_strcmp0 (type, "BOOKMARK") == 0)
    return TRUE;
  if (g_strcmp0 (type, "ADDED") == 0 || g_strcmp0 (type, "MODIFIED") == 0)
    return add_object (reading, node, "object", error);
  if (g_strcmp0 (type, "DELETED") == 0)
    return add_deleted (reading, node, "object", error);
  g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
               "type: “%s” is not an event of a watch", type != NULL ? type : "");
  return FALSE;
}

static gboolean
add_document (Reading *reading, JsonNode *root, GError **error)
{
  JsonObject *object;
  const char *kind;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "top level: expected an object, found %s", _vmistate_json_kind (root));
      return FALSE;
    }
  object = json_node_get_object (root);
  kind = member_text (object, "kind");
  if (kind == NULL && json_object_has_member (object, "object"))
    return add_watch_event (reading, object, error);
  if (kind != NULL && g_str_has_suffix (kind, LIST_SUFFIX))
    return add_list (reading, object, kind, error);
  return add_object (reading, root, "", error);
}

GPtrArray *
_vmistate_object_facts_new (const char *source, gint64 observed_at_usec, const char *json,
                            gssize length, GError **error)
{
  g_autoptr (JsonNode) root =
      _vmistate_json_parse (json, length, &_vmistate_json_bounds_default, error);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_object_unref);
  Reading reading = { source, observed_at_usec, facts };

  if (root == NULL || !add_document (&reading, root, error))
    return NULL;
  return g_steal_pointer (&facts);
}
