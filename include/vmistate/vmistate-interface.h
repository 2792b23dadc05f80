/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_INTERFACE (vmistate_interface_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateInterface, vmistate_interface, VMISTATE, INTERFACE, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_get_ip_address (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_get_mac (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_get_name (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
const char *const *vmistate_interface_get_ip_addresses (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_get_pod_interface_name (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_get_interface_name (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_get_info_source (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_get_queue_count (VmistateInterface *self, gint32 *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_get_link_state (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_interface_get_addresses (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
const char *const *vmistate_interface_get_siblings (VmistateInterface *self);

VMISTATE_AVAILABLE_IN_0_1
const char *const *vmistate_interface_get_conflicts (VmistateInterface *self);

G_END_DECLS
