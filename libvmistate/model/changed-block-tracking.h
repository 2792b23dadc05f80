/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-changed-block-tracking.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  CHANGED_BLOCK_TRACKING_STATE,
  CHANGED_BLOCK_TRACKING_BACKUP_STATUS,
  CHANGED_BLOCK_TRACKING_N_FIELDS,
};

G_END_DECLS
