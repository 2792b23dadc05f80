/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "backoff.h"

/* Beyond this many doublings the maximum is reached anyway. */
#define MAX_DOUBLINGS 10

guint
_vmistate_backoff_get_msec (guint n_failed, double random)
{
  guint n_doublings = CLAMP (n_failed, 1, MAX_DOUBLINGS) - 1;
  guint bound = MIN (VMISTATE_BACKOFF_MIN_MSEC << n_doublings, VMISTATE_BACKOFF_MAX_MSEC);

  return bound / 2 + (guint) (random * (bound - bound / 2));
}
