/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-sample.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  SAMPLE_TAKEN_AT,
  SAMPLE_N_FIELDS,
};

G_END_DECLS
