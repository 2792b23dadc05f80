/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One line of a file is one case; tests/data/oracle/README.md tells what it says. */

#include "oracle.h"

#include <string.h>

#define DEFAULT_NOW "2026-11-21T09:50:00Z"

JsonNode *
oracle_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

JsonObject *
oracle_object (JsonObject *object, const char *name)
{
  JsonNode *node = oracle_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
oracle_array (JsonObject *object, const char *name)
{
  JsonNode *node = oracle_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonNode *
member_of_type (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = oracle_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

const char *
oracle_text (JsonObject *object, const char *name)
{
  JsonNode *node = member_of_type (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gboolean
oracle_is_true (JsonObject *object, const char *name)
{
  JsonNode *node = member_of_type (object, name, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

gboolean
oracle_number (JsonObject *object, const char *name, gint64 *number)
{
  JsonNode *node = member_of_type (object, name, G_TYPE_INT64);

  if (node != NULL)
    *number = json_node_get_int (node);
  return node != NULL;
}

/* Reading */

static void
case_free (gpointer data)
{
  OracleCase *self = data;

  g_free (self->id);
  g_free (self->area);
  g_free (self->now);
  g_clear_pointer (&self->input, json_object_unref);
  g_clear_pointer (&self->expect, json_object_unref);
  g_free (self);
}

/* KubeVirt's newer answer counts. */
static JsonObject *
find_expectation (JsonObject *line)
{
  JsonObject *newer = oracle_object (line, "expectMain");

  return newer != NULL ? newer : oracle_object (line, "expect");
}

static gboolean
has_flag (JsonObject *line, const char *flag)
{
  JsonArray *flags = oracle_array (line, "flags");

  for (guint i = 0; flags != NULL && i < json_array_get_length (flags); i++)
    {
      JsonNode *node = json_array_get_element (flags, i);

      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), flag) == 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
find_missing (JsonObject *line)
{
  if (oracle_text (line, "id") == NULL)
    return "id";
  if (oracle_text (line, "area") == NULL)
    return "area";
  if (oracle_object (line, "input") == NULL)
    return "input";
  return find_expectation (line) == NULL ? "expect" : NULL;
}

static OracleCase *
case_new (JsonObject *line)
{
  OracleCase *self = g_new0 (OracleCase, 1);
  gint64 prefix;
  const char *now;

  self->id = g_strdup (oracle_text (line, "id"));
  self->area = g_strdup (oracle_text (line, "area"));
  self->input = json_object_ref (oracle_object (line, "input"));
  self->expect = json_object_ref (find_expectation (line));
  now = oracle_text (self->input, "now");
  self->now = g_strdup (now != NULL ? now : DEFAULT_NOW);
  self->crashes = has_flag (line, "crash") || oracle_is_true (self->expect, "crash");
  self->stable_prefix = -1;
  if (has_flag (line, "order-varies"))
    self->stable_prefix =
        oracle_number (line, "stablePrefix", &prefix) ? (gint) CLAMP (prefix, 0, 10000) : 0;
  return self;
}

/* Returns: (transfer full) (nullable) */
static OracleCase *
read_line (const char *text, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (text, error);
  const char *missing;

  if (root == NULL && (error == NULL || *error != NULL))
    return NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                           "expected a JSON object");
      return NULL;
    }
  missing = find_missing (json_node_get_object (root));
  if (missing != NULL)
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "%s: a case needs this member", missing);
      return NULL;
    }
  return case_new (json_node_get_object (root));
}

GPtrArray *
oracle_cases_load (const char *path, GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (case_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      OracleCase *line;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      line = read_line (lines[i], error);
      if (line == NULL)
        {
          g_prefix_error (error, "%s:%u: ", path, i + 1);
          return NULL;
        }
      g_ptr_array_add (cases, line);
    }
  return g_steal_pointer (&cases);
}
