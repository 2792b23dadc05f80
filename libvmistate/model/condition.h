/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-condition.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  CONDITION_TYPE,
  CONDITION_STATUS,
  CONDITION_LAST_PROBE_TIME,
  CONDITION_LAST_TRANSITION_TIME,
  CONDITION_REASON,
  CONDITION_MESSAGE,
  CONDITION_N_FIELDS,
};

G_END_DECLS
