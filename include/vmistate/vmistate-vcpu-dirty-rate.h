/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_VCPU_DIRTY_RATE (vmistate_vcpu_dirty_rate_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateVcpuDirtyRate, vmistate_vcpu_dirty_rate, VMISTATE, VCPU_DIRTY_RATE,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_dirty_rate_get_id (VmistateVcpuDirtyRate *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_vcpu_dirty_rate_get_bytes_per_second (VmistateVcpuDirtyRate *self,
                                                        guint64 *value);

G_END_DECLS
