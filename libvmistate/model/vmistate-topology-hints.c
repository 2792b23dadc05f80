/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "topology-hints.h"

/**
 * VmistateTopologyHints:
 *
 * What a node must offer for this VMI (KubeVirt's `TopologyHints`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [TOPOLOGY_HINTS_TSC_FREQUENCY_HZ] = { "tscFrequency", VMISTATE_FIELD_INT64,
                                        VMISTATE_FIELD_POINTER },
};

VMISTATE_DEFINE_RECORD (VmistateTopologyHints, vmistate_topology_hints, fields,
                        TOPOLOGY_HINTS_N_FIELDS)

/**
 * vmistate_topology_hints_get_tsc_frequency_hz:
 * @self: the hints
 * @value: (out) (optional): return location for the frequency
 *
 * Frequency of the time stamp counter in Hz; JSON member `tscFrequency`. Told by the API
 * object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_topology_hints_get_tsc_frequency_hz (VmistateTopologyHints *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_TOPOLOGY_HINTS (self), FALSE);

  return _vmistate_record_get_int64 (self, TOPOLOGY_HINTS_TSC_FREQUENCY_HZ, value);
}
