/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-downtime-tuning.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  DOWNTIME_TUNING_INITIAL_MSEC,
  DOWNTIME_TUNING_STEPS,
  DOWNTIME_TUNING_START_AFTER_ITERATION,
  DOWNTIME_TUNING_COOLDOWN_SEC,
  DOWNTIME_TUNING_N_FIELDS,
};

G_END_DECLS
