/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_TOPOLOGY_HINTS (vmistate_topology_hints_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateTopologyHints, vmistate_topology_hints, VMISTATE, TOPOLOGY_HINTS,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_topology_hints_get_tsc_frequency_hz (VmistateTopologyHints *self, gint64 *value);

G_END_DECLS
