/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-backup-status.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_CHANGED_BLOCK_TRACKING (vmistate_changed_block_tracking_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateChangedBlockTracking, vmistate_changed_block_tracking, VMISTATE,
                      CHANGED_BLOCK_TRACKING, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_changed_block_tracking_get_state (VmistateChangedBlockTracking *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateBackupStatus *
vmistate_changed_block_tracking_get_backup_status (VmistateChangedBlockTracking *self);

G_END_DECLS
