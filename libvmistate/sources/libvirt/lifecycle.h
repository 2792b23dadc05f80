/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The state and reason in which a lifecycle event leaves a domain.
 * Returns: FALSE for events that leave it as it was, and for numbers unknown here: then ask */
gboolean _vmistate_lifecycle_get_state (int event, int detail, int *state, int *reason);

/* Whether the state has more reasons than the event, so that asking for it may tell more. */
gboolean _vmistate_lifecycle_is_vague (int event, int detail);

/* What the reason must be, seen from the state before, where it cannot be asked for any more. */
void _vmistate_lifecycle_guess_reason (int event, int state_before, int reason_before, int *reason);

/* Whether an event, known or not, may have changed the state. */
gboolean _vmistate_lifecycle_changes_state (int event);

G_END_DECLS
