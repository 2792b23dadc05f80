/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "vcpu-rates.h"

/**
 * VmistateVcpuRates:
 *
 * How one vCPU spent the time between two samples: [class@SampleRates].
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [VCPU_RATES_ID] = { "id", VMISTATE_FIELD_UINT32 },
  [VCPU_RATES_TIME_RATIO] = { "timeRatio", VMISTATE_FIELD_DOUBLE },
  [VCPU_RATES_WAIT_RATIO] = { "waitRatio", VMISTATE_FIELD_DOUBLE },
  [VCPU_RATES_DELAY_RATIO] = { "delayRatio", VMISTATE_FIELD_DOUBLE },
};

VMISTATE_DEFINE_RECORD (VmistateVcpuRates, vmistate_vcpu_rates, fields, VCPU_RATES_N_FIELDS)

/**
 * vmistate_vcpu_rates_get_id:
 * @self: rates
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the vCPU; JSON member `id`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_rates_get_id (VmistateVcpuRates *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_RATES (self), FALSE);

  return _vmistate_record_get_uint32 (self, VCPU_RATES_ID, value);
}

/**
 * vmistate_vcpu_rates_get_time_ratio:
 * @self: rates
 * @value: (out) (optional): return location for the ratio, or 0
 *
 * Share of the time in which it ran; 1 is all of it; JSON member `timeRatio`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_rates_get_time_ratio (VmistateVcpuRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_RATES (self), FALSE);

  return _vmistate_record_get_double (self, VCPU_RATES_TIME_RATIO, value);
}

/**
 * vmistate_vcpu_rates_get_wait_ratio:
 * @self: rates
 * @value: (out) (optional): return location for the ratio, or 0
 *
 * Share of the time in which it waited for input or output; JSON member `waitRatio`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_rates_get_wait_ratio (VmistateVcpuRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_RATES (self), FALSE);

  return _vmistate_record_get_double (self, VCPU_RATES_WAIT_RATIO, value);
}

/**
 * vmistate_vcpu_rates_get_delay_ratio:
 * @self: rates
 * @value: (out) (optional): return location for the ratio, or 0
 *
 * Share of the time in which it could run but another thread of the host did; JSON member
 * `delayRatio`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_rates_get_delay_ratio (VmistateVcpuRates *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_RATES (self), FALSE);

  return _vmistate_record_get_double (self, VCPU_RATES_DELAY_RATIO, value);
}
