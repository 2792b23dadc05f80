/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-backup-volume.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  BACKUP_VOLUME_VOLUME_NAME,
  BACKUP_VOLUME_N_FIELDS,
};

G_END_DECLS
