/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-event-loop.h>

G_BEGIN_DECLS

/* Each started source holds one; with the last one the thread ends. Chooses LIBRARY where nobody
 * has chosen. */
void _vmistate_event_loop_acquire (void);
void _vmistate_event_loop_release (void);

/* Blocks until the event loop has come round once. Returns: FALSE if it did not in time. */
gboolean _vmistate_event_loop_is_running (guint timeout_msec);

G_END_DECLS
