/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One JSON line per figure, as tests/bench/run promises. */

#pragma once

#include <glib.h>

typedef struct
{
  const char *bench;
  const char *metric;
  double value;
  const char *unit;
  const char *peer; /* (nullable): without one, peer_value and ratio are null */
  double peer_value;
} Figure;

void bench_print (const Figure *figure);

/* Processor time that this process has had. */
double bench_cpu_seconds (void);

/* @values: (element-type gint64) sorted on return */
double bench_percentile (GArray *values, double percent);
