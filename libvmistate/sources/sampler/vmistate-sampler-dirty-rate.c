/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sampler-source.h"
#include "sources/waiter.h"

#define MIN_SECONDS 1
#define MAX_SECONDS 60 /* libvirt's own limits */

static void
relay_object (GTask *from, GTask *to)
{
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (from, &error);

  if (error != NULL)
    g_task_return_error (to, error);
  else
    g_task_return_pointer (to, value, g_object_unref);
}

/**
 * vmistate_sampler_source_measure_dirty_rate_async:
 * @self: a sampler source
 * @uid: UID of the VMI, as the facts of this source have it
 * @seconds: how long to measure, from 1 to 60 seconds
 * @cancellable: (nullable): to stop waiting
 * @callback: (scope async): called with the result
 * @user_data: for @callback
 *
 * Measures how fast the guest changes its memory. The hypervisor counts for so many seconds, which
 * costs the guest a little; it is never done but for this.
 *
 * Completes in: the thread-default context of the caller. Cancelling: ends the waiting with
 * %G_IO_ERROR_CANCELLED; the hypervisor goes on counting to the end.
 *
 * Since: 0.1
 */
void
vmistate_sampler_source_measure_dirty_rate_async (VmistateSamplerSource *self, const char *uid,
                                                  guint seconds, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (VMISTATE_IS_SAMPLER_SOURCE (self));
  g_return_if_fail (uid != NULL);
  g_return_if_fail (seconds >= MIN_SECONDS && seconds <= MAX_SECONDS);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vmistate_sampler_source_measure_dirty_rate_async);
  if (self->sampler == NULL)
    {
      g_task_return_new_error (task, VMISTATE_ERROR, VMISTATE_ERROR_CLOSED, "%s is not started",
                               self->id);
      return;
    }
  _vmistate_sampler_measure_dirty_rate (
      self->sampler, uid, seconds,
      _vmistate_waiter_new (task, cancellable, /* timeout_msec= */ 0, relay_object));
}

/**
 * vmistate_sampler_source_measure_dirty_rate_finish:
 * @self: a sampler source
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes [method@SamplerSource.measure_dirty_rate_async].
 *
 * Fails with %VMISTATE_ERROR_NOT_FOUND if the source has not sampled such a VMI,
 * %VMISTATE_ERROR_DENIED if its connection may only read, %VMISTATE_ERROR_UNSUPPORTED if the
 * hypervisor cannot do it, %VMISTATE_ERROR_FAILED if the VMI is in quarantine, busy or not running,
 * %VMISTATE_ERROR_TIMEOUT if there is no result in time, %VMISTATE_ERROR_CONNECTION if the source
 * is lost, %VMISTATE_ERROR_CLOSED if it is not started.
 *
 * Returns: (transfer full): a sample with nothing but [method@Sample.get_dirty_rate]
 *
 * Since: 0.1
 */
VmistateSample *
vmistate_sampler_source_measure_dirty_rate_finish (VmistateSamplerSource *self,
                                                   GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_SOURCE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
