/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Starting and stopping the sources of a monitor. */

#include "config.h"

#include "monitor.h"
#include "sink.h"

gboolean
_vmistate_monitor_start_source (VmistateMonitor *self, VmistateSource *source, GError **error)
{
  g_autoptr (VmistateSink) sink = _vmistate_sink_new (self->inbox);

  return vmistate_source_start (source, sink, error);
}

/* Nobody waits: the sources end in the background. */
static void
stop_first (VmistateMonitor *self, guint n_sources)
{
  for (guint i = 0; i < n_sources; i++)
    vmistate_source_stop_async (self->sources->pdata[i], /* cancellable= */ NULL,
                                /* callback= */ NULL, /* user_data= */ NULL);
}

void
_vmistate_monitor_abandon (VmistateMonitor *self)
{
  if (self->state == MONITOR_RUNNING)
    stop_first (self, self->sources->len);
  self->state = MONITOR_STOPPED;
  _vmistate_monitor_close_inbox (self);
}

/**
 * vmistate_monitor_start_async:
 * @self: a monitor that was not started yet
 * @cancellable: (nullable): has no effect, because starting does not wait for anything
 * @callback: (scope async) (nullable): called when the sources run
 * @user_data: for @callback
 *
 * Starts all sources. That they run does not mean that they have reached their other side: see
 * [property@Monitor:synced].
 *
 * Completes in: the context of the monitor.
 *
 * Since: 0.1
 */
void
vmistate_monitor_start_async (VmistateMonitor *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (VMISTATE_IS_MONITOR (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  g_return_if_fail (self->state == MONITOR_IDLE);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vmistate_monitor_start_async);
  self->state = MONITOR_RUNNING;
  _vmistate_monitor_open_inbox (self);
  for (guint i = 0; i < self->sources->len; i++)
    {
      if (_vmistate_monitor_start_source (self, self->sources->pdata[i], &error))
        continue;
      stop_first (self, i);
      self->state = MONITOR_STOPPED;
      _vmistate_monitor_close_inbox (self);
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * vmistate_monitor_start_finish:
 * @self: a monitor
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes [method@Monitor.start_async]. If one source cannot be started none is, and the monitor
 * is stopped; the errors are those of [method@Source.start].
 *
 * Returns: %TRUE if all sources run, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_monitor_start_finish (VmistateMonitor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One task waits for all sources; its data counts those still stopping. */
typedef struct
{
  guint pending;
  GError *error; /* (owned) (nullable) the first one */
} StopWait;

static void
stop_wait_free (gpointer data)
{
  StopWait *wait = data;

  g_clear_error (&wait->error);
  g_free (wait);
}

static void
complete_stop (GTask *task)
{
  VmistateMonitor *self = g_task_get_source_object (task);
  StopWait *wait = g_task_get_task_data (task);

  self->state = MONITOR_STOPPED;
  if (wait->error != NULL)
    g_task_return_error (task, g_steal_pointer (&wait->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
source_stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  StopWait *wait = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!vmistate_source_stop_finish (VMISTATE_SOURCE (object), result, &error)
      && wait->error == NULL)
    wait->error = g_steal_pointer (&error);
  wait->pending--;
  if (wait->pending == 0)
    complete_stop (task);
}

/**
 * vmistate_monitor_stop_async:
 * @self: a monitor
 * @cancellable: (nullable): to stop waiting
 * @callback: (scope async) (nullable): called when everything has ended
 * @user_data: for @callback
 *
 * Stops all sources. From this call on nothing is told any more; the list stays as it was. A
 * stopped monitor cannot be started again.
 *
 * A call that hangs in a hung hypervisor cannot be taken back: stopping waits for it. Where that
 * must not be waited for, cancel: the rest then ends in the background.
 *
 * Completes in: the context of the monitor. Cancelling: ends the waiting with
 * %G_IO_ERROR_CANCELLED.
 *
 * Since: 0.1
 */
void
vmistate_monitor_stop_async (VmistateMonitor *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  StopWait *wait;

  g_return_if_fail (VMISTATE_IS_MONITOR (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, /* cancellable= */ NULL, callback, user_data);
  g_task_set_source_tag (task, vmistate_monitor_stop_async);
  wait = g_new0 (StopWait, 1);
  g_task_set_task_data (task, wait, stop_wait_free);
  if (self->state == MONITOR_RUNNING)
    wait->pending = self->sources->len;
  self->state = MONITOR_STOPPING;
  _vmistate_monitor_close_inbox (self);
  if (wait->pending == 0)
    {
      complete_stop (task);
      return;
    }
  for (guint i = 0; i < self->sources->len; i++)
    vmistate_source_stop_async (self->sources->pdata[i], cancellable, source_stopped_cb,
                                g_object_ref (task));
}

/**
 * vmistate_monitor_stop_finish:
 * @self: a monitor
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes [method@Monitor.stop_async]. Fails only with %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if nothing is left running, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_monitor_stop_finish (VmistateMonitor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
