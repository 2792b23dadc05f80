/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cpu-topology.h"

/**
 * VmistateCpuTopology:
 *
 * How the vCPUs of a VMI are arranged now (KubeVirt's `CPUTopology`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [CPU_TOPOLOGY_CORES] = { "cores", VMISTATE_FIELD_UINT32 },
  [CPU_TOPOLOGY_SOCKETS] = { "sockets", VMISTATE_FIELD_UINT32 },
  [CPU_TOPOLOGY_THREADS] = { "threads", VMISTATE_FIELD_UINT32 },
};

VMISTATE_DEFINE_RECORD (VmistateCpuTopology, vmistate_cpu_topology, fields, CPU_TOPOLOGY_N_FIELDS)

/**
 * vmistate_cpu_topology_get_cores:
 * @self: a topology
 * @value: (out) (optional): return location for the number
 *
 * Number of cores in each socket; JSON member `cores`. Told by the domain XML.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cpu_topology_get_cores (VmistateCpuTopology *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_TOPOLOGY (self), FALSE);

  return _vmistate_record_get_uint32 (self, CPU_TOPOLOGY_CORES, value);
}

/**
 * vmistate_cpu_topology_get_sockets:
 * @self: a topology
 * @value: (out) (optional): return location for the number
 *
 * Number of sockets; JSON member `sockets`. Told by the domain XML.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cpu_topology_get_sockets (VmistateCpuTopology *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_TOPOLOGY (self), FALSE);

  return _vmistate_record_get_uint32 (self, CPU_TOPOLOGY_SOCKETS, value);
}

/**
 * vmistate_cpu_topology_get_threads:
 * @self: a topology
 * @value: (out) (optional): return location for the number
 *
 * Number of threads in each core; JSON member `threads`. Told by the domain XML.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cpu_topology_get_threads (VmistateCpuTopology *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CPU_TOPOLOGY (self), FALSE);

  return _vmistate_record_get_uint32 (self, CPU_TOPOLOGY_THREADS, value);
}
