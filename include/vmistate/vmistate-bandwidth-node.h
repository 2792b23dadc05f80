/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_BANDWIDTH_NODE (vmistate_bandwidth_node_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateBandwidthNode, vmistate_bandwidth_node, VMISTATE, BANDWIDTH_NODE,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_bandwidth_node_get_id (VmistateBandwidthNode *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_bandwidth_node_get_local_bytes (VmistateBandwidthNode *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_bandwidth_node_get_total_bytes (VmistateBandwidthNode *self, guint64 *value);

G_END_DECLS
