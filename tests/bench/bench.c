/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "bench.h"

#include <time.h>

void
bench_print (const Figure *figure)
{
  g_print ("{\"bench\":\"%s\",\"metric\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",", figure->bench,
           figure->metric, figure->value, figure->unit);
  if (figure->peer == NULL)
    g_print ("\"peer\":null,\"peer_value\":null,\"ratio\":null}\n");
  else
    g_print ("\"peer\":\"%s\",\"peer_value\":%.6g,\"ratio\":%.4g}\n", figure->peer,
             figure->peer_value, figure->value / figure->peer_value);
}

double
bench_cpu_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static int
compare_int64 (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

double
bench_percentile (GArray *values, double percent)
{
  guint place = (guint) (percent / 100 * (values->len - 1) + 0.5);

  g_array_sort (values, compare_int64);
  return (double) g_array_index (values, gint64, place);
}
