/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-bandwidth-monitor.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  BANDWIDTH_MONITOR_NAME,
  BANDWIDTH_MONITOR_VCPUS,
  BANDWIDTH_MONITOR_NODES,
  BANDWIDTH_MONITOR_N_FIELDS,
};

G_END_DECLS
