/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "time-text.h"

#define MIN_SECONDS G_GINT64_CONSTANT (-62135596800) /* 0001-01-01T00:00:00Z */
#define MAX_SECONDS G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

gboolean
_vmistate_time_fits (gint64 usec)
{
  return usec >= MIN_SECONDS * G_USEC_PER_SEC
         && usec <= MAX_SECONDS * G_USEC_PER_SEC + (G_USEC_PER_SEC - 1);
}

/* @usec: must fit */
char *
_vmistate_time_to_text (gint64 usec, gboolean with_fraction)
{
  gint64 fraction = ((usec % G_USEC_PER_SEC) + G_USEC_PER_SEC) % G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((usec - fraction) / G_USEC_PER_SEC);
  g_autofree char *clock = g_date_time_format (time, "%m-%dT%H:%M:%S");
  int year = g_date_time_get_year (time); /* %Y would not be padded */

  if (fraction == 0 || !with_fraction)
    return g_strdup_printf ("%04d-%sZ", year, clock);
  return g_strdup_printf ("%04d-%s.%06" G_GINT64_FORMAT "Z", year, clock, fraction);
}

/* Reading: not g_date_time_new_from_iso8601(), which goes through a double and so loses
 * microseconds, and takes week dates and other forms that nobody means here. */

static gboolean
read_digits (const char **at, guint n_digits, int *value)
{
  *value = 0;
  for (guint i = 0; i < n_digits; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (**at);
    }
  return TRUE;
}

static gboolean
accept (const char **at, char c)
{
  if (**at != c)
    return FALSE;
  (*at)++;
  return TRUE;
}

/* Digits beyond microseconds are dropped. */
static gboolean
read_fraction (const char **at, gint64 *usec)
{
  gint64 unit = G_USEC_PER_SEC;

  *usec = 0;
  if (!accept (at, '.'))
    return TRUE;
  if (!g_ascii_isdigit (**at))
    return FALSE;
  for (; g_ascii_isdigit (**at); (*at)++)
    {
      unit /= 10;
      *usec += unit * g_ascii_digit_value (**at);
    }
  return TRUE;
}

static gboolean
read_offset (const char **at, gint64 *seconds)
{
  gboolean is_west = **at == '-';
  int hours, minutes;

  *seconds = 0;
  if (accept (at, 'Z'))
    return TRUE;
  if (!accept (at, '+') && !accept (at, '-'))
    return FALSE;
  if (!read_digits (at, 2, &hours) || !accept (at, ':') || !read_digits (at, 2, &minutes))
    return FALSE;
  *seconds = (hours * 60 + minutes) * 60 * (is_west ? -1 : 1);
  return hours < 24 && minutes < 60;
}

gboolean
_vmistate_time_from_text (const char *text, gint64 *usec)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, day, hour, minute, second;
  gint64 fraction, offset;

  if (!read_digits (&text, 4, &year) || !accept (&text, '-') || !read_digits (&text, 2, &month)
      || !accept (&text, '-') || !read_digits (&text, 2, &day) || !accept (&text, 'T')
      || !read_digits (&text, 2, &hour) || !accept (&text, ':') || !read_digits (&text, 2, &minute)
      || !accept (&text, ':') || !read_digits (&text, 2, &second)
      || !read_fraction (&text, &fraction) || !read_offset (&text, &offset) || *text != '\0')
    return FALSE;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (time == NULL)
    return FALSE;
  *usec = (g_date_time_to_unix (time) - offset) * G_USEC_PER_SEC + fraction;
  return _vmistate_time_fits (*usec);
}
