/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-topology-hints.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  TOPOLOGY_HINTS_TSC_FREQUENCY_HZ,
  TOPOLOGY_HINTS_N_FIELDS,
};

G_END_DECLS
