/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A monitor that was told the facts of a file, and its metrics. */

#pragma once

#include <vmistate/vmistate.h>

typedef struct
{
  VmistateMonitor *monitor;
  VmistateMetrics *metrics;
  GHashTable *sources; /* by id: one for each that a fact names */
} Fleet;

/* @path: (nullable): a file with one fact a line; lines that begin with # are comments */
void fleet_set_up (Fleet *self, const char *path);
void fleet_tear_down (Fleet *self);

/* Gives the monitor one fact, and waits until it has told what came of it. */
void fleet_tell (Fleet *self, const char *json);
/* Has a source that samples report of itself. */
void fleet_report_sampler (Fleet *self);
/* The lines of samples that begin like this.
 * Returns: (transfer full): each with its end; "" for none */
char *fleet_list (Fleet *self, VmistateMetricsFormat format, const char *samples);
/* (nullable): the value behind the sample that begins like this, in format 0.0.4
 * Returns: (transfer full) */
char *fleet_find (Fleet *self, const char *sample);
