/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-memory.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  MEMORY_GUEST_AT_BOOT,
  MEMORY_GUEST_CURRENT,
  MEMORY_GUEST_REQUESTED,
  MEMORY_MEMORY_OVERHEAD,
  MEMORY_N_FIELDS,
};

G_END_DECLS
