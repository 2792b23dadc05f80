/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-block-rates.h>
#include <vmistate/vmistate-interface-rates.h>
#include <vmistate/vmistate-record.h>
#include <vmistate/vmistate-vcpu-rates.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_SAMPLE_RATES (vmistate_sample_rates_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateSampleRates, vmistate_sample_rates, VMISTATE, SAMPLE_RATES,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_sample_rates_dup_taken_at (VmistateSampleRates *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_rates_get_interval_usec (VmistateSampleRates *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_rates_get_cpu_cores (VmistateSampleRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_rates_get_cpu_user_cores (VmistateSampleRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_rates_get_cpu_system_cores (VmistateSampleRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_rates_get_vcpus (VmistateSampleRates *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_rates_get_interfaces (VmistateSampleRates *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_rates_get_blocks (VmistateSampleRates *self);

G_END_DECLS
