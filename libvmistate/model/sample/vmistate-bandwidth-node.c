/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "bandwidth-node.h"

/**
 * VmistateBandwidthNode:
 *
 * What was moved to and from memory through one memory controller of the host.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [BANDWIDTH_NODE_ID] = { "id", VMISTATE_FIELD_UINT32 },
  [BANDWIDTH_NODE_LOCAL_BYTES] = { "localBytes", VMISTATE_FIELD_UINT64 },
  [BANDWIDTH_NODE_TOTAL_BYTES] = { "totalBytes", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateBandwidthNode, vmistate_bandwidth_node, fields,
                        BANDWIDTH_NODE_N_FIELDS)

/**
 * vmistate_bandwidth_node_get_id:
 * @self: a memory controller
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the controller; JSON member `id`. Told by libvirt as `node.I.id`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_bandwidth_node_get_id (VmistateBandwidthNode *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BANDWIDTH_NODE (self), FALSE);

  return _vmistate_record_get_uint32 (self, BANDWIDTH_NODE_ID, value);
}

/**
 * vmistate_bandwidth_node_get_local_bytes:
 * @self: a memory controller
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes moved by processors of the same node so far; JSON member `localBytes`. Told by libvirt as
 * `node.I.bytes.local`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_bandwidth_node_get_local_bytes (VmistateBandwidthNode *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BANDWIDTH_NODE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BANDWIDTH_NODE_LOCAL_BYTES, value);
}

/**
 * vmistate_bandwidth_node_get_total_bytes:
 * @self: a memory controller
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes moved by any processor so far; JSON member `totalBytes`. Told by libvirt as
 * `node.I.bytes.total`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_bandwidth_node_get_total_bytes (VmistateBandwidthNode *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_BANDWIDTH_NODE (self), FALSE);

  return _vmistate_record_get_uint64 (self, BANDWIDTH_NODE_TOTAL_BYTES, value);
}
