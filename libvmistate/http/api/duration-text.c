/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "duration-text.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define YEAR   (365 * DAY)

/* Below @below seconds it is told in @unit, and the rest of that in @rest unless it is 0. */
static const struct
{
  gint64 below;
  gint64 unit;
  char letter;
  gint64 rest; /* 0: is not told */
  char rest_letter;
} forms[] = {
  { 2 * MINUTE, 1, 's', 0, 0 },    { 10 * MINUTE, MINUTE, 'm', 1, 's' },
  { 3 * HOUR, MINUTE, 'm', 0, 0 }, { 8 * HOUR, HOUR, 'h', MINUTE, 'm' },
  { 2 * DAY, HOUR, 'h', 0, 0 },    { 8 * DAY, DAY, 'd', HOUR, 'h' },
  { 2 * YEAR, DAY, 'd', 0, 0 },    { 8 * YEAR, YEAR, 'y', DAY, 'd' },
  { G_MAXINT64, YEAR, 'y', 0, 0 },
};

char *
_vmistate_http_duration_text (gint64 seconds)
{
  guint i = 0;
  gint64 rest;

  seconds = MAX (seconds, 0);
  while (seconds >= forms[i].below)
    i++;
  rest = forms[i].rest != 0 ? seconds % forms[i].unit / forms[i].rest : 0;
  if (rest == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "%c", seconds / forms[i].unit, forms[i].letter);
  return g_strdup_printf ("%" G_GINT64_FORMAT "%c%" G_GINT64_FORMAT "%c", seconds / forms[i].unit,
                          forms[i].letter, rest, forms[i].rest_letter);
}
