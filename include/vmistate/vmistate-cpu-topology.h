/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_CPU_TOPOLOGY (vmistate_cpu_topology_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateCpuTopology, vmistate_cpu_topology, VMISTATE, CPU_TOPOLOGY,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cpu_topology_get_cores (VmistateCpuTopology *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cpu_topology_get_sockets (VmistateCpuTopology *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cpu_topology_get_threads (VmistateCpuTopology *self, guint32 *value);

G_END_DECLS
