/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "vcpu-sample.h"

/**
 * VmistateVcpuSample:
 *
 * What one vCPU of a domain did.
 *
 * Times only grow while the vCPU is plugged in. They are in whole microseconds; what libvirt tells
 * beyond that is cut off.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [VCPU_SAMPLE_ID] = { "id", VMISTATE_FIELD_UINT32 },
  [VCPU_SAMPLE_STATE] = { "state", VMISTATE_FIELD_INT32 },
  [VCPU_SAMPLE_TIME_USEC] = { "timeUsec", VMISTATE_FIELD_UINT64 },
  [VCPU_SAMPLE_WAIT_USEC] = { "waitUsec", VMISTATE_FIELD_UINT64 },
  [VCPU_SAMPLE_DELAY_USEC] = { "delayUsec", VMISTATE_FIELD_UINT64 },
  [VCPU_SAMPLE_HALTED] = { "halted", VMISTATE_FIELD_BOOLEAN },
  [VCPU_SAMPLE_HOST_CPU] = { "hostCpu", VMISTATE_FIELD_UINT32 },
  [VCPU_SAMPLE_KVM_COUNTERS] = { "kvmCounters", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                                 vmistate_kvm_counter_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateVcpuSample, vmistate_vcpu_sample, fields, VCPU_SAMPLE_N_FIELDS)

/**
 * vmistate_vcpu_sample_get_id:
 * @self: a vCPU
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the vCPU, from 0; there may be holes; JSON member `id`. Told by libvirt as `vcpu.N`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_sample_get_id (VmistateVcpuSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, VCPU_SAMPLE_ID, value);
}

/**
 * vmistate_vcpu_sample_get_state:
 * @self: a vCPU
 * @value: (out) (optional): return location for the number, or 0
 *
 * 0 it is offline, 1 it runs or could run, 2 it waits for something; JSON member `state`. Told by
 * libvirt as `vcpu.N.state`, a virVcpuState.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_sample_get_state (VmistateVcpuSample *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_int32 (self, VCPU_SAMPLE_STATE, value);
}

/**
 * vmistate_vcpu_sample_get_time_usec:
 * @self: a vCPU
 * @value: (out) (optional): return location for the time, or 0
 *
 * Processor time that it used, in microseconds; JSON member `timeUsec`. Told by libvirt as
 * `vcpu.N.time`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_sample_get_time_usec (VmistateVcpuSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, VCPU_SAMPLE_TIME_USEC, value);
}

/**
 * vmistate_vcpu_sample_get_wait_usec:
 * @self: a vCPU
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time for which it waited for input or output, in microseconds; JSON member `waitUsec`. Told by
 * libvirt as `vcpu.N.wait`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_sample_get_wait_usec (VmistateVcpuSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, VCPU_SAMPLE_WAIT_USEC, value);
}

/**
 * vmistate_vcpu_sample_get_delay_usec:
 * @self: a vCPU
 * @value: (out) (optional): return location for the time, or 0
 *
 * Time for which it could run but another thread of the host did, in microseconds; the guest calls
 * it steal time; JSON member `delayUsec`. Told by libvirt as `vcpu.N.delay`, in nanoseconds.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_sample_get_delay_usec (VmistateVcpuSample *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint64 (self, VCPU_SAMPLE_DELAY_USEC, value);
}

/**
 * vmistate_vcpu_sample_get_halted:
 * @self: a vCPU
 * @value: (out) (optional): return location for the answer
 *
 * Whether the guest has halted it until something happens; JSON member `halted`. Told by libvirt as
 * `vcpu.N.halted`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_sample_get_halted (VmistateVcpuSample *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_boolean (self, VCPU_SAMPLE_HALTED, value);
}

/**
 * vmistate_vcpu_sample_get_host_cpu:
 * @self: a vCPU
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the host's processor that it runs on, or ran on last; JSON member `hostCpu`. Read by
 * the source from `/proc/PID/task/TID/stat` of the vCPU's thread, just before libvirt was asked for
 * the other numbers; where the hypervisor is on another host, told by libvirt's
 * virDomainGetVcpus(). Absent where one thread runs all vCPUs.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_sample_get_host_cpu (VmistateVcpuSample *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_SAMPLE (self), FALSE);

  return _vmistate_record_get_uint32 (self, VCPU_SAMPLE_HOST_CPU, value);
}

/**
 * vmistate_vcpu_sample_get_kvm_counters:
 * @self: a vCPU
 *
 * What else the host's kernel counts for it; JSON member `kvmCounters`. Told by libvirt as
 * `vcpu.N.NAME.{cur,sum,max}`.
 *
 * Returns: (element-type VmistateKvmCounter) (transfer none) (nullable): the counters, which must
 * not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_vcpu_sample_get_kvm_counters (VmistateVcpuSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_SAMPLE (self), NULL);

  return _vmistate_record_get_list (self, VCPU_SAMPLE_KVM_COUNTERS);
}
