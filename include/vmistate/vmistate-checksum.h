/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_CHECKSUM (vmistate_checksum_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateChecksum, vmistate_checksum, VMISTATE, CHECKSUM, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_checksum_get_checksum (VmistateChecksum *self, guint32 *value);

G_END_DECLS
