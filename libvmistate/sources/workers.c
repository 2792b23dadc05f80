/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "workers.h"

#include "alarm.h"

struct _VmistateWorkers
{
  const char *name;
  VmistateWorkFunc work;
  GDestroyNotify free_job;

  GAsyncQueue *asked;    /* (owned) jobs to do */
  GAsyncQueue *returned; /* (owned) jobs done */
  GSource *alarm;        /* (owned) */
  GPtrArray *threads;    /* (owned) (element-type GThread) */
  guint max_threads;
  guint n_pending; /* pushed and not popped */
};

/* Told apart from every job by its address. */
static int last_job;

static gpointer
run (gpointer data)
{
  VmistateWorkers *self = data;

  for (;;)
    {
      gpointer job = g_async_queue_pop (self->asked);

      if (job == &last_job)
        return NULL;
      self->work (job);
      g_async_queue_push (self->returned, job);
      _vmistate_workers_wake (self);
    }
}

VmistateWorkers *
_vmistate_workers_new (GMainContext *context, guint max_threads, const char *static_name,
                       VmistateWorkFunc work, GDestroyNotify free_job, GSourceFunc returned,
                       gpointer user_data)
{
  VmistateWorkers *self = g_new0 (VmistateWorkers, 1);

  self->name = static_name;
  self->work = work;
  self->free_job = free_job;
  self->asked = g_async_queue_new ();
  self->returned = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  self->max_threads = max_threads;
  self->alarm = _vmistate_alarm_new (context, static_name, returned, user_data);
  return self;
}

/* Where no thread can be started the jobs wait for those there are; without any, the next push
 * tries again. */
static void
start_thread (VmistateWorkers *self)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_try_new (self->name, run, self, &error);

  if (thread != NULL)
    g_ptr_array_add (self->threads, thread);
  else
    g_debug ("no thread for %s: %s", self->name, error->message);
}

void
_vmistate_workers_push (VmistateWorkers *self, gpointer job)
{
  self->n_pending++;
  g_async_queue_push (self->asked, job);
  if (self->threads->len < MIN (self->n_pending, self->max_threads))
    start_thread (self);
}

gpointer
_vmistate_workers_pop (VmistateWorkers *self)
{
  gpointer job = g_async_queue_try_pop (self->returned);

  if (job != NULL)
    self->n_pending--;
  return job;
}

guint
_vmistate_workers_get_n_pending (VmistateWorkers *self)
{
  return self->n_pending;
}

void
_vmistate_workers_wake (VmistateWorkers *self)
{
  g_source_set_ready_time (self->alarm, 0);
}

void
_vmistate_workers_free (VmistateWorkers *self)
{
  gpointer job;

  for (guint i = 0; i < self->threads->len; i++)
    g_async_queue_push (self->asked, &last_job);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  while ((job = g_async_queue_try_pop (self->returned)) != NULL)
    self->free_job (job);
  _vmistate_alarm_clear (&self->alarm);
  g_async_queue_unref (self->asked);
  g_async_queue_unref (self->returned);
  g_free (self);
}
