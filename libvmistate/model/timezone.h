/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-timezone.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  TIMEZONE_ZONE,
  TIMEZONE_OFFSET_SEC,
  TIMEZONE_N_FIELDS,
};

G_END_DECLS
