/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_VCPU_RATES (vmistate_vcpu_rates_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateVcpuRates, vmistate_vcpu_rates, VMISTATE, VCPU_RATES, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_rates_get_id (VmistateVcpuRates *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_rates_get_time_ratio (VmistateVcpuRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_rates_get_wait_ratio (VmistateVcpuRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_rates_get_delay_ratio (VmistateVcpuRates *self, double *value);

G_END_DECLS
