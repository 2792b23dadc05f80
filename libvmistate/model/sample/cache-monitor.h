/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-cache-monitor.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  CACHE_MONITOR_NAME,
  CACHE_MONITOR_VCPUS,
  CACHE_MONITOR_BANKS,
  CACHE_MONITOR_N_FIELDS,
};

G_END_DECLS
