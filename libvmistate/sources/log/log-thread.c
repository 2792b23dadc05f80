/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-thread.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Between two looks: what comes in quick succession is read together. */
#define PAUSE_MSEC 5

struct _VmistateLogThread
{
  VmistateLogContext context; /* (owned): its members */
  VmistateLogMake make;
  gpointer data; /* (owned) of @make */
  GDestroyNotify free_data;
  GThread *thread; /* (owned) (nullable): it has ended */
  int stop;        /* (owned) becomes readable when the thread is to end */
  GTask *task;     /* (owned) (nullable) set before that: who waits for the end */
};

/* @fd: to wait for too, or -1
 * Returns: whether the thread is to end */
static gboolean
wait_for (VmistateLogThread *self, int fd, int timeout_msec)
{
  struct pollfd fds[] = { { .fd = self->stop, .events = POLLIN }, { .fd = fd, .events = POLLIN } };

  poll (fds, G_N_ELEMENTS (fds), timeout_msec);
  return fds[0].revents != 0;
}

/* Returns at once, because this was the last that the thread did. */
static void
join (VmistateLogThread *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

static gboolean
ended_cb (gpointer user_data)
{
  VmistateLogThread *self = user_data;

  join (self);
  g_task_return_boolean (self->task, TRUE);
  return G_SOURCE_REMOVE;
}

/* The context may go without ever having been iterated again. */
static void
thread_free (gpointer data)
{
  VmistateLogThread *self = data;

  join (self);
  close (self->stop);
  g_object_unref (self->task);
  self->free_data (self->data);
  g_object_unref (self->context.sink);
  g_free (self->context.id);
  g_free (self);
}

static void
tell_end (VmistateLogThread *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "vmistate log ended");
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ended_cb, self, thread_free);
  g_source_attach (source, g_task_get_context (self->task));
}

/* Returns: whether the thread is to end */
static gboolean
work (VmistateLogThread *self, VmistateLogReader *reader)
{
  if (_vmistate_log_context_is_full (&self->context))
    return wait_for (self, /* fd= */ -1, PAUSE_MSEC);
  if (reader->funcs->read (reader))
    return wait_for (self, /* fd= */ -1, /* timeout_msec= */ 0);
  return wait_for (self, /* fd= */ -1, PAUSE_MSEC)
         || wait_for (self, reader->funcs->get_fd (reader), VMISTATE_LOG_POLL_MSEC);
}

static gpointer
run (gpointer user_data)
{
  VmistateLogThread *self = user_data;
  VmistateLogReader *reader = self->make (&self->context, self->data);

  while (!work (self, reader))
    ;
  reader->funcs->free (reader);
  tell_end (self);
  return NULL;
}

VmistateLogThread *
_vmistate_log_thread_start (const VmistateLogContext *context, VmistateLogMake make, gpointer data,
                            GDestroyNotify free_data)
{
  VmistateLogThread *self = g_new0 (VmistateLogThread, 1);

  self->context = *context;
  self->make = make;
  self->data = data;
  self->free_data = free_data;
  self->stop = eventfd (0, EFD_CLOEXEC);
  self->thread = g_thread_new ("vmistate log", run, self);
  return self;
}

void
_vmistate_log_thread_stop (VmistateLogThread *self, GTask *task)
{
  self->task = task;
  eventfd_write (self->stop, 1);
}
