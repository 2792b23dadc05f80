/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-backup-volume.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_BACKUP_STATUS (vmistate_backup_status_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateBackupStatus, vmistate_backup_status, VMISTATE, BACKUP_STATUS,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_backup_status_get_backup_name (VmistateBackupStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_backup_status_dup_start_timestamp (VmistateBackupStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_backup_status_dup_end_timestamp (VmistateBackupStatus *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_backup_status_get_completed (VmistateBackupStatus *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_backup_status_get_failed (VmistateBackupStatus *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_backup_status_get_backup_msg (VmistateBackupStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_backup_status_get_checkpoint_name (VmistateBackupStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_backup_status_get_volumes (VmistateBackupStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_backup_status_get_quiesce_status (VmistateBackupStatus *self);

G_END_DECLS
