/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-call-durations.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  CALL_DURATIONS_COUNT,
  CALL_DURATIONS_SUM_USEC,
  CALL_DURATIONS_BUCKETS,
  CALL_DURATIONS_N_FIELDS,
};

G_END_DECLS
