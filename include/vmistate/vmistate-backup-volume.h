/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_BACKUP_VOLUME (vmistate_backup_volume_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateBackupVolume, vmistate_backup_volume, VMISTATE, BACKUP_VOLUME,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_backup_volume_get_volume_name (VmistateBackupVolume *self);

G_END_DECLS
