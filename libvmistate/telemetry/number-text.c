/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "number-text.h"

#define MAX_DIGITS 20

void
_vmistate_number_append_uint (GString *text, guint64 value)
{
  char digits[MAX_DIGITS];
  guint at = MAX_DIGITS;

  do
    {
      digits[--at] = (char) ('0' + value % 10);
      value /= 10;
    }
  while (value > 0);
  g_string_append_len (text, digits + at, MAX_DIGITS - at);
}

void
_vmistate_number_append_seconds (GString *text, guint64 usec)
{
  guint64 fraction = usec % G_USEC_PER_SEC;
  char digits[] = ".000000";
  guint length = 0;

  _vmistate_number_append_uint (text, usec / G_USEC_PER_SEC);
  for (guint i = sizeof digits - 2; i > 0; i--)
    {
      digits[i] = (char) ('0' + fraction % 10);
      fraction /= 10;
      if (digits[i] != '0' && length == 0)
        length = i + 1;
    }
  g_string_append_len (text, digits, length);
}

void
_vmistate_number_append_double (GString *text, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.15g", value);
  /* Most numbers need no more; 17 digits are enough for all. */
  if (g_ascii_strtod (digits, NULL) != value)
    g_ascii_dtostr (digits, sizeof digits, value);
  g_string_append (text, digits);
}
