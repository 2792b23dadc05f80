/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-machine.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  MACHINE_TYPE,
  MACHINE_N_FIELDS,
};

G_END_DECLS
