/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-checksum.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_KERNEL_BOOT (vmistate_kernel_boot_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateKernelBoot, vmistate_kernel_boot, VMISTATE, KERNEL_BOOT,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
VmistateChecksum *vmistate_kernel_boot_get_kernel_info (VmistateKernelBoot *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateChecksum *vmistate_kernel_boot_get_initrd_info (VmistateKernelBoot *self);

G_END_DECLS
