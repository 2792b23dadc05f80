/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-checksum.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  CHECKSUM_CHECKSUM,
  CHECKSUM_N_FIELDS,
};

G_END_DECLS
