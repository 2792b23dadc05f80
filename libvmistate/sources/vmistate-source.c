/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-source.h>

/**
 * VmistateSource:
 *
 * Where facts come from: a libvirt connection, a recording, a program.
 *
 * A source does all its I/O on threads or main contexts of its own and gives what it sees to a
 * [class@Sink]. It can be implemented in any language; only `get_id` and `start` are required. A
 * source is given to one [class@Monitor] once.
 *
 * Losing the other side is not an error of the source: it stays started, emits a fact of kind
 * %VMISTATE_FACT_KIND_SOURCE that says so, tries again, and says when it is back.
 *
 * Lives in: the context of the monitor it was added to. Signals: none. May be read from any
 * thread: only its id.
 *
 * Since: 0.1
 */

G_DEFINE_INTERFACE (VmistateSource, vmistate_source, G_TYPE_OBJECT)

static void
vmistate_source_default_init (VmistateSourceInterface *iface G_GNUC_UNUSED)
{
}

/**
 * vmistate_source_get_id:
 * @self: a source
 *
 * A text that names the source among all sources of a program and stays the same from run to
 * run, such as `libvirt:qemu:///system`. It stands in every fact and stamp.
 *
 * Returns: the id
 *
 * Since: 0.1
 */
const char *
vmistate_source_get_id (VmistateSource *self)
{
  g_return_val_if_fail (VMISTATE_IS_SOURCE (self), NULL);

  return VMISTATE_SOURCE_GET_IFACE (self)->get_id (self);
}

/**
 * vmistate_source_start:
 * @self: a source
 * @sink: where its facts go, from any thread
 * @error: return location for an error
 *
 * Begins to observe. Returns at once; what happens from then on is told in facts. Called by the
 * monitor.
 *
 * Fails only for what no waiting can heal: %VMISTATE_ERROR_INVALID_DATA for a file or URI that
 * makes no sense, %VMISTATE_ERROR_NOT_FOUND for a file that is not there,
 * %VMISTATE_ERROR_EVENT_LOOP if the program has no libvirt event loop.
 *
 * Returns: %TRUE if the source runs, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_source_start (VmistateSource *self, VmistateSink *sink, GError **error)
{
  g_return_val_if_fail (VMISTATE_IS_SOURCE (self), FALSE);
  g_return_val_if_fail (VMISTATE_IS_SINK (sink), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return VMISTATE_SOURCE_GET_IFACE (self)->start (self, sink, error);
}

/**
 * vmistate_source_stop_async:
 * @self: a source
 * @cancellable: (nullable): to stop waiting
 * @callback: (scope async): called when nothing of the source is left running
 * @user_data: for @callback
 *
 * Ends observing. After it finished the source emits nothing and has no thread, file descriptor
 * or event source. Called by the monitor.
 *
 * Completes in: the thread-default context of the caller. Cancelling: ends the waiting with
 * %G_IO_ERROR_CANCELLED; the source goes on stopping by itself and emits nothing more.
 *
 * Since: 0.1
 */
void
vmistate_source_stop_async (VmistateSource *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  VmistateSourceInterface *iface;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (VMISTATE_IS_SOURCE (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = VMISTATE_SOURCE_GET_IFACE (self);
  if (iface->stop_async != NULL)
    {
      iface->stop_async (self, cancellable, callback, user_data);
      return;
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vmistate_source_stop_async);
  g_task_return_boolean (task, TRUE);
}

/**
 * vmistate_source_stop_finish:
 * @self: a source
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes [method@Source.stop_async]. Fails only when the waiting was cancelled.
 *
 * Returns: %TRUE if the source is stopped, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_source_stop_finish (VmistateSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (VMISTATE_IS_SOURCE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (g_async_result_is_tagged (result, vmistate_source_stop_async))
    return g_task_propagate_boolean (G_TASK (result), error);
  return VMISTATE_SOURCE_GET_IFACE (self)->stop_finish (self, result, error);
}

/**
 * vmistate_source_ping_async:
 * @self: a source
 * @uid: UID of the VMI, as the facts of this source have it
 * @timeout_msec: how long to wait for the guest, in milliseconds
 * @cancellable: (nullable): to give up
 * @callback: (scope async): called with the answer
 * @user_data: for @callback
 *
 * Asks the guest agent of one VMI for a sign of life (`guest-ping`). Called by the monitor; see
 * [method@Monitor.ping_async] for what a failure means.
 *
 * Completes in: the thread-default context of the caller. Cancelling: ends the waiting with
 * %G_IO_ERROR_CANCELLED; the question itself cannot be taken back.
 *
 * Since: 0.1
 */
void
vmistate_source_ping_async (VmistateSource *self, const char *uid, guint timeout_msec,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  VmistateSourceInterface *iface;

  g_return_if_fail (VMISTATE_IS_SOURCE (self));
  g_return_if_fail (uid != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  iface = VMISTATE_SOURCE_GET_IFACE (self);
  if (iface->ping_async != NULL)
    iface->ping_async (self, uid, timeout_msec, cancellable, callback, user_data);
  else
    g_task_report_new_error (self, callback, user_data, vmistate_source_ping_async, VMISTATE_ERROR,
                             VMISTATE_ERROR_UNSUPPORTED, "%s cannot ask a guest agent",
                             vmistate_source_get_id (self));
}

/**
 * vmistate_source_ping_finish:
 * @self: a source
 * @result: what the callback was given
 * @elapsed_usec: (out) (optional): how long the answer took, in microseconds
 * @error: return location for an error
 *
 * Finishes [method@Source.ping_async].
 *
 * Fails with %VMISTATE_ERROR_UNSUPPORTED if the source or the VMI has no agent,
 * %VMISTATE_ERROR_TIMEOUT if the agent did not answer in time, %VMISTATE_ERROR_NOT_FOUND if the
 * source does not know the VMI, %VMISTATE_ERROR_CONNECTION if the source is lost,
 * %VMISTATE_ERROR_FAILED if the guest cannot be asked now.
 *
 * Returns: %TRUE if the agent answered, %FALSE with @error set
 *
 * Since: 0.1
 */
gboolean
vmistate_source_ping_finish (VmistateSource *self, GAsyncResult *result, gint64 *elapsed_usec,
                             GError **error)
{
  g_return_val_if_fail (VMISTATE_IS_SOURCE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (elapsed_usec != NULL)
    *elapsed_usec = 0;
  if (g_async_result_is_tagged (result, vmistate_source_ping_async))
    return g_task_propagate_boolean (G_TASK (result), error);
  return VMISTATE_SOURCE_GET_IFACE (self)->ping_finish (self, result, elapsed_usec, error);
}
