/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-rate.h"

#define BURST_SECONDS 10.0

void
_vmistate_log_rate_init (VmistateLogRate *self, guint per_second, gint64 monotonic_usec)
{
  self->per_second = per_second;
  self->tokens = BURST_SECONDS * per_second;
  self->filled_at = monotonic_usec;
}

gboolean
_vmistate_log_rate_has (VmistateLogRate *self, gint64 monotonic_usec)
{
  double seconds = (double) (monotonic_usec - self->filled_at) / G_USEC_PER_SEC;

  if (self->per_second == 0)
    return TRUE;
  self->filled_at = monotonic_usec;
  self->tokens = MIN (self->tokens + seconds * self->per_second, BURST_SECONDS * self->per_second);
  return self->tokens >= 1;
}

gboolean
_vmistate_log_rate_take (VmistateLogRate *self, gint64 monotonic_usec)
{
  if (!_vmistate_log_rate_has (self, monotonic_usec))
    return FALSE;
  self->tokens -= 1;
  return TRUE;
}
