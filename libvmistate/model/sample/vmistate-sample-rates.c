/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sample-rates.h"

/**
 * VmistateSampleRates:
 *
 * How fast the numbers of a domain moved between two samples of it: [method@Sample.compute_rates].
 *
 * A rate is absent where one of the samples lacks the number, and where the two cannot be compared:
 * the domain or the device began to count anew in between, or is in only one of the samples, or no
 * time passed. Every rate is a double.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [SAMPLE_RATES_TAKEN_AT] = { "takenAt", VMISTATE_FIELD_TIME },
  [SAMPLE_RATES_INTERVAL_USEC] = { "intervalUsec", VMISTATE_FIELD_UINT64 },
  [SAMPLE_RATES_CPU_CORES] = { "cpuCores", VMISTATE_FIELD_DOUBLE },
  [SAMPLE_RATES_CPU_USER_CORES] = { "cpuUserCores", VMISTATE_FIELD_DOUBLE },
  [SAMPLE_RATES_CPU_SYSTEM_CORES] = { "cpuSystemCores", VMISTATE_FIELD_DOUBLE },
  [SAMPLE_RATES_VCPUS] = { "vcpus", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                           vmistate_vcpu_rates_get_type },
  [SAMPLE_RATES_INTERFACES] = { "interfaces", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                                vmistate_interface_rates_get_type },
  [SAMPLE_RATES_BLOCKS] = { "blocks", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                            vmistate_block_rates_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateSampleRates, vmistate_sample_rates, fields, SAMPLE_RATES_N_FIELDS)

/**
 * vmistate_sample_rates_dup_taken_at:
 * @self: rates
 *
 * When the newer sample was taken, in UTC; JSON member `takenAt`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_sample_rates_dup_taken_at (VmistateSampleRates *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE_RATES (self), NULL);

  return _vmistate_record_dup_time (self, SAMPLE_RATES_TAKEN_AT);
}

/**
 * vmistate_sample_rates_get_interval_usec:
 * @self: rates
 * @value: (out) (optional): return location for the time, or 0
 *
 * How long after the older one that was, in microseconds; JSON member `intervalUsec`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_rates_get_interval_usec (VmistateSampleRates *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE_RATES (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLE_RATES_INTERVAL_USEC, value);
}

/**
 * vmistate_sample_rates_get_cpu_cores:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Processor time that the domain used, in seconds per second: how many processors it kept busy;
 * JSON member `cpuCores`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_rates_get_cpu_cores (VmistateSampleRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, SAMPLE_RATES_CPU_CORES, value);
}

/**
 * vmistate_sample_rates_get_cpu_user_cores:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Part of it that was spent outside of the host's kernel; JSON member `cpuUserCores`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_rates_get_cpu_user_cores (VmistateSampleRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, SAMPLE_RATES_CPU_USER_CORES, value);
}

/**
 * vmistate_sample_rates_get_cpu_system_cores:
 * @self: rates
 * @value: (out) (optional): return location for the rate, or 0
 *
 * Part of it that was spent in the host's kernel; JSON member `cpuSystemCores`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sample_rates_get_cpu_system_cores (VmistateSampleRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE_RATES (self), FALSE);

  return _vmistate_record_get_double (self, SAMPLE_RATES_CPU_SYSTEM_CORES, value);
}

/**
 * vmistate_sample_rates_get_vcpus:
 * @self: rates
 *
 * Rates of the vCPUs that both samples have; JSON member `vcpus`.
 *
 * Returns: (element-type VmistateVcpuRates) (transfer none) (nullable): the rates, which must not
 * be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_rates_get_vcpus (VmistateSampleRates *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE_RATES (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_RATES_VCPUS);
}

/**
 * vmistate_sample_rates_get_interfaces:
 * @self: rates
 *
 * Rates of the network interfaces that both samples have; JSON member `interfaces`.
 *
 * Returns: (element-type VmistateInterfaceRates) (transfer none) (nullable): the rates, which must
 * not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_rates_get_interfaces (VmistateSampleRates *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE_RATES (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_RATES_INTERFACES);
}

/**
 * vmistate_sample_rates_get_blocks:
 * @self: rates
 *
 * Rates of the disks that both samples have; JSON member `blocks`.
 *
 * Returns: (element-type VmistateBlockRates) (transfer none) (nullable): the rates, which must not
 * be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_sample_rates_get_blocks (VmistateSampleRates *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE_RATES (self), NULL);

  return _vmistate_record_get_list (self, SAMPLE_RATES_BLOCKS);
}
