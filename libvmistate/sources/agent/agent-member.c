/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-member.h"

#include "agent-text.h"
#include "model/json.h"

void
_vmistate_agent_remark (VmistateAgentReply *reply, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (_vmistate_record_has (reply, AGENT_REPLY_MESSAGE))
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  _vmistate_record_set_string (reply, AGENT_REPLY_MESSAGE, text);
}

JsonNode *
_vmistate_agent_get_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
is_of_type (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
remark_type (VmistateAgentReply *reply, const char *name, const char *expected, JsonNode *found)
{
  _vmistate_agent_remark (reply, "%s: expected %s, found %s", name, expected,
                          _vmistate_json_kind (found));
  return FALSE;
}

/* An empty text says nothing, so it stays absent. */
gboolean
_vmistate_agent_read_text (VmistateAgentReply *reply, JsonObject *object, const char *name,
                           gpointer record, guint field)
{
  JsonNode *node = _vmistate_agent_get_member (object, name);
  g_autofree char *text = NULL;

  if (node == NULL)
    return FALSE;
  if (!is_of_type (node, G_TYPE_STRING))
    return remark_type (reply, name, "a string", node);
  text = _vmistate_agent_text_clean (json_node_get_string (node));
  if (*text == '\0')
    return FALSE;
  _vmistate_record_set_string (record, field, text);
  return TRUE;
}

gboolean
_vmistate_agent_read_boolean (VmistateAgentReply *reply, JsonObject *object, const char *name,
                              gpointer record, guint field)
{
  JsonNode *node = _vmistate_agent_get_member (object, name);

  if (node == NULL)
    return FALSE;
  if (!is_of_type (node, G_TYPE_BOOLEAN))
    return remark_type (reply, name, "a boolean", node);
  _vmistate_record_set_boolean (record, field, json_node_get_boolean (node));
  return TRUE;
}

gboolean
_vmistate_agent_read_integer (VmistateAgentReply *reply, JsonObject *object, const char *name,
                              gint64 min, gint64 max, gpointer record, guint field)
{
  JsonNode *node = _vmistate_agent_get_member (object, name);
  gint64 value;

  if (node == NULL)
    return FALSE;
  if (!is_of_type (node, G_TYPE_INT64))
    return remark_type (reply, name, "a whole number", node);
  value = json_node_get_int (node);
  if (value < min || value > max)
    {
      _vmistate_agent_remark (reply, "%s: the number is out of range", name);
      return FALSE;
    }
  _vmistate_record_set_integer (record, field, value);
  return TRUE;
}

gboolean
_vmistate_agent_read_double (VmistateAgentReply *reply, JsonObject *object, const char *name,
                             double min, double max, gpointer record, guint field)
{
  JsonNode *node = _vmistate_agent_get_member (object, name);
  double value;

  if (node == NULL)
    return FALSE;
  if (!is_of_type (node, G_TYPE_DOUBLE) && !is_of_type (node, G_TYPE_INT64))
    return remark_type (reply, name, "a number", node);
  value = json_node_get_double (node);
  /* Written so that NaN fails it. */
  if (!(value >= min && value <= max))
    {
      _vmistate_agent_remark (reply, "%s: the number is out of range", name);
      return FALSE;
    }
  _vmistate_record_set_double (record, field, value);
  return TRUE;
}

static void
read_element (VmistateAgentReply *reply, JsonNode *element, const char *name,
              VmistateAgentElementReader reader, GPtrArray *list)
{
  gpointer record;

  if (!JSON_NODE_HOLDS_OBJECT (element))
    {
      remark_type (reply, name, "an object in the list", element);
      return;
    }
  record = reader (reply, json_node_get_object (element));
  if (record != NULL)
    g_ptr_array_add (list, record);
}

GPtrArray *
_vmistate_agent_read_array (VmistateAgentReply *reply, JsonNode *node, const char *name, guint max,
                            VmistateAgentElementReader reader)
{
  GPtrArray *list = _vmistate_record_list_new ();
  JsonArray *array;
  guint length;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      remark_type (reply, name, "an array", node);
      return list;
    }
  array = json_node_get_array (node);
  length = json_array_get_length (array);
  if (length > max)
    _vmistate_agent_remark (reply, "%s: only the first %u of %u are kept", name, max, length);
  for (guint i = 0; i < MIN (length, max); i++)
    read_element (reply, json_array_get_element (array, i), name, reader, list);
  return list;
}

gboolean
_vmistate_agent_read_list (VmistateAgentReply *reply, JsonNode *array, const char *name, guint max,
                           VmistateAgentElementReader reader, guint field)
{
  GPtrArray *list = _vmistate_agent_read_array (reply, array, name, max, reader);
  gboolean usable = list->len > 0 || json_array_get_length (json_node_get_array (array)) == 0;

  _vmistate_record_take_list (reply, field, list);
  return usable;
}
