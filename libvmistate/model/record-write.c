/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Records to their JSON form, driven by the field tables. */

#include "config.h"

#include "json.h"
#include "record.h"
#include "time-text.h"

static JsonNode *record_to_node (VmistateRecord *record, VmistateProfile profile);

static JsonNode *
node_of_integer (gint64 value)
{
  return json_node_init_int (json_node_alloc (), value);
}

static JsonNode *
node_of_string (const char *value)
{
  return json_node_init_string (json_node_alloc (), value);
}

/* Go writes a double that is whole without a fraction. */
static JsonNode *
node_of_double (double value, VmistateProfile profile)
{
  gboolean is_small = value > -1e15 && value < 1e15;

  if (profile == VMISTATE_PROFILE_KUBEVIRT && is_small && (double) (gint64) value == value)
    return node_of_integer ((gint64) value);
  return json_node_init_double (json_node_alloc (), value);
}

static JsonNode *
node_of_time (gint64 usec, VmistateProfile profile)
{
  g_autofree char *text = _vmistate_time_to_text (usec, profile != VMISTATE_PROFILE_KUBEVIRT);

  return node_of_string (text);
}

static JsonNode *
list_to_node (GPtrArray *list, VmistateProfile profile)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (list->len);

  for (guint i = 0; i < list->len; i++)
    json_array_add_element (array, record_to_node (list->pdata[i], profile));
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
texts_to_node (const VmistateTexts *texts)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts->texts[i] != NULL; i++)
    json_array_add_string_element (array, texts->texts[i]);
  json_node_take_array (node, array);
  return node;
}

static JsonNode *value_to_node (const VmistateField *field, const VmistateValue *value,
                                VmistateProfile profile);
static JsonNode *zero_to_node (const VmistateField *field, VmistateProfile profile);

static JsonNode *
map_to_node (GPtrArray *list, VmistateProfile profile)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < list->len; i++)
    {
      guint n_fields;
      const VmistateField *fields = _vmistate_record_get_fields (list->pdata[i], &n_fields);
      const VmistateValue *values = _vmistate_record_get_values (list->pdata[i]);

      json_object_set_member (object, _vmistate_record_get_string (list->pdata[i], 0),
                              _vmistate_record_has (list->pdata[i], 1)
                                  ? value_to_node (&fields[1], &values[1], profile)
                                  : zero_to_node (&fields[1], profile));
    }
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
value_to_node (const VmistateField *field, const VmistateValue *value, VmistateProfile profile)
{
  switch (field->kind)
    {
    case VMISTATE_FIELD_STRING:
    case VMISTATE_FIELD_QUANTITY:
      return node_of_string (value->string);
    case VMISTATE_FIELD_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), value->integer != 0);
    case VMISTATE_FIELD_DOUBLE:
      return node_of_double (value->number, profile);
    case VMISTATE_FIELD_TIME:
      return node_of_time (value->integer, profile);
    case VMISTATE_FIELD_RECORD:
      return record_to_node (value->record, profile);
    case VMISTATE_FIELD_LIST:
      return list_to_node (value->list, profile);
    case VMISTATE_FIELD_LAZY:
      return list_to_node (_vmistate_lazy_list_read (value->lazy), profile);
    case VMISTATE_FIELD_MAP:
      return map_to_node (value->list, profile);
    case VMISTATE_FIELD_TEXTS:
      return texts_to_node (value->texts);
    case VMISTATE_FIELD_VARIANT:
      return json_gvariant_serialize (value->variant);
    default:
      return node_of_integer (value->integer);
    }
}

/* What Go writes for a member that has no omitempty and was never set. */
static JsonNode *
zero_to_node (const VmistateField *field, VmistateProfile profile)
{
  switch (field->kind)
    {
    case VMISTATE_FIELD_STRING:
    case VMISTATE_FIELD_QUANTITY:
      return node_of_string ("");
    case VMISTATE_FIELD_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), FALSE);
    case VMISTATE_FIELD_TIME:
    case VMISTATE_FIELD_LIST:
    case VMISTATE_FIELD_LAZY:
    case VMISTATE_FIELD_MAP:
    case VMISTATE_FIELD_TEXTS:
    case VMISTATE_FIELD_VARIANT:
      return json_node_init_null (json_node_alloc ());
    case VMISTATE_FIELD_RECORD:
      {
        g_autoptr (VmistateRecord) zero = g_object_new (field->type (), NULL);

        return record_to_node (zero, profile);
      }
    default:
      return node_of_integer (0);
    }
}

static gboolean
is_zero (const VmistateField *field, const VmistateValue *value)
{
  switch (field->kind)
    {
    case VMISTATE_FIELD_STRING:
      return *value->string == '\0';
    case VMISTATE_FIELD_DOUBLE:
      return value->number == 0.0;
    case VMISTATE_FIELD_BOOLEAN:
    case VMISTATE_FIELD_INT32:
    case VMISTATE_FIELD_INT64:
    case VMISTATE_FIELD_UINT32:
    case VMISTATE_FIELD_UINT64:
      return value->integer == 0;
    default: /* pointers, lists and maps */
      return FALSE;
    }
}

static gboolean
is_left_out (const VmistateField *field, const VmistateValue *value, VmistateProfile profile)
{
  const VmistateFieldFlags kept =
      VMISTATE_FIELD_ALWAYS | VMISTATE_FIELD_ALWAYS_KUBEVIRT | VMISTATE_FIELD_POINTER;

  return profile == VMISTATE_PROFILE_KUBEVIRT && !(field->flags & kept) && is_zero (field, value);
}

static gboolean
is_hidden (const VmistateField *field, VmistateProfile profile)
{
  if (field->flags & VMISTATE_FIELD_HIDDEN)
    return TRUE;
  return profile == VMISTATE_PROFILE_KUBEVIRT && (field->flags & VMISTATE_FIELD_OWN);
}

static gboolean
is_written_when_absent (const VmistateField *field, VmistateProfile profile)
{
  if (field->flags & VMISTATE_FIELD_ALWAYS)
    return TRUE;
  return profile == VMISTATE_PROFILE_KUBEVIRT && (field->flags & VMISTATE_FIELD_ALWAYS_KUBEVIRT);
}

static void
add_unknown_members (JsonObject *object, JsonObject *unknown)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, unknown);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (object, name, json_node_ref (node));
}

static JsonNode *
record_to_node (VmistateRecord *record, VmistateProfile profile)
{
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (record, &n_fields);
  VmistateValue *values = _vmistate_record_get_values (record);
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < n_fields; i++)
    {
      if (is_hidden (&fields[i], profile))
        continue;
      if (!_vmistate_record_has (record, i))
        {
          if (is_written_when_absent (&fields[i], profile))
            json_object_set_member (object, fields[i].name, zero_to_node (&fields[i], profile));
        }
      else if (!is_left_out (&fields[i], &values[i], profile))
        json_object_set_member (object, fields[i].name,
                                value_to_node (&fields[i], &values[i], profile));
    }
  if (record->bits & VMISTATE_RECORD_HAS_UNKNOWN)
    add_unknown_members (object, _vmistate_record_get_unknown (record));
  json_node_take_object (node, object);
  return node;
}

JsonNode *
_vmistate_record_to_node (gpointer record, VmistateProfile profile)
{
  return record_to_node (record, profile);
}

/**
 * vmistate_record_to_json:
 * @self: a record
 * @profile: what to write for members that were not observed
 *
 * The record as one line of JSON, with KubeVirt's member names.
 *
 * Members that were not observed are left out, but for those that Kubernetes always writes and
 * that then say nothing (`lastProbeTime: null`, `guestOSInfo: {}`).
 *
 * With %VMISTATE_PROFILE_KUBEVIRT the text is what KubeVirt would publish: the zeros that it
 * always writes are there (`runtimeUser: 0`), those that it takes for nothing are not
 * (`completed: false`), and times are cut to whole seconds.
 *
 * Returns: (transfer full): the JSON text
 *
 * Since: 0.1
 */
char *
vmistate_record_to_json (VmistateRecord *self, VmistateProfile profile)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (VMISTATE_IS_RECORD (self), NULL);

  node = record_to_node (self, profile);
  return _vmistate_json_print (node);
}
