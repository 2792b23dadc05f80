/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "iothread-sample.h"

/**
 * VmistateIothreadSample:
 *
 * How one I/O thread of a domain polls.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [IOTHREAD_SAMPLE_ID] = { "id", VMISTATE_FIELD_UINT32 },
  [IOTHREAD_SAMPLE_POLL_MAX_NSEC] = { "pollMaxNsec", VMISTATE_FIELD_UINT64 },
  [IOTHREAD_SAMPLE_POLL_GROW] = { "pollGrow", VMISTATE_FIELD_UINT32 },
  [IOTHREAD_SAMPLE_POLL_SHRINK] = { "pollShrink", VMISTATE_FIELD_UINT32 },
};

VMISTATE_DEFINE_RECORD (VmistateIothreadSample, vmistate_iothread_sample, fields,
                        IOTHREAD_SAMPLE_N_FIELDS)

/**
 * vmistate_iothread_sample_get_id:
 * @self: an I/O thread
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the thread in the domain; JSON member `id`. Told by libvirt as `iothread.ID`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_iothread_sample_get_id (VmistateIothreadSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_IOTHREAD_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, IOTHREAD_SAMPLE_ID, value);
}

/**
 * vmistate_iothread_sample_get_poll_max_nsec:
 * @self: an I/O thread
 * @value: (out) (optional): return location for the time, or 0
 *
 * Longest time for which it polls before it sleeps, in nanoseconds; 0 does not poll; JSON member
 * `pollMaxNsec`. Told by libvirt as `iothread.ID.poll-max-ns`. A setting of the hypervisor, which
 * is given in nanoseconds and mostly is no whole number of microseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_iothread_sample_get_poll_max_nsec (VmistateIothreadSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_IOTHREAD_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, IOTHREAD_SAMPLE_POLL_MAX_NSEC, value);
}

/**
 * vmistate_iothread_sample_get_poll_grow:
 * @self: an I/O thread
 * @value: (out) (optional): return location for the number, or 0
 *
 * Factor by which that time grows while polling pays, or 0 for the hypervisor's own choice; JSON
 * member `pollGrow`. Told by libvirt as `iothread.ID.poll-grow`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_iothread_sample_get_poll_grow (VmistateIothreadSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_IOTHREAD_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, IOTHREAD_SAMPLE_POLL_GROW, value);
}

/**
 * vmistate_iothread_sample_get_poll_shrink:
 * @self: an I/O thread
 * @value: (out) (optional): return location for the number, or 0
 *
 * Divisor by which that time shrinks while polling does not pay, or 0 for the hypervisor's own
 * choice; JSON member `pollShrink`. Told by libvirt as `iothread.ID.poll-shrink`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_iothread_sample_get_poll_shrink (VmistateIothreadSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_IOTHREAD_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, IOTHREAD_SAMPLE_POLL_SHRINK, value);
}
