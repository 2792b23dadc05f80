/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where it is looser than the library's own reader: names of members are found whatever their case,
 * a member may come twice and the later one is put over the earlier, null changes nothing, and
 * bytes that are not UTF-8 or halves of a surrogate pair are replaced. Where it is stricter: one
 * value of the wrong type spoils the whole.
 *
 * Two things Go would not do: texts are cleaned like all from guests, and depth is bounded. */

#include "config.h"

#include "agent-go-json.h"

#include <string.h>

#include "agent-text.h"

#define MAX_DEPTH   16
#define REPLACEMENT 0xfffd

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  gboolean is_mismatch; /* some value had the wrong type */
} Reader;

static const VmistateGoMember nothing = { .kind = VMISTATE_GO_NOTHING };

static gboolean read_value (Reader *reader, const VmistateGoMember *target, gpointer record);

/* '\0' at the end, or for a byte that is 0: no syntax has one. */
static char
peek (Reader *reader)
{
  return reader->at < reader->end ? *reader->at : '\0';
}

static gboolean
accept (Reader *reader, char c)
{
  if (reader->at == reader->end || *reader->at != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
accept_word (Reader *reader, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, word, length) != 0)
    return FALSE;
  reader->at += length;
  return TRUE;
}

static void
skip_space (Reader *reader)
{
  while (accept (reader, ' ') || accept (reader, '\n') || accept (reader, '\t')
         || accept (reader, '\r'))
    ;
}

static void
expect_kind (Reader *reader, const VmistateGoMember *target, VmistateGoKind kind)
{
  if (target->kind != kind && target->kind != VMISTATE_GO_NOTHING)
    reader->is_mismatch = TRUE;
}

/* Strings */

/* Returns: one UTF-16 unit, or -1. */
static int
read_unit (Reader *reader)
{
  int unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (reader));

      if (digit < 0)
        return -1;
      unit = unit << 4 | digit;
      reader->at++;
    }
  return unit;
}

/* What follows \u. A half without its other half stands for nothing, and what comes after it is
 * read for itself. */
static gboolean
read_unicode_escape (Reader *reader, GString *text)
{
  int high = read_unit (reader);
  gunichar c = (gunichar) high;
  const char *behind = reader->at;

  if (high < 0)
    return FALSE;
  if (c >= 0xd800 && c < 0xe000)
    {
      int low = c < 0xdc00 && accept_word (reader, "\\u") ? read_unit (reader) : 0;

      if (low >= 0xdc00 && low < 0xe000)
        c = 0x10000 + ((c - 0xd800) << 10) + ((gunichar) low - 0xdc00);
      else
        {
          c = REPLACEMENT;
          reader->at = behind;
        }
    }
  g_string_append_unichar (text, c != 0 ? c : REPLACEMENT);
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
    return FALSE;
  reader->at++;
  g_string_append_c (text, values[name - names]);
  return TRUE;
}

/* Returns: (transfer full) (nullable): the text, not yet cleaned */
static char *
read_text (Reader *reader)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!accept (reader, '"'))
    return NULL;
  while (!accept (reader, '"'))
    {
      const char *run = reader->at;

      while ((guchar) peek (reader) >= ' ' && *reader->at != '"' && *reader->at != '\\')
        reader->at++;
      g_string_append_len (text, run, reader->at - run);
      if (accept (reader, '\\') ? !read_escape (reader, text) : peek (reader) != '"')
        return NULL;
    }
  return g_string_free (g_steal_pointer (&text), /* free_segment= */ FALSE);
}

static gboolean
read_string (Reader *reader, const VmistateGoMember *target, gpointer record)
{
  g_autofree char *text = read_text (reader);
  g_autofree char *clean = NULL;

  if (text == NULL)
    return FALSE;
  expect_kind (reader, target, VMISTATE_GO_STRING);
  if (target->kind != VMISTATE_GO_STRING)
    return TRUE;
  clean = _vmistate_agent_text_clean (text);
  _vmistate_record_set_string (record, target->field, *clean != '\0' ? clean : NULL);
  return TRUE;
}

/* Numbers and words */

static gboolean
skip_digits (Reader *reader)
{
  const char *from = reader->at;

  while (g_ascii_isdigit (peek (reader)))
    reader->at++;
  return reader->at > from;
}

static gboolean
skip_number (Reader *reader)
{
  accept (reader, '-');
  if (!accept (reader, '0') && !skip_digits (reader))
    return FALSE;
  if (accept (reader, '.') && !skip_digits (reader))
    return FALSE;
  if (!accept (reader, 'e') && !accept (reader, 'E'))
    return TRUE;
  if (!accept (reader, '+'))
    accept (reader, '-');
  return skip_digits (reader);
}

static gboolean
read_number (Reader *reader, const VmistateGoMember *target, gpointer record)
{
  const char *from = reader->at;
  g_autofree char *number = NULL;
  gint64 value;

  if (!skip_number (reader))
    return FALSE;
  expect_kind (reader, target, VMISTATE_GO_INT);
  if (target->kind != VMISTATE_GO_INT)
    return TRUE;
  /* Only digits will do: 1.0 is no int. */
  number = g_strndup (from, reader->at - from);
  if (g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, &value, NULL))
    _vmistate_record_set_integer (record, target->field, value);
  else
    reader->is_mismatch = TRUE;
  return TRUE;
}

static gboolean
read_word (Reader *reader, const VmistateGoMember *target, gpointer record)
{
  gboolean value;

  if (accept_word (reader, "null"))
    {
      if (target->kind == VMISTATE_GO_SLICE)
        _vmistate_record_clear_field (record, target->field);
      return TRUE;
    }
  value = accept_word (reader, "true");
  if (!value && !accept_word (reader, "false"))
    return FALSE;
  expect_kind (reader, target, VMISTATE_GO_BOOL);
  if (target->kind == VMISTATE_GO_BOOL)
    _vmistate_record_set_boolean (record, target->field, value);
  return TRUE;
}

/* Structures */

/* Simple case folding, as far as it leads to ASCII: the Kelvin sign and the long s do too. */
static char
fold (gunichar c)
{
  if (c == 0x212a)
    return 'k';
  if (c == 0x17f)
    return 's';
  return c < 0x80 ? g_ascii_tolower ((char) c) : '\0';
}

static gboolean
is_name (const char *text, const char *name)
{
  for (; *name != '\0' && *text != '\0'; name++, text = g_utf8_next_char (text))
    {
      if (fold (g_utf8_get_char (text)) != *name)
        return FALSE;
    }
  return *name == *text;
}

static const VmistateGoMember *
find_member (const VmistateGoStruct *shape, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, /* len= */ -1);

  for (guint i = 0; i < shape->n_members; i++)
    {
      if (is_name (valid, shape->members[i].name))
        return &shape->members[i];
    }
  return &nothing;
}

static gboolean
read_member (Reader *reader, const VmistateGoMember *target, gpointer record)
{
  g_autofree char *name = NULL;

  skip_space (reader);
  name = read_text (reader);
  if (name == NULL)
    return FALSE;
  skip_space (reader);
  if (!accept (reader, ':'))
    return FALSE;
  return read_value (
      reader, target->kind == VMISTATE_GO_STRUCT ? find_member (target->shape, name) : &nothing,
      record);
}

static gboolean
read_object (Reader *reader, const VmistateGoMember *target, gpointer record)
{
  expect_kind (reader, target, VMISTATE_GO_STRUCT);
  skip_space (reader);
  if (accept (reader, '}'))
    return TRUE;
  do
    {
      if (!read_member (reader, target, record))
        return FALSE;
      skip_space (reader);
    }
  while (accept (reader, ','));
  return accept (reader, '}');
}

/* Slices */

static gboolean
skip_elements (Reader *reader)
{
  do
    {
      if (!read_value (reader, &nothing, NULL))
        return FALSE;
      skip_space (reader);
    }
  while (accept (reader, ','));
  return accept (reader, ']');
}

/* The element to read into: where the slice was filled before, Go reads over what is there. */
static gpointer
open_element (GPtrArray *before, guint i, const VmistateGoStruct *shape)
{
  if (before != NULL && i < before->len)
    return g_object_ref (before->pdata[i]);
  return g_object_new (shape->type (), NULL);
}

static gboolean
read_elements (Reader *reader, const VmistateGoMember *target, GPtrArray *before, GPtrArray *list)
{
  const VmistateGoMember element = { .kind = VMISTATE_GO_STRUCT, .shape = target->shape };

  for (guint i = 0; i == 0 || accept (reader, ','); i++)
    {
      g_autoptr (VmistateRecord) record = open_element (before, i, target->shape);

      if (!read_value (reader, &element, record))
        return FALSE;
      if (i < target->max)
        g_ptr_array_add (list, g_steal_pointer (&record));
      skip_space (reader);
    }
  return accept (reader, ']');
}

static gboolean
read_array (Reader *reader, const VmistateGoMember *target, gpointer record)
{
  g_autoptr (GPtrArray) list = NULL;

  expect_kind (reader, target, VMISTATE_GO_SLICE);
  skip_space (reader);
  if (target->kind != VMISTATE_GO_SLICE)
    return accept (reader, ']') || skip_elements (reader);
  list = _vmistate_record_list_new ();
  if (!accept (reader, ']')
      && !read_elements (reader, target, _vmistate_record_get_list (record, target->field), list))
    return FALSE;
  _vmistate_record_take_list (record, target->field, g_steal_pointer (&list));
  return TRUE;
}

static gboolean
read_container (Reader *reader, const VmistateGoMember *target, gpointer record)
{
  gboolean done;

  if (reader->depth == MAX_DEPTH)
    return FALSE;
  reader->depth++;
  done = accept (reader, '{') ? read_object (reader, target, record)
                              : accept (reader, '[') && read_array (reader, target, record);
  reader->depth--;
  return done;
}

static gboolean
read_value (Reader *reader, const VmistateGoMember *target, gpointer record)
{
  skip_space (reader);
  switch (peek (reader))
    {
    case '{':
    case '[':
      return read_container (reader, target, record);
    case '"':
      return read_string (reader, target, record);
    case '-':
      return read_number (reader, target, record);
    default:
      return g_ascii_isdigit (peek (reader)) ? read_number (reader, target, record)
                                             : read_word (reader, target, record);
    }
}

gboolean
_vmistate_go_json_decode (const char *text, gsize length, const VmistateGoMember *target,
                          gpointer record)
{
  Reader reader = { .at = text, .end = text + length };

  if (!read_value (&reader, target, record))
    return FALSE;
  skip_space (&reader);
  return reader.at == reader.end && !reader.is_mismatch;
}
