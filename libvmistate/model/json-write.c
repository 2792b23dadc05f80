/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A tree to one line of JSON text. Unlike json-glib's generator this writes a double with no
 * more digits than it takes to read the same double again: 0.1, not 0.10000000000000001. */

#include "config.h"

#include "json.h"

#include <math.h>
#include <string.h>

static void write_node (GString *text, JsonNode *node);

static void
write_character (GString *text, char c)
{
  static const char values[] = "\"\\\b\f\n\r\t";
  static const char names[] = "\"\\bfnrt";
  const char *value = strchr (values, c);

  if (value != NULL)
    g_string_append_printf (text, "\\%c", names[value - values]);
  else if ((guchar) c < ' ')
    g_string_append_printf (text, "\\u%04x", (guint) c);
  else
    g_string_append_c (text, c);
}

static void
write_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (; *value != '\0'; value++)
    write_character (text, *value);
  g_string_append_c (text, '"');
}

static void
write_double (GString *text, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value)) /* JSON has no word for it */
    {
      g_string_append (text, "null");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (number, sizeof number, formats[i], value);
      if (g_ascii_strtod (number, NULL) == value)
        break;
    }
  g_string_append (text, number);
  if (strpbrk (number, ".e") == NULL) /* so that it is read as a double again */
    g_string_append (text, ".0");
}

static void
write_value (GString *text, JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_INT64:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
      break;
    case G_TYPE_DOUBLE:
      write_double (text, json_node_get_double (node));
      break;
    case G_TYPE_BOOLEAN:
      g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
      break;
    default:
      write_string (text, json_node_get_string (node));
      break;
    }
}

static void
write_object (GString *text, JsonObject *object)
{
  JsonObjectIter iter;
  const char *separator = "";
  const char *name;
  JsonNode *member;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_string_append (text, separator);
      write_string (text, name);
      g_string_append_c (text, ':');
      write_node (text, member);
      separator = ",";
    }
  g_string_append_c (text, '}');
}

static void
write_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      write_node (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
write_node (GString *text, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_object (text, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      write_array (text, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      write_value (text, node);
      break;
    default:
      g_string_append (text, "null");
      break;
    }
}

char *
_vmistate_json_print (JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  write_node (text, node);
  return g_string_free (g_steal_pointer (&text), /* free_segment= */ FALSE);
}
