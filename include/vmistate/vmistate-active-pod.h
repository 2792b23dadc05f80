/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_ACTIVE_POD (vmistate_active_pod_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateActivePod, vmistate_active_pod, VMISTATE, ACTIVE_POD, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_active_pod_get_uid (VmistateActivePod *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_active_pod_get_node_name (VmistateActivePod *self);

G_END_DECLS
