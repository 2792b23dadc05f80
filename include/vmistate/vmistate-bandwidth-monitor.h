/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-bandwidth-node.h>
#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_BANDWIDTH_MONITOR (vmistate_bandwidth_monitor_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateBandwidthMonitor, vmistate_bandwidth_monitor, VMISTATE,
                      BANDWIDTH_MONITOR, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_bandwidth_monitor_get_name (VmistateBandwidthMonitor *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_bandwidth_monitor_get_vcpus (VmistateBandwidthMonitor *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_bandwidth_monitor_get_nodes (VmistateBandwidthMonitor *self);

G_END_DECLS
