/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "text.h"

static gboolean
is_harmful (gunichar c)
{
  if (g_unichar_iscntrl (c))
    return TRUE;
  /* Bidirectional controls and invisible separators. */
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E)
         || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

char *
text_neutral (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("-");
  GString *neutral = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (neutral, is_harmful (c) ? '?' : c);
    }
  return g_string_free (neutral, FALSE);
}

char *
text_bytes (double bytes)
{
  static const char units[] = "KMGTPE";
  int unit = -1;

  while (bytes >= 1024 && unit + 2 < (int) sizeof units)
    {
      bytes /= 1024;
      unit++;
    }
  return unit < 0 ? g_strdup_printf ("%.0f", bytes)
                  : g_strdup_printf ("%.1f%c", bytes, units[unit]);
}

char *
text_duration (gint64 usec)
{
  static const struct
  {
    gint64 seconds;
    char suffix;
  } units[] = { { 86400, 'd' }, { 3600, 'h' }, { 60, 'm' }, { 1, 's' } };
  gint64 seconds = MAX (usec, 0) / G_USEC_PER_SEC;

  for (guint i = 0; i + 1 < G_N_ELEMENTS (units); i++)
    {
      gint64 rest = seconds % units[i].seconds / units[i + 1].seconds;

      if (seconds < units[i].seconds)
        continue;
      if (rest == 0)
        return g_strdup_printf ("%" G_GINT64_FORMAT "%c", seconds / units[i].seconds,
                                units[i].suffix);
      return g_strdup_printf ("%" G_GINT64_FORMAT "%c%" G_GINT64_FORMAT "%c",
                              seconds / units[i].seconds, units[i].suffix, rest,
                              units[i + 1].suffix);
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT "s", seconds);
}
