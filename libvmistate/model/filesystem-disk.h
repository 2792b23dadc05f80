/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-filesystem-disk.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  FILESYSTEM_DISK_SERIAL,
  FILESYSTEM_DISK_BUS_TYPE,
  FILESYSTEM_DISK_N_FIELDS,
};

G_END_DECLS
