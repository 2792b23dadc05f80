/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-cache-bank.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  CACHE_BANK_ID,
  CACHE_BANK_BYTES,
  CACHE_BANK_N_FIELDS,
};

G_END_DECLS
