/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The threads that wait for agents. They are joined at the end, which is why this is no
 * GThreadPool: that one lets its threads go without waiting for them. */

#pragma once

#include "agent-job.h"

G_BEGIN_DECLS

typedef struct _VmistateAgentWorkers VmistateAgentWorkers;

/* @returned: called on the thread that runs @context, after jobs came back */
VmistateAgentWorkers *_vmistate_agent_workers_new (GMainContext *context, guint max_threads,
                                                   GSourceFunc returned, gpointer user_data);

/* @job: (transfer full): starts a thread if all there are have something to do. */
void _vmistate_agent_workers_push (VmistateAgentWorkers *self, VmistateAgentJob *job);

/* Returns: (transfer full) (nullable): a job that came back. */
VmistateAgentJob *_vmistate_agent_workers_pop (VmistateAgentWorkers *self);

/* Makes @returned be called soon, without a job. */
void _vmistate_agent_workers_wake (VmistateAgentWorkers *self);

/* Only when every job was popped: waits for the threads to end, which they then do at once. */
void _vmistate_agent_workers_free (VmistateAgentWorkers *self);

G_END_DECLS
