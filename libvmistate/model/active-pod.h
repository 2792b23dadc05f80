/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-active-pod.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  ACTIVE_POD_UID,
  ACTIVE_POD_NODE_NAME,
  ACTIVE_POD_NAME,
  ACTIVE_POD_ROLE,
  ACTIVE_POD_PHASE,
  ACTIVE_POD_N_FIELDS,
};

G_END_DECLS
