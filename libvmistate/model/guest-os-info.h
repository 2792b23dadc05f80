/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-guest-os-info.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  GUEST_OS_INFO_NAME,
  GUEST_OS_INFO_KERNEL_RELEASE,
  GUEST_OS_INFO_VERSION,
  GUEST_OS_INFO_PRETTY_NAME,
  GUEST_OS_INFO_VERSION_ID,
  GUEST_OS_INFO_KERNEL_VERSION,
  GUEST_OS_INFO_MACHINE,
  GUEST_OS_INFO_ID,
  GUEST_OS_INFO_N_FIELDS,
};

G_END_DECLS
