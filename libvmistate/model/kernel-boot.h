/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-kernel-boot.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  KERNEL_BOOT_KERNEL_INFO,
  KERNEL_BOOT_INITRD_INFO,
  KERNEL_BOOT_N_FIELDS,
};

G_END_DECLS
