/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-filesystem.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  FILESYSTEM_DISK_NAME,
  FILESYSTEM_MOUNT_POINT,
  FILESYSTEM_FILE_SYSTEM_TYPE,
  FILESYSTEM_USED_BYTES,
  FILESYSTEM_TOTAL_BYTES,
  FILESYSTEM_DISK,
  FILESYSTEM_N_FIELDS,
};

G_END_DECLS
