/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sampler.h"

#include "sources/alarm.h"
#include "sources/event-loop.h"

/* How long libvirt may take to let go of what it no longer needs. */
#define GOODBYE_MSEC 1000

#define BOOT_ID "/proc/sys/kernel/random/boot_id"

static void
sampler_free (VmistateSampler *self)
{
  g_clear_pointer (&self->domains, g_hash_table_unref);
  g_clear_pointer (&self->retired, g_ptr_array_unref);
  g_clear_pointer (&self->unsupported, g_ptr_array_unref);
  g_clear_pointer (&self->inside_calls, g_ptr_array_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->rates, g_ptr_array_unref);
  g_clear_pointer (&self->jitter, g_rand_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->board, _vmistate_report_board_unref);
  g_clear_object (&self->sink);
  g_free (self->lost_message);
  g_free (self->uri);
  g_free (self->id);
  g_free (self->clock_id);
  g_free (self);
}

gboolean
_vmistate_sampler_is_stopping (VmistateSampler *self)
{
  return g_atomic_int_get (&self->stopping);
}

void
_vmistate_sampler_clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

GSource *
_vmistate_sampler_add_timer (VmistateSampler *self, guint msec, GSourceFunc func,
                             gpointer user_data, const char *name)
{
  GSource *source = g_timeout_source_new (msec);

  g_source_set_static_name (source, name);
  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, self->context);
  return source;
}

/* The thread */

/* As with the libvirt source: only where it was stopped can the thread be joined. */
static gboolean
ended_cb (gpointer user_data)
{
  VmistateSampler *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->stop);

  g_thread_join (self->thread);
  sampler_free (self);
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
tell_ended (VmistateSampler *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "vmistate sampler ended");
  g_source_set_callback (source, ended_cb, self, NULL);
  g_source_attach (source, g_task_get_context (self->stop));
}

static void
end_if_idle (VmistateSampler *self)
{
  if (self->is_ending && _vmistate_workers_get_n_pending (self->outside_worker) == 0
      && _vmistate_workers_get_n_pending (self->inside_workers) == 0)
    g_main_loop_quit (self->loop);
}

static gboolean
pump_cb (gpointer user_data)
{
  _vmistate_sampler_pump (user_data);
  end_if_idle (user_data);
  return G_SOURCE_CONTINUE;
}

static void
open_workers (VmistateSampler *self)
{
  self->timer = _vmistate_alarm_new (self->context, "vmistate-sampler-time", pump_cb, self);
  self->outside_worker = _vmistate_workers_new (
      self->context, 1, "vmistate-look", (VmistateWorkFunc) _vmistate_call_run,
      (GDestroyNotify) _vmistate_call_free, pump_cb, self);
  self->inside_workers = _vmistate_workers_new (
      self->context, self->n_shards, "vmistate-stats", (VmistateWorkFunc) _vmistate_call_run,
      (GDestroyNotify) _vmistate_call_free, pump_cb, self);
}

/* The event loop must still run while this happens: libvirt closes its sockets from there, some of
 * them only the second time it comes round. */
static void
say_goodbye (VmistateSampler *self)
{
  _vmistate_sampler_disconnect (self);
  g_clear_pointer (&self->outside_worker, _vmistate_workers_free);
  g_clear_pointer (&self->inside_workers, _vmistate_workers_free);
  g_clear_pointer (&self->surveyor, _vmistate_surveyor_free);
  _vmistate_alarm_clear (&self->timer);
  if (_vmistate_heart_wait (self->heart, GOODBYE_MSEC))
    _vmistate_heart_wait (self->heart, GOODBYE_MSEC);
  g_clear_pointer (&self->heart, _vmistate_heart_free);
}

static gpointer
run_sampler (gpointer data)
{
  VmistateSampler *self = data;
  g_autoptr (GMainContextPusher) pusher = g_main_context_pusher_new (self->context);

  self->heart = _vmistate_heart_new (/* interval_msec= */ -1);
  open_workers (self);
  _vmistate_sampler_connect (self);
  _vmistate_sampler_pump (self);
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
  sampler_free (self);
  return NULL;
}

static char *
read_clock_id (void)
{
  char *text = NULL;

  return g_file_get_contents (BOOT_ID, &text, NULL, NULL) ? g_strchomp (text) : g_strdup ("");
}

static VmistateSampler *
sampler_new (const VmistateSamplerOptions *options, VmistateSink *sink)
{
  VmistateSampler *self = g_new0 (VmistateSampler, 1);

  self->uri = g_strdup (options->uri);
  self->id = g_strdup (options->id);
  self->clock_id = read_clock_id ();
  self->period_usec = options->period_msec * G_GINT64_CONSTANT (1000);
  self->deadline_usec = options->deadline_msec * G_GINT64_CONSTANT (1000);
  self->n_shards = options->n_shards;
  self->groups = options->groups;
  self->board = _vmistate_report_board_ref (options->board);
  self->sink = g_object_ref (sink);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, /* is_running= */ FALSE);
  self->retired = g_ptr_array_new_with_free_func (_vmistate_event_target_unref);
  self->unsupported = g_ptr_array_new_with_free_func (g_free);
  self->inside_calls = g_ptr_array_new ();
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) _vmistate_call_free);
  self->rates = g_ptr_array_new_with_free_func (_vmistate_rate_request_free);
  self->domains =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _vmistate_sampled_domain_free);
  self->jitter = g_rand_new ();
  g_queue_init (&self->outside_todo);
  g_queue_init (&self->inside_todo);
  return self;
}

VmistateSampler *
_vmistate_sampler_start (const VmistateSamplerOptions *options, VmistateSink *sink, GError **error)
{
  g_autoptr (GError) local = NULL;
  VmistateSampler *self;

  if (!_vmistate_event_loop_acquire (error))
    return NULL;
  self = sampler_new (options, sink);
  self->thread = g_thread_try_new ("vmistate-sampler", run_sampler, self, &local);
  if (self->thread != NULL)
    return self;
  g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_FAILED, local->message);
  sampler_free (self);
  _vmistate_event_loop_release ();
  return NULL;
}

/* Stopping: first the workers, which may be inside libvirt, then the connections. */

static gboolean
stop_cb (gpointer user_data)
{
  VmistateSampler *self = user_data;

  self->is_ending = TRUE;
  g_source_set_ready_time (self->timer, -1);
  _vmistate_sampler_clear_source (&self->reconnect);
  _vmistate_sampler_abort_pass (self);
  _vmistate_sampler_drop_rates (self, "the source is being stopped");
  end_if_idle (self);
  return G_SOURCE_REMOVE;
}

void
_vmistate_sampler_stop (VmistateSampler *self, GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  self->stop = task;
  g_atomic_int_set (&self->stopping, TRUE);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, stop_cb, self, NULL);
  g_source_attach (source, self->context);
}
