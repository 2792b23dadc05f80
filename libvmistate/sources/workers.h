/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A few threads for calls that may take long. They are joined at the end, which is why this is no
 * GThreadPool: that one lets its threads go without waiting for them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VmistateWorkers VmistateWorkers;

typedef void (*VmistateWorkFunc) (gpointer job);

/* @static_name: of the threads; at most 15 bytes
 * @work: done on a worker
 * @free_job: for jobs that came back and were never popped
 * @returned: called on the thread that runs @context, after jobs came back */
VmistateWorkers *_vmistate_workers_new (GMainContext *context, guint max_threads,
                                        const char *static_name, VmistateWorkFunc work,
                                        GDestroyNotify free_job, GSourceFunc returned,
                                        gpointer user_data);

/* @job: (transfer full): starts a thread if all there are have something to do. */
void _vmistate_workers_push (VmistateWorkers *self, gpointer job);

/* Returns: (transfer full) (nullable): a job that came back. */
gpointer _vmistate_workers_pop (VmistateWorkers *self);

/* Pushed and not popped */
guint _vmistate_workers_get_n_pending (VmistateWorkers *self);

/* Makes @returned be called soon, without a job. */
void _vmistate_workers_wake (VmistateWorkers *self);

/* Waits for the threads to end, which they do once their calls are back. */
void _vmistate_workers_free (VmistateWorkers *self);

G_END_DECLS
