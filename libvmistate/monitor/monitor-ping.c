/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "derive/ping.h"
#include "monitor.h"

typedef struct
{
  VmistateInstance *instance; /* (owned) */
  gint64 elapsed_usec;
  char *excuse; /* (owned) (nullable) */
} Ping;

static void
ping_free (gpointer data)
{
  Ping *ping = data;

  g_clear_object (&ping->instance);
  g_free (ping->excuse);
  g_free (ping);
}

static VmistateSource *
find_source (VmistateMonitor *self, VmistateInstance *instance)
{
  const VmistateView *view =
      _vmistate_evidence_main_view (_vmistate_instance_get_evidence (instance));

  for (guint i = 0; view != NULL && i < self->sources->len; i++)
    {
      if (g_strcmp0 (vmistate_source_get_id (self->sources->pdata[i]), view->source->id) == 0)
        return self->sources->pdata[i];
    }
  return NULL;
}

static void
ping_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Ping *ping = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  const char *excuse;

  if (vmistate_source_ping_finish (VMISTATE_SOURCE (object), result, &ping->elapsed_usec, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  excuse = _vmistate_derive_ping_excuse (_vmistate_instance_get_evidence (ping->instance), error);
  if (excuse == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  ping->excuse = g_strdup (excuse);
  g_task_return_boolean (task, TRUE);
}

/**
 * vmistate_monitor_ping_async:
 * @self: a running monitor
 * @instance: one of its instances
 * @timeout_msec: how long the guest may take to answer, in milliseconds
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * Asks the guest agent of a VMI for a sign of life (`guest-ping`), as KubeVirt's probe
 * `guestAgentPing` does.
 *
 * A guest that is paused on purpose cannot answer and is healthy all the same: the ping succeeds
 * with an excuse. One that is paused by an I/O error, its watchdog or a crash is not.
 *
 * Completes in: the context of the monitor. Cancelling: ends the waiting with
 * %G_IO_ERROR_CANCELLED; the question itself cannot be taken back.
 *
 * Since: 0.1
 */
void
vmistate_monitor_ping_async (VmistateMonitor *self, VmistateInstance *instance, guint timeout_msec,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  VmistateSource *source;
  Ping *ping;

  g_return_if_fail (VMISTATE_IS_MONITOR (self));
  g_return_if_fail (VMISTATE_IS_INSTANCE (instance));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vmistate_monitor_ping_async);
  ping = g_new0 (Ping, 1);
  ping->instance = g_object_ref (instance);
  g_task_set_task_data (task, ping, ping_free);
  source = self->state == MONITOR_RUNNING ? find_source (self, instance) : NULL;
  if (source == NULL)
    {
      g_task_return_new_error (
          task, VMISTATE_ERROR, VMISTATE_ERROR_UNSUPPORTED, "no source can ask the guest of %s/%s",
          vmistate_instance_get_namespace (instance), vmistate_instance_get_name (instance));
      return;
    }
  vmistate_source_ping_async (source, vmistate_instance_get_uid (instance), timeout_msec,
                              cancellable, ping_cb, g_steal_pointer (&task));
}

/**
 * vmistate_monitor_ping_finish:
 * @self: a monitor
 * @result: what the callback was given
 * @elapsed_usec: (out) (optional): how long the answer took, in microseconds; 0 with an excuse
 * @excuse: (out) (optional) (nullable) (transfer full): %NULL if the guest answered, else why it
 *   is healthy without an answer
 * @error: return location for an error
 *
 * Finishes [method@Monitor.ping_async].
 *
 * Fails as [method@Source.ping_finish] does, and with %VMISTATE_ERROR_UNSUPPORTED if the monitor
 * has no running source for the VMI, as in a replay.
 *
 * Returns: %TRUE if the guest is healthy, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_monitor_ping_finish (VmistateMonitor *self, GAsyncResult *result, gint64 *elapsed_usec,
                              char **excuse, GError **error)
{
  Ping *ping;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  ping = g_task_get_task_data (G_TASK (result));
  if (elapsed_usec != NULL)
    *elapsed_usec = ping->elapsed_usec;
  if (excuse != NULL)
    *excuse = g_steal_pointer (&ping->excuse);
  return g_task_propagate_boolean (G_TASK (result), error);
}
