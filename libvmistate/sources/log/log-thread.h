/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one thread on which a log source does all that can take time. */

#pragma once

#include <gio/gio.h>

#include "log-reader.h"

G_BEGIN_DECLS

typedef struct _VmistateLogThread VmistateLogThread;

/* @make: called on the thread, as making a reader may already take time
 * @data: (transfer full): for @make, outlives the reader */
typedef VmistateLogReader *(*VmistateLogMake) (const VmistateLogContext *context, gpointer data);

/* @context: (transfer full): its members */
VmistateLogThread *_vmistate_log_thread_start (const VmistateLogContext *context,
                                               VmistateLogMake make, gpointer data,
                                               GDestroyNotify free_data);

/* Ends the thread. Returns at once.
 * @self: (transfer full)
 * @task: (transfer full): returned in its context when nothing is left of the thread */
void _vmistate_log_thread_stop (VmistateLogThread *self, GTask *task);

G_END_DECLS
