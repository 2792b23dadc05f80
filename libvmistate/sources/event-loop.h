/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-event-loop.h>

G_BEGIN_DECLS

/* Each started source holds one; with the last one the thread ends. Chooses LIBRARY where nobody
 * has chosen. Fails with VMISTATE_ERROR_EVENT_LOOP if the loop is not what was chosen. */
gboolean _vmistate_event_loop_acquire (GError **error);
void _vmistate_event_loop_release (void);

/* Whether the loop is the program's own, which may stop running it. */
gboolean _vmistate_event_loop_is_foreign (void);

G_END_DECLS
