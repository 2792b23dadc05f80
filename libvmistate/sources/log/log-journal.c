/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-journal.h"

#include "log-parse.h"

#include "model/json.h"
#include "model/time-text.h"
#include "sources/plain-text.h"

#include <string.h>

#define MAX_BYTES   (64 * 1024)
#define MAX_DEPTH   2
#define MAX_VALUES  (16 * 1024)
#define MAX_PROGRAM 256

/* syslog's priorities */
static const char *const severities[] = { "error",   "error", "error", "error",
                                          "warning", "info",  "info",  "info" };

static JsonNode *
get_member (JsonObject *entry, const char *name)
{
  JsonNode *node = json_object_get_member (entry, name);

  /* A field that was given more than once is a list. */
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) > 0
      && json_node_get_value_type (json_array_get_element (json_node_get_array (node), 0))
             == G_TYPE_STRING)
    node = json_array_get_element (json_node_get_array (node), 0);
  return node;
}

static const char *
get_text (JsonObject *entry, const char *name)
{
  JsonNode *node = get_member (entry, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
get_number (JsonObject *entry, const char *name, guint64 max, guint64 *value)
{
  const char *text = get_text (entry, name);

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, max, value, NULL);
}

/* A message that is not UTF-8, or has control characters, is a list of its bytes.
 * Returns: (transfer full) (nullable) */
static GString *
read_message (JsonObject *entry)
{
  JsonNode *node = get_member (entry, "MESSAGE");
  const char *text = get_text (entry, "MESSAGE");
  JsonArray *bytes;
  GString *message;

  if (text != NULL)
    return g_string_new (text);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  bytes = json_node_get_array (node);
  message = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (bytes); i++)
    {
      JsonNode *byte = json_array_get_element (bytes, i);
      gint64 value = JSON_NODE_HOLDS_VALUE (byte) ? json_node_get_int (byte) : 0;

      g_string_append_c (message, (char) CLAMP (value, 0, G_MAXUINT8));
    }
  return message;
}

static void
read_fields (JsonObject *entry, VmistateLogLine *record, gint64 *usec)
{
  const char *program = get_text (entry, "SYSLOG_IDENTIFIER");
  guint64 number;

  if (get_number (entry, "PRIORITY", G_N_ELEMENTS (severities) - 1, &number))
    _vmistate_record_set_constant (record, LOG_LINE_SEVERITY, severities[number]);
  if (get_number (entry, "_PID", G_MAXINT32, &number))
    _vmistate_record_set_integer (record, LOG_LINE_PID, (gint64) number);
  if (get_number (entry, "__REALTIME_TIMESTAMP", G_MAXINT64, &number)
      && _vmistate_time_fits ((gint64) number))
    *usec = (gint64) number;
  if (program != NULL)
    {
      g_autofree char *plain = _vmistate_plain_text (program, strlen (program), MAX_PROGRAM);

      _vmistate_record_set_string (record, LOG_LINE_PROGRAM, plain);
    }
}

VmistateLogLine *
_vmistate_log_parse_journal (const char *line, gsize length, gint64 *usec)
{
  static const VmistateJsonBounds bounds = { MAX_BYTES, MAX_DEPTH, MAX_VALUES };
  g_autoptr (JsonNode) root = _vmistate_json_parse (line, (gssize) length, &bounds, NULL);
  g_autoptr (VmistateLogLine) record = NULL;
  JsonObject *entry;
  GString *message;
  gsize kept;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  entry = json_node_get_object (root);
  message = read_message (entry);
  if (message == NULL)
    return NULL;
  kept = MIN (message->len, VMISTATE_LOG_MAX_BYTES);
  record = _vmistate_log_parse (message->str, kept, message->len - kept, usec);
  g_string_free (message, TRUE);
  /* A journal is not the log of a domain: what looks like a record of one is quoted. */
  _vmistate_record_set_constant (record, LOG_LINE_KIND, LOG_KIND_TEXT);
  read_fields (entry, record, usec);
  return g_steal_pointer (&record);
}
