/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JSON text to a tree, as RFC 8259 has it and no further.
 *
 * The parser of json-glib is not used because it changes values without a word: whole numbers
 * beyond 64 bits wrap, strings end at \u0000, the last of several members of one name wins, and
 * 0x10, .5, 'x' and comments are taken for JSON. Here each of these is an error that names the
 * path. */

#include "config.h"

#include "json.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <vmistate/vmistate-error.h>

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  const VmistateJsonBounds *bounds;
  guint depth;
  guint n_values;
  GString *path; /* of the value that is being read */
  GError **error;
} Reader;

static JsonNode *read_value (Reader *reader);

static gsize
position (Reader *reader)
{
  return reader->at - reader->start;
}

static gboolean
fail_syntax (Reader *reader, const char *expected)
{
  g_set_error (reader->error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
               "not JSON: expected %s at byte %" G_GSIZE_FORMAT, expected, position (reader));
  return FALSE;
}

static gboolean
fail_value (Reader *reader, const char *problem)
{
  g_set_error (reader->error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA, "%s: %s",
               reader->path->len > 0 ? reader->path->str : "top level", problem);
  return FALSE;
}

/* '\0' at the end; the text itself has none. */
static char
peek (Reader *reader)
{
  return reader->at < reader->end ? *reader->at : '\0';
}

static gboolean
accept (Reader *reader, char c)
{
  if (peek (reader) != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
expect (Reader *reader, char c, const char *expected)
{
  return accept (reader, c) || fail_syntax (reader, expected);
}

static void
skip_space (Reader *reader)
{
  while (accept (reader, ' ') || accept (reader, '\n') || accept (reader, '\t')
         || accept (reader, '\r'))
    ;
}

/* Strings */

static gboolean
read_unit (Reader *reader, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (reader));

      if (digit < 0)
        return fail_syntax (reader, "four hexadecimal digits");
      *unit = *unit << 4 | (gunichar) digit;
      reader->at++;
    }
  return TRUE;
}

/* What follows \u: one UTF-16 unit, or a pair of them. */
static gboolean
read_unicode_escape (Reader *reader, GString *text)
{
  gunichar high, low;

  if (!read_unit (reader, &high))
    return FALSE;
  if (high == 0)
    return fail_value (reader, "a string with \\u0000 cannot be held");
  if (high >= 0xd800 && high < 0xdc00)
    {
      if (!expect (reader, '\\', "the second half of a pair of \\u")
          || !expect (reader, 'u', "the second half of a pair of \\u") || !read_unit (reader, &low))
        return FALSE;
      if (low < 0xdc00 || low >= 0xe000)
        return fail_syntax (reader, "the second half of a pair of \\u");
      high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (high >= 0xdc00 && high < 0xe000)
    return fail_syntax (reader, "the first half of a pair of \\u");
  g_string_append_unichar (text, high);
  return TRUE;
}

static gboolean
read_escape (Reader *reader, GString *text)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *name;

  if (accept (reader, 'u'))
    return read_unicode_escape (reader, text);
  name = peek (reader) != '\0' ? strchr (names, peek (reader)) : NULL;
  if (name == NULL)
    return fail_syntax (reader, "an escape");
  reader->at++;
  g_string_append_c (text, values[name - names]);
  return TRUE;
}

/* Returns: (transfer full): NULL with an error set */
static char *
read_string (Reader *reader)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!expect (reader, '"', "a string"))
    return NULL;
  while (!accept (reader, '"'))
    {
      const char *run = reader->at;

      while (reader->at < reader->end && (guchar) *reader->at >= ' ' && *reader->at != '"'
             && *reader->at != '\\')
        reader->at++;
      g_string_append_len (text, run, reader->at - run);
      if (accept (reader, '\\'))
        {
          if (!read_escape (reader, text))
            return NULL;
        }
      else if (peek (reader) != '"')
        {
          fail_syntax (reader, reader->at == reader->end ? "the end of a string"
                                                         : "an escape for a control character");
          return NULL;
        }
    }
  return g_string_free (g_steal_pointer (&text), /* free_segment= */ FALSE);
}

/* Numbers */

static gboolean
skip_digits (Reader *reader)
{
  const char *from = reader->at;

  while (g_ascii_isdigit (peek (reader)))
    reader->at++;
  return reader->at > from || fail_syntax (reader, "a digit");
}

static gboolean
skip_number (Reader *reader, gboolean *is_decimal)
{
  accept (reader, '-');
  if (!accept (reader, '0') && !skip_digits (reader))
    return FALSE;
  *is_decimal = FALSE;
  if (accept (reader, '.'))
    {
      *is_decimal = TRUE;
      if (!skip_digits (reader))
        return FALSE;
    }
  if (accept (reader, 'e') || accept (reader, 'E'))
    {
      *is_decimal = TRUE;
      if (!accept (reader, '+'))
        accept (reader, '-');
      return skip_digits (reader);
    }
  return TRUE;
}

static JsonNode *
fail_number (Reader *reader, const char *number, const char *problem)
{
  g_autofree char *excerpt = _vmistate_json_excerpt (number, strlen (number));
  g_autofree char *message = g_strdup_printf ("%s %s", excerpt, problem);

  fail_value (reader, message);
  return NULL;
}

static JsonNode *
read_number (Reader *reader)
{
  const char *from = reader->at;
  g_autofree char *number = NULL;
  gboolean is_decimal;
  gint64 integer;
  double value;

  if (!skip_number (reader, &is_decimal))
    return NULL;
  number = g_strndup (from, reader->at - from);
  if (!is_decimal)
    {
      if (!g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, &integer, NULL))
        return fail_number (reader, number, "does not fit into 64 bits");
      return json_node_init_int (json_node_alloc (), integer);
    }
  errno = 0;
  value = g_ascii_strtod (number, NULL);
  if (!isfinite (value) || (errno == ERANGE && value == 0.0))
    return fail_number (reader, number, "is out of the range of a double");
  return json_node_init_double (json_node_alloc (), value);
}

/* Containers */

static gboolean
read_member (Reader *reader, JsonObject *object)
{
  g_autofree char *name = NULL;
  g_autofree char *excerpt = NULL;
  gsize parent = reader->path->len;
  JsonNode *value;

  skip_space (reader);
  name = read_string (reader);
  if (name == NULL)
    return FALSE;
  excerpt = _vmistate_json_excerpt (name, strlen (name));
  g_string_append_printf (reader->path, "%s%s", parent > 0 ? "." : "", excerpt);
  if (json_object_has_member (object, name))
    return fail_value (reader, "this member is there twice");

  skip_space (reader);
  if (!expect (reader, ':', "“:”"))
    return FALSE;
  value = read_value (reader);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, name, value);
  g_string_truncate (reader->path, parent);
  return TRUE;
}

static JsonNode *
read_object (Reader *reader)
{
  g_autoptr (JsonObject) object = json_object_new ();

  reader->at++;
  skip_space (reader);
  if (accept (reader, '}'))
    return json_node_init_object (json_node_alloc (), object);
  do
    {
      if (!read_member (reader, object))
        return NULL;
      skip_space (reader);
    }
  while (accept (reader, ','));
  if (!expect (reader, '}', "“,” or “}”"))
    return NULL;
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_array (Reader *reader)
{
  g_autoptr (JsonArray) array = json_array_new ();
  gsize parent = reader->path->len;

  reader->at++;
  skip_space (reader);
  if (accept (reader, ']'))
    return json_node_init_array (json_node_alloc (), array);
  do
    {
      JsonNode *value;

      g_string_append_printf (reader->path, "[%u]", json_array_get_length (array));
      value = read_value (reader);
      if (value == NULL)
        return NULL;
      json_array_add_element (array, value);
      g_string_truncate (reader->path, parent);
      skip_space (reader);
    }
  while (accept (reader, ','));
  if (!expect (reader, ']', "“,” or “]”"))
    return NULL;
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
read_container (Reader *reader)
{
  JsonNode *node;

  if (reader->bounds->max_depth > 0 && reader->depth == reader->bounds->max_depth)
    {
      g_set_error (reader->error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "JSON is nested deeper than %u levels at byte %" G_GSIZE_FORMAT,
                   reader->bounds->max_depth, position (reader));
      return NULL;
    }
  reader->depth++;
  node = *reader->at == '{' ? read_object (reader) : read_array (reader);
  reader->depth--;
  return node;
}

static JsonNode *
read_string_value (Reader *reader)
{
  g_autofree char *text = read_string (reader);

  return text != NULL ? json_node_init_string (json_node_alloc (), text) : NULL;
}

static gboolean
accept_word (Reader *reader, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->at) < length || strncmp (reader->at, word, length) != 0)
    return FALSE;
  reader->at += length;
  return TRUE;
}

static JsonNode *
read_word (Reader *reader)
{
  if (accept_word (reader, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (accept_word (reader, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (accept_word (reader, "null"))
    return json_node_init_null (json_node_alloc ());
  fail_syntax (reader, "a value");
  return NULL;
}

static JsonNode *
read_value (Reader *reader)
{
  if (reader->bounds->max_values > 0 && reader->n_values == reader->bounds->max_values)
    {
      g_set_error (reader->error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "JSON has more than the %u values allowed", reader->bounds->max_values);
      return NULL;
    }
  reader->n_values++;
  skip_space (reader);
  switch (peek (reader))
    {
    case '{':
    case '[':
      return read_container (reader);
    case '"':
      return read_string_value (reader);
    case '-':
      return read_number (reader);
    default:
      return g_ascii_isdigit (peek (reader)) ? read_number (reader) : read_word (reader);
    }
}

/* @text: valid UTF-8 of @length bytes */
JsonNode *
_vmistate_json_read (const char *text, gsize length, const VmistateJsonBounds *bounds,
                     GError **error)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Reader reader = {
    .start = text,
    .at = text,
    .end = text + length,
    .bounds = bounds,
    .path = path,
    .error = error,
  };
  g_autoptr (JsonNode) root = read_value (&reader);

  if (root == NULL)
    return NULL;
  skip_space (&reader);
  if (reader.at < reader.end)
    {
      fail_syntax (&reader, "the end");
      return NULL;
    }
  json_node_seal (root);
  return g_steal_pointer (&root);
}
