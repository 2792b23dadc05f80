/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-migration-experiments.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  MIGRATION_EXPERIMENTS_STALL_DETECTOR,
  MIGRATION_EXPERIMENTS_DOWNTIME_TUNING,
  MIGRATION_EXPERIMENTS_COMPRESSION,
  MIGRATION_EXPERIMENTS_N_FIELDS,
};

G_END_DECLS
