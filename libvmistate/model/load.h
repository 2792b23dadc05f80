/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-load.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  LOAD_LOAD_1M,
  LOAD_LOAD_5M,
  LOAD_LOAD_15M,
  LOAD_N_FIELDS,
};

G_END_DECLS
