/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "json.h"

#include <string.h>

#include <vmistate/vmistate-error.h>

#define EXCERPT_CHARACTERS 48

const VmistateJsonBounds _vmistate_json_bounds_default = {
  .max_bytes = 16 * 1024 * 1024,
  .max_depth = 64,
  .max_values = 256 * 1024,
};

/* @text: (nullable): NULL only for an empty text, which is what bindings make of one
 * @length: in bytes, or -1 for a terminated text
 * Returns: (transfer full): an immutable tree, or NULL with VMISTATE_ERROR_INVALID_DATA. */
JsonNode *
_vmistate_json_parse (const char *text, gssize length, const VmistateJsonBounds *bounds,
                      GError **error)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  const char *end;

  if (text == NULL)
    text = "";
  if (bounds->max_bytes > 0 && bytes > bounds->max_bytes)
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "JSON has %" G_GSIZE_FORMAT " bytes, more than the %" G_GSIZE_FORMAT " allowed",
                   bytes, bounds->max_bytes);
      return NULL;
    }
  if (!g_utf8_validate_len (text, bytes, &end))
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "JSON is not valid UTF-8 at byte %" G_GSIZE_FORMAT, (gsize) (end - text));
      return NULL;
    }
  return _vmistate_json_read (text, bytes, bounds, error);
}

const char *
_vmistate_json_kind (JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return "an object";
    case JSON_NODE_ARRAY:
      return "an array";
    case JSON_NODE_NULL:
      return "null";
    default:
      break;
    }
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return "a string";
    case G_TYPE_BOOLEAN:
      return "a boolean";
    case G_TYPE_DOUBLE:
      return "a decimal number";
    default:
      return "a number";
    }
}

/* @text: valid UTF-8 */
char *
_vmistate_json_excerpt (const char *text, gsize length)
{
  g_autoptr (GString) excerpt = g_string_new (NULL);
  const char *end = text + length;

  for (guint i = 0; text < end; i++, text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (i == EXCERPT_CHARACTERS)
        {
          g_string_append (excerpt, "…");
          break;
        }
      if (g_unichar_isprint (c))
        g_string_append_unichar (excerpt, c);
      else
        g_string_append_printf (excerpt, "\\u%04x", c);
    }
  return g_string_free (g_steal_pointer (&excerpt), /* free_segment= */ FALSE);
}

char *
_vmistate_json_element_path (const char *path, const char *name)
{
  g_autofree char *excerpt = _vmistate_json_excerpt (name, strlen (name));

  return g_strdup_printf ("%s[%s]", path, excerpt);
}
