/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VMISTATE_BACKOFF_MIN_MSEC 250
#define VMISTATE_BACKOFF_MAX_MSEC 10000

/* How long to wait before trying again, in milliseconds: doubling up to the maximum, and between
 * half of that and all of it, so that two programs which lost the same daemon do not come back at
 * the same moment.
 * @n_failed: attempts that failed since the last success, at least 1
 * @random: from 0 to 1 */
guint _vmistate_backoff_get_msec (guint n_failed, double random);

G_END_DECLS
