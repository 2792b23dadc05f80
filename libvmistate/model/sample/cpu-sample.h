/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-cpu-sample.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  CPU_SAMPLE_TIME_USEC,
  CPU_SAMPLE_USER_USEC,
  CPU_SAMPLE_SYSTEM_USEC,
  CPU_SAMPLE_HALTPOLL_SUCCESS_USEC,
  CPU_SAMPLE_HALTPOLL_FAIL_USEC,
  CPU_SAMPLE_CACHE_MONITORS,
  CPU_SAMPLE_N_FIELDS,
};

G_END_DECLS
