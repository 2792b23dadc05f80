/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-memory-dump.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  MEMORY_DUMP_START_TIMESTAMP,
  MEMORY_DUMP_END_TIMESTAMP,
  MEMORY_DUMP_CLAIM_NAME,
  MEMORY_DUMP_TARGET_FILE_NAME,
  MEMORY_DUMP_N_FIELDS,
};

G_END_DECLS
