/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-dirty-rate-sample.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  DIRTY_RATE_SAMPLE_STATUS,
  DIRTY_RATE_SAMPLE_START_USEC,
  DIRTY_RATE_SAMPLE_PERIOD_USEC,
  DIRTY_RATE_SAMPLE_BYTES_PER_SECOND,
  DIRTY_RATE_SAMPLE_MODE,
  DIRTY_RATE_SAMPLE_VCPUS,
  DIRTY_RATE_SAMPLE_N_FIELDS,
};

G_END_DECLS
