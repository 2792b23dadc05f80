/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_KVM_COUNTER (vmistate_kvm_counter_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateKvmCounter, vmistate_kvm_counter, VMISTATE, KVM_COUNTER,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_kvm_counter_get_name (VmistateKvmCounter *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_kvm_counter_get_sum (VmistateKvmCounter *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_kvm_counter_get_current (VmistateKvmCounter *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_kvm_counter_get_maximum (VmistateKvmCounter *self, guint64 *value);

G_END_DECLS
