/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A source that is only ever ready by its time (g_source_set_ready_time(), from any thread), and is
 * quiet again before @func is called, so that what happens from then on makes it ready anew.
 * Returns: (transfer full): attached to @context; to be destroyed, then unreffed */
GSource *_vmistate_alarm_new (GMainContext *context, const char *static_name, GSourceFunc func,
                              gpointer user_data);

/* Destroys and drops it. */
void _vmistate_alarm_clear (GSource **alarm);

G_END_DECLS
