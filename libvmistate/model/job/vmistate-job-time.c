/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How long a job took and will take. */

#include "config.h"

#include "job.h"

/**
 * vmistate_job_get_elapsed_msec:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Milliseconds since the job began, or that it took; JSON member `elapsedMsec`. Told by libvirt as
 * `time_elapsed`. Any job has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_elapsed_msec (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_ELAPSED_MSEC, value);
}

/**
 * vmistate_job_get_elapsed_net_msec:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * The same without handing over to the other host, in milliseconds; JSON member `elapsedNetMsec`.
 * Told by libvirt as `time_elapsed_net`. Only a migration has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_elapsed_net_msec (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_ELAPSED_NET_MSEC, value);
}

/**
 * vmistate_job_get_remaining_msec:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Milliseconds that the job will still take; JSON member `remainingMsec`. Told by libvirt as
 * `time_remaining`. Only a job of type %VMISTATE_JOB_TYPE_BOUNDED has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_remaining_msec (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_REMAINING_MSEC, value);
}

/**
 * vmistate_job_get_downtime_msec:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Milliseconds that the guest stands still: expected while it runs, measured when it has ended;
 * JSON member `downtimeMsec`. Told by libvirt as `downtime`. Only a migration has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_downtime_msec (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DOWNTIME_MSEC, value);
}

/**
 * vmistate_job_get_downtime_net_msec:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * The same without handing over to the other host, in milliseconds; JSON member `downtimeNetMsec`.
 * Told by libvirt as `downtime_net`. Only a migration has it.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_downtime_net_msec (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_DOWNTIME_NET_MSEC, value);
}

/**
 * vmistate_job_get_setup_msec:
 * @self: a job
 * @value: (out) (optional): return location for the number, or 0
 *
 * Milliseconds of preparation, before the first round; JSON member `setupMsec`. Told by libvirt as
 * `setup_time`. Only a migration, save, dump or snapshot has it, once that is over.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_job_get_setup_msec (VmistateJob *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_JOB (self), FALSE);

  return _vmistate_record_get_uint64 (self, JOB_SETUP_MSEC, value);
}
