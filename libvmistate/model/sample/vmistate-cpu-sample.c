/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cpu-sample.h"

/**
 * VmistateCpuSample:
 *
 * Processor time of a domain, as the host counts it: of all its threads together.
 *
 * Times only grow while the hypervisor process lives. They are in whole microseconds; what libvirt
 * tells beyond that is cut off.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [CPU_SAMPLE_TIME_USEC] = { "timeUsec", VMISTATE_FIELD_UINT64 },
  [CPU_SAMPLE_USER_USEC] = { "userUsec", VMISTATE_FIELD_UINT64 },
  [CPU_SAMPLE_SYSTEM_USEC] = { "systemUsec", VMISTATE_FIELD_UINT64 },
  [CPU_SAMPLE_HALTPOLL_SUCCESS_USEC] = { "haltpollSuccessUsec", VMISTATE_FIELD_UINT64 },
  [CPU_SAMPLE_HALTPOLL_FAIL_USEC] = { "haltpollFailUsec", VMISTATE_FIELD_UINT64 },
  [CPU_SAMPLE_CACHE_MONITORS] = { "cacheMonitors", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                                  vmistate_cache_monitor_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateCpuSample, vmistate_cpu_sample, fields, CPU_SAMPLE_N_FIELDS)

/**
 * vmistate_cpu_sample_get_time_usec:
 * @self: a sample
 * @value: (out) (optional): return location for the time, or 0
 *
 * Processor time that the domain used, in microseconds; JSON member `timeUsec`. Told by libvirt as
 * `cpu.time`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cpu_sample_get_time_usec (VmistateCpuSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, CPU_SAMPLE_TIME_USEC, value);
}

/**
 * vmistate_cpu_sample_get_user_usec:
 * @self: a sample
 * @value: (out) (optional): return location for the time, or 0
 *
 * Part of it that was spent outside of the host's kernel, in microseconds; JSON member `userUsec`.
 * Told by libvirt as `cpu.user`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cpu_sample_get_user_usec (VmistateCpuSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, CPU_SAMPLE_USER_USEC, value);
}

/**
 * vmistate_cpu_sample_get_system_usec:
 * @self: a sample
 * @value: (out) (optional): return location for the time, or 0
 *
 * Part of it that was spent in the host's kernel, in microseconds; JSON member `systemUsec`. Told
 * by libvirt as `cpu.system`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cpu_sample_get_system_usec (VmistateCpuSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, CPU_SAMPLE_SYSTEM_USEC, value);
}

/**
 * vmistate_cpu_sample_get_haltpoll_success_usec:
 * @self: a sample
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time for which a vCPU that had halted was polled and woke meanwhile, in microseconds; JSON member
 * `haltpollSuccessUsec`. Told by libvirt as `cpu.haltpoll.success.time`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cpu_sample_get_haltpoll_success_usec (VmistateCpuSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, CPU_SAMPLE_HALTPOLL_SUCCESS_USEC, value);
}

/**
 * vmistate_cpu_sample_get_haltpoll_fail_usec:
 * @self: a sample
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time for which a vCPU that had halted was polled in vain, in microseconds; JSON member
 * `haltpollFailUsec`. Told by libvirt as `cpu.haltpoll.fail.time`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cpu_sample_get_haltpoll_fail_usec (VmistateCpuSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, CPU_SAMPLE_HALTPOLL_FAIL_USEC, value);
}

/**
 * vmistate_cpu_sample_get_cache_monitors:
 * @self: a sample
 *
 * Monitors of the processor's cache; JSON member `cacheMonitors`. Told by libvirt as
 * `cpu.cache.monitor`.
 *
 * Returns: (element-type VmistateCacheMonitor) (transfer none) (nullable): the monitors, which must
 * not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_cpu_sample_get_cache_monitors (VmistateCpuSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, CPU_SAMPLE_CACHE_MONITORS);
}
