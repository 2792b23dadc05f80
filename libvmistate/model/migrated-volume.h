/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-migrated-volume.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  MIGRATED_VOLUME_VOLUME_NAME,
  MIGRATED_VOLUME_SOURCE_PVC_INFO,
  MIGRATED_VOLUME_DESTINATION_PVC_INFO,
  MIGRATED_VOLUME_N_FIELDS,
};

G_END_DECLS
