/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-filesystem-info.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  FILESYSTEM_INFO_DISKS,
  FILESYSTEM_INFO_N_FIELDS,
};

G_END_DECLS
