/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-duration-bucket.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  DURATION_BUCKET_UP_TO_USEC,
  DURATION_BUCKET_COUNT,
  DURATION_BUCKET_N_FIELDS,
};

G_END_DECLS
