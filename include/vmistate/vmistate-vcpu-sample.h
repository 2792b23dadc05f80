/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-kvm-counter.h>
#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_VCPU_SAMPLE (vmistate_vcpu_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateVcpuSample, vmistate_vcpu_sample, VMISTATE, VCPU_SAMPLE,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_sample_get_id (VmistateVcpuSample *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_sample_get_state (VmistateVcpuSample *self, gint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_sample_get_time_usec (VmistateVcpuSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_sample_get_wait_usec (VmistateVcpuSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_sample_get_delay_usec (VmistateVcpuSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_sample_get_halted (VmistateVcpuSample *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_sample_get_host_cpu (VmistateVcpuSample *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_vcpu_sample_get_kvm_counters (VmistateVcpuSample *self);

G_END_DECLS
