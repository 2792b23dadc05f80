/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "host.h"

#include "sources/alarm.h"
#include "sources/event-loop.h"

/* How long libvirt may take to let go of what it no longer needs. */
#define GOODBYE_MSEC 1000

static void
host_free (VmistateHost *self)
{
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->pools, g_ptr_array_unref);
  g_clear_object (&self->info);
  g_clear_pointer (&self->jitter, g_rand_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->sink);
  g_free (self->lost_message);
  g_free (self->hypervisor_version);
  g_free (self->uri);
  g_free (self->id);
  g_free (self);
}

gboolean
_vmistate_host_is_stopping (VmistateHost *self)
{
  return g_atomic_int_get (&self->stopping);
}

/* The thread */

/* As with the libvirt source: only where it was stopped can the thread be joined. */
static gboolean
ended_cb (gpointer user_data)
{
  VmistateHost *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->stop);

  g_thread_join (self->thread);
  host_free (self);
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
tell_ended (VmistateHost *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "vmistate host ended");
  g_source_set_callback (source, ended_cb, self, NULL);
  g_source_attach (source, g_task_get_context (self->stop));
}

static gboolean
pump_cb (gpointer user_data)
{
  VmistateHost *self = user_data;

  _vmistate_host_pump (self);
  if (self->is_ending && _vmistate_workers_get_n_pending (self->workers) == 0)
    g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

/* The event loop must still run while this happens: libvirt closes its sockets from there, some of
 * them only the second time it comes round. */
static void
say_goodbye (VmistateHost *self)
{
  g_clear_pointer (&self->workers, _vmistate_workers_free);
  if (_vmistate_heart_wait (self->heart, GOODBYE_MSEC))
    _vmistate_heart_wait (self->heart, GOODBYE_MSEC);
  g_clear_pointer (&self->heart, _vmistate_heart_free);
  _vmistate_alarm_clear (&self->timer);
  _vmistate_host_lanes_clear (self);
}

static gpointer
run_host (gpointer data)
{
  VmistateHost *self = data;
  g_autoptr (GMainContextPusher) pusher = g_main_context_pusher_new (self->context);

  self->heart = _vmistate_heart_new (/* interval_msec= */ -1);
  self->timer = _vmistate_alarm_new (self->context, "vmistate-host-time", pump_cb, self);
  /* Twice as many: those that hang with a connection that was given up, and as many new ones. */
  self->workers =
      _vmistate_workers_new (self->context, 2 * VMISTATE_HOST_MAX_LANES, "vmistate-host-c",
                             _vmistate_host_job_run, _vmistate_host_job_free, pump_cb, self);
  _vmistate_host_lanes_init (self);
  _vmistate_host_pump (self);
  g_main_loop_run (self->loop);
  say_goodbye (self);
  _vmistate_event_loop_release ();
  while (g_main_context_iteration (self->context, /* may_block= */ FALSE))
    ;
  g_clear_pointer (&pusher, g_main_context_pusher_free);
  if (self->stop != NULL)
    {
      tell_ended (self);
      return NULL;
    }
  g_thread_unref (self->thread);
  host_free (self);
  return NULL;
}

static VmistateHost *
host_new (const VmistateHostOptions *options, VmistateSink *sink)
{
  VmistateHost *self = g_new0 (VmistateHost, 1);

  self->uri = g_strdup (options->uri);
  self->id = g_strdup (options->id);
  self->interval_usec = options->interval_msec * G_GINT64_CONSTANT (1000);
  self->deadline_usec = options->deadline_msec * G_GINT64_CONSTANT (1000);
  self->sink = g_object_ref (sink);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, /* is_running= */ FALSE);
  self->pools = g_ptr_array_new_with_free_func (g_object_unref);
  self->jitter = g_rand_new ();
  return self;
}

VmistateHost *
_vmistate_host_start (const VmistateHostOptions *options, VmistateSink *sink, GError **error)
{
  g_autoptr (GError) local = NULL;
  VmistateHost *self;

  if (!_vmistate_event_loop_acquire (error))
    return NULL;
  self = host_new (options, sink);
  self->thread = g_thread_try_new ("vmistate-host", run_host, self, &local);
  if (self->thread != NULL)
    return self;
  g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_FAILED, local->message);
  host_free (self);
  _vmistate_event_loop_release ();
  return NULL;
}

/* Stopping: what hangs is waited for, because it has a thread of ours. */

static gboolean
stop_cb (gpointer user_data)
{
  VmistateHost *self = user_data;

  self->is_ending = TRUE;
  g_source_set_ready_time (self->timer, -1);
  _vmistate_host_abort_pass (self);
  _vmistate_host_disconnect (self);
  _vmistate_workers_wake (self->workers);
  return G_SOURCE_REMOVE;
}

void
_vmistate_host_stop (VmistateHost *self, GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  self->stop = task;
  g_atomic_int_set (&self->stopping, TRUE);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, stop_cb, self, NULL);
  g_source_attach (source, self->context);
}
