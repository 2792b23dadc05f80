/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "label-text.h"

#include <string.h>

#include "number-text.h"

#define REPLACEMENT "\357\277\275" /* U+FFFD */

static gboolean
is_plain (char byte)
{
  return byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\';
}

/* What is not to be seen could move a terminal's cursor, or end a line for a reader that knows
 * more ends of lines than the format does. */
static gboolean
is_text (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      return g_unichar_isprint (character);
    }
}

static void
append_character (GString *text, const char *at, gsize length, gunichar character)
{
  if (character == '\n')
    g_string_append (text, "\\n");
  else if (character == '"' || character == '\\')
    g_string_append_printf (text, "\\%c", (int) character);
  else if (is_text (character))
    g_string_append_len (text, at, (gssize) length);
  else
    g_string_append (text, REPLACEMENT);
}

static void
append_escaped (GString *text, const char *value, gsize length)
{
  const char *end = value + length;

  while (value < end)
    {
      gunichar character = g_utf8_get_char_validated (value, end - value);
      gsize bytes = 1;

      if (character == (gunichar) -1 || character == (gunichar) -2)
        g_string_append (text, REPLACEMENT);
      else
        {
          bytes = (gsize) g_unichar_to_utf8 (character, NULL);
          append_character (text, value, bytes, character);
        }
      value += bytes;
    }
}

/* How much of @value is kept: no character is cut in two. */
static gsize
bound (const char *value)
{
  gsize length = strnlen (value, VMISTATE_LABEL_MAX_BYTES + 1);

  if (length <= VMISTATE_LABEL_MAX_BYTES)
    return length;
  length = VMISTATE_LABEL_MAX_BYTES;
  while (length > VMISTATE_LABEL_MAX_BYTES - 4 && ((guchar) value[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static void
append_name (GString *text, const char *name)
{
  if (text->len > 0)
    g_string_append_c (text, ',');
  g_string_append (text, name);
  g_string_append (text, "=\"");
}

void
_vmistate_label_append (GString *text, const char *name, const char *value)
{
  gsize length;
  gsize plain = 0;

  if (value == NULL || *value == '\0')
    return;
  append_name (text, name);
  length = bound (value);
  while (plain < length && is_plain (value[plain]))
    plain++;
  g_string_append_len (text, value, (gssize) plain);
  append_escaped (text, value + plain, length - plain);
  g_string_append_c (text, '"');
}

void
_vmistate_label_append_uint (GString *text, const char *name, guint64 value)
{
  append_name (text, name);
  _vmistate_number_append_uint (text, value);
  g_string_append_c (text, '"');
}
