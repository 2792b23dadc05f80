/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "bandwidth-monitor.h"

/**
 * VmistateBandwidthMonitor:
 *
 * How much some vCPUs of a domain moved to and from memory (resctrl).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [BANDWIDTH_MONITOR_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [BANDWIDTH_MONITOR_VCPUS] = { "vcpus", VMISTATE_FIELD_STRING },
  [BANDWIDTH_MONITOR_NODES] = { "nodes", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                                vmistate_bandwidth_node_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateBandwidthMonitor, vmistate_bandwidth_monitor, fields,
                        BANDWIDTH_MONITOR_N_FIELDS)

/**
 * vmistate_bandwidth_monitor_get_name:
 * @self: a monitor
 *
 * Name of the monitor; JSON member `name`. Told by libvirt as `memory.bandwidth.monitor.N.name`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_bandwidth_monitor_get_name (VmistateBandwidthMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_BANDWIDTH_MONITOR (self), NULL);

  return _vmistate_record_get_string (self, BANDWIDTH_MONITOR_NAME);
}

/**
 * vmistate_bandwidth_monitor_get_vcpus:
 * @self: a monitor
 *
 * The vCPUs that it watches, as a list of ranges such as `0-3,6`; JSON member `vcpus`. Told by
 * libvirt as `memory.bandwidth.monitor.N.vcpus`.
 *
 * Returns: (nullable): the ranges, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_bandwidth_monitor_get_vcpus (VmistateBandwidthMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_BANDWIDTH_MONITOR (self), NULL);

  return _vmistate_record_get_string (self, BANDWIDTH_MONITOR_VCPUS);
}

/**
 * vmistate_bandwidth_monitor_get_nodes:
 * @self: a monitor
 *
 * Memory controllers; JSON member `nodes`. Told by libvirt as `memory.bandwidth.monitor.N.node`.
 *
 * Returns: (element-type VmistateBandwidthNode) (transfer none) (nullable): the controllers, which
 * must not be changed, or %NULL if they were not observed
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_bandwidth_monitor_get_nodes (VmistateBandwidthMonitor *self)
{
  g_return_val_if_fail (VMISTATE_IS_BANDWIDTH_MONITOR (self), NULL);

  return _vmistate_record_get_list (self, BANDWIDTH_MONITOR_NODES);
}
