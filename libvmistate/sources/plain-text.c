/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "plain-text.h"

#define REPLACEMENT 0xfffd

/* Characters that steer instead of standing for something: they move a cursor, break a line or
 * turn the direction of what follows. */
static const struct
{
  gunichar first;
  gunichar last;
} steering[] = {
  { 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x061c, 0x061c }, { 0x200b, 0x200f },
  { 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
};

static gboolean
is_steering (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (steering); i++)
    {
      if (c >= steering[i].first && c <= steering[i].last)
        return TRUE;
    }
  return FALSE;
}

char *
_vmistate_plain_text (const char *text, gsize length, gsize max_bytes)
{
  /* Twice the bound is more than enough to fill it, and keeps a huge text cheap. */
  g_autofree char *valid = g_utf8_make_valid (text, MIN (length, 2 * max_bytes));
  GString *clean = g_string_sized_new (64);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      char bytes[6];
      int n = g_unichar_to_utf8 (is_steering (c) ? REPLACEMENT : c, bytes);

      if (clean->len + n > max_bytes)
        break;
      g_string_append_len (clean, bytes, n);
    }
  return g_string_free (clean, /* free_segment= */ FALSE);
}
