/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-bandwidth-node.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  BANDWIDTH_NODE_ID,
  BANDWIDTH_NODE_LOCAL_BYTES,
  BANDWIDTH_NODE_TOTAL_BYTES,
  BANDWIDTH_NODE_N_FIELDS,
};

G_END_DECLS
