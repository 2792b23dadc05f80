/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_TIMEZONE (vmistate_timezone_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateTimezone, vmistate_timezone, VMISTATE, TIMEZONE, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_timezone_get_zone (VmistateTimezone *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_timezone_get_offset_sec (VmistateTimezone *self, gint32 *value);

G_END_DECLS
