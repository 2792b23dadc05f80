/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-vcpu-dirty-rate.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  VCPU_DIRTY_RATE_ID,
  VCPU_DIRTY_RATE_BYTES_PER_SECOND,
  VCPU_DIRTY_RATE_N_FIELDS,
};

G_END_DECLS
