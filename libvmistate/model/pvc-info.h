/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-pvc-info.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  PVC_INFO_CLAIM_NAME,
  PVC_INFO_ACCESS_MODES,
  PVC_INFO_VOLUME_MODE,
  PVC_INFO_CAPACITY,
  PVC_INFO_REQUESTS,
  PVC_INFO_PREALLOCATED,
  PVC_INFO_FILESYSTEM_OVERHEAD,
  PVC_INFO_N_FIELDS,
};

G_END_DECLS
