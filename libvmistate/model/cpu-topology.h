/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-cpu-topology.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  CPU_TOPOLOGY_CORES,
  CPU_TOPOLOGY_SOCKETS,
  CPU_TOPOLOGY_THREADS,
  CPU_TOPOLOGY_N_FIELDS,
};

G_END_DECLS
