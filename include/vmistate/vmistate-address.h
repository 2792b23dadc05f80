/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_ADDRESS (vmistate_address_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateAddress, vmistate_address, VMISTATE, ADDRESS, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_address_get_address (VmistateAddress *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_address_get_prefix (VmistateAddress *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_address_get_origin (VmistateAddress *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_address_get_state (VmistateAddress *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_address_get_interface_name (VmistateAddress *self);

G_END_DECLS
