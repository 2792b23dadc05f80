/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pings that somebody waits for. Each ends at its deadline, whatever libvirt does. */

#pragma once

#include <gio/gio.h>

#include "agent-job.h"
#include "agent-queue.h"

G_BEGIN_DECLS

struct _VmistateAgentPing
{
  GTask *task;            /* (owned) */
  char *uid;              /* (owned) */
  gint64 deadline;        /* monotonic, microseconds */
  VmistateAgentJob *job;  /* (not owned) (nullable) the question, once it is asked */
  GSource *cancel_source; /* (owned) (nullable) */
};

typedef struct
{
  GQueue pings; /* (element-type VmistateAgentPing) in the order in which they came */
} VmistateAgentPings;

/* @task: (transfer full)
 * @cancelled: called on the thread that runs @context when the task was cancelled */
void _vmistate_agent_pings_add (VmistateAgentPings *self, const char *uid, gint64 deadline,
                                GTask *task, GMainContext *context,
                                GCancellableSourceFunc cancelled, gpointer user_data);

/* Ends those that were cancelled and those whose time is up. */
void _vmistate_agent_pings_expire (VmistateAgentPings *self, gint64 now);

/* Ends those to @uid, or all if it is NULL. */
void _vmistate_agent_pings_fail (VmistateAgentPings *self, const char *uid, VmistateError code,
                                 const char *message);

/* The first that can be asked now, with its domain; or NULL. */
VmistateAgentPing *_vmistate_agent_pings_peek (VmistateAgentPings *self, VmistateAgentQueue *queue,
                                               VmistateAgentDomain **domain);

/* The next deadline, or G_MAXINT64. */
gint64 _vmistate_agent_pings_next_deadline (VmistateAgentPings *self);

/* Ends the ping that @job was for. */
void _vmistate_agent_pings_finish (VmistateAgentPings *self, VmistateAgentJob *job);

G_END_DECLS
