/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-workers.h"

struct _VmistateAgentWorkers
{
  GAsyncQueue *asked;    /* (owned) (element-type VmistateAgentJob) */
  GAsyncQueue *returned; /* (owned) (element-type VmistateAgentJob) */
  GSource *source;       /* (owned) dispatched after something was returned */
  GPtrArray *threads;    /* (owned) (element-type GThread) */
  guint max_threads;
  guint n_pending; /* pushed and not popped */
};

/* Told apart from every job by its address. */
static int last_job;

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  /* First, so that a job that comes back from here on wakes the thread again. */
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

static gpointer
work (gpointer data)
{
  VmistateAgentWorkers *self = data;

  for (;;)
    {
      gpointer job = g_async_queue_pop (self->asked);

      if (job == &last_job)
        return NULL;
      _vmistate_agent_job_run (job);
      g_async_queue_push (self->returned, job);
      _vmistate_agent_workers_wake (self);
    }
}

VmistateAgentWorkers *
_vmistate_agent_workers_new (GMainContext *context, guint max_threads, GSourceFunc returned,
                             gpointer user_data)
{
  VmistateAgentWorkers *self = g_new0 (VmistateAgentWorkers, 1);

  self->asked = g_async_queue_new ();
  self->returned = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  self->max_threads = max_threads;
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "vmistate-agent-replies");
  g_source_set_callback (self->source, returned, user_data, NULL);
  g_source_attach (self->source, context);
  return self;
}

/* Where no thread can be started the jobs wait for those there are; without any, the next push
 * tries again. */
static void
start_thread (VmistateAgentWorkers *self)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_try_new ("vmistate-agent", work, self, &error);

  if (thread != NULL)
    g_ptr_array_add (self->threads, thread);
  else
    g_debug ("no thread for a guest agent: %s", error->message);
}

void
_vmistate_agent_workers_push (VmistateAgentWorkers *self, VmistateAgentJob *job)
{
  self->n_pending++;
  g_async_queue_push (self->asked, job);
  if (self->threads->len < MIN (self->n_pending, self->max_threads))
    start_thread (self);
}

VmistateAgentJob *
_vmistate_agent_workers_pop (VmistateAgentWorkers *self)
{
  VmistateAgentJob *job = g_async_queue_try_pop (self->returned);

  if (job != NULL)
    self->n_pending--;
  return job;
}

void
_vmistate_agent_workers_wake (VmistateAgentWorkers *self)
{
  g_source_set_ready_time (self->source, 0);
}

void
_vmistate_agent_workers_free (VmistateAgentWorkers *self)
{
  for (guint i = 0; i < self->threads->len; i++)
    g_async_queue_push (self->asked, &last_job);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_async_queue_unref (self->asked);
  g_async_queue_unref (self->returned);
  g_free (self);
}
