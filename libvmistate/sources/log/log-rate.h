/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A token bucket: so many per second, and after a quiet time ten times as many at once. */
typedef struct
{
  guint per_second; /* 0: no bound */
  double tokens;
  gint64 filled_at; /* monotonic */
} VmistateLogRate;

void _vmistate_log_rate_init (VmistateLogRate *self, guint per_second, gint64 monotonic_usec);

/* Whether one more may pass */
gboolean _vmistate_log_rate_has (VmistateLogRate *self, gint64 monotonic_usec);

/* Returns: whether one more may pass, which then counts */
gboolean _vmistate_log_rate_take (VmistateLogRate *self, gint64 monotonic_usec);

G_END_DECLS
