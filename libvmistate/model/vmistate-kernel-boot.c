/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "kernel-boot.h"

/**
 * VmistateKernelBoot:
 *
 * What a VMI with its own kernel was booted from (KubeVirt's `KernelBootStatus`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [KERNEL_BOOT_KERNEL_INFO] = { "kernelInfo", VMISTATE_FIELD_RECORD, 0,
                                vmistate_checksum_get_type },
  [KERNEL_BOOT_INITRD_INFO] = { "initrdInfo", VMISTATE_FIELD_RECORD, 0,
                                vmistate_checksum_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateKernelBoot, vmistate_kernel_boot, fields, KERNEL_BOOT_N_FIELDS)

/**
 * vmistate_kernel_boot_get_kernel_info:
 * @self: a kernel boot
 *
 * Checksum of the kernel; JSON member `kernelInfo`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the checksum, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateChecksum *
vmistate_kernel_boot_get_kernel_info (VmistateKernelBoot *self)
{
  g_return_val_if_fail (VMISTATE_IS_KERNEL_BOOT (self), NULL);

  return _vmistate_record_get_record (self, KERNEL_BOOT_KERNEL_INFO);
}

/**
 * vmistate_kernel_boot_get_initrd_info:
 * @self: a kernel boot
 *
 * Checksum of the initial ramdisk; JSON member `initrdInfo`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the checksum, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateChecksum *
vmistate_kernel_boot_get_initrd_info (VmistateKernelBoot *self)
{
  g_return_val_if_fail (VMISTATE_IS_KERNEL_BOOT (self), NULL);

  return _vmistate_record_get_record (self, KERNEL_BOOT_INITRD_INFO);
}
