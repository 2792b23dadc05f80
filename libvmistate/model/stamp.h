/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-stamp.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  STAMP_PART,
  STAMP_SOURCE,
  STAMP_ORIGIN,
  STAMP_OBSERVED_AT,
  STAMP_STATE,
  STAMP_ERROR,
  STAMP_AFTER_GAP,
  STAMP_KEY, /* part and origin, which together name a stamp among its siblings */
  STAMP_N_FIELDS,
};

G_END_DECLS
