/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "changed-block-tracking.h"

/**
 * VmistateChangedBlockTracking:
 *
 * Whether changed blocks are tracked, for incremental backups (KubeVirt's
 * `ChangedBlockTrackingStatus`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [CHANGED_BLOCK_TRACKING_STATE] = { "state", VMISTATE_FIELD_STRING },
  [CHANGED_BLOCK_TRACKING_BACKUP_STATUS] = { "backupStatus", VMISTATE_FIELD_RECORD, 0,
                                             vmistate_backup_status_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateChangedBlockTracking, vmistate_changed_block_tracking, fields,
                        CHANGED_BLOCK_TRACKING_N_FIELDS)

/**
 * vmistate_changed_block_tracking_get_state:
 * @self: a tracking
 *
 * State of the tracking, such as `Enabled` or `PendingRestart`; JSON member `state`.
 *
 * Returns: (nullable): the state, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_changed_block_tracking_get_state (VmistateChangedBlockTracking *self)
{
  g_return_val_if_fail (VMISTATE_IS_CHANGED_BLOCK_TRACKING (self), NULL);

  return _vmistate_record_get_string (self, CHANGED_BLOCK_TRACKING_STATE);
}

/**
 * vmistate_changed_block_tracking_get_backup_status:
 * @self: a tracking
 *
 * Last backup of the VMI; JSON member `backupStatus`.
 *
 * Returns: (transfer none) (nullable): the backup, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateBackupStatus *
vmistate_changed_block_tracking_get_backup_status (VmistateChangedBlockTracking *self)
{
  g_return_val_if_fail (VMISTATE_IS_CHANGED_BLOCK_TRACKING (self), NULL);

  return _vmistate_record_get_record (self, CHANGED_BLOCK_TRACKING_BACKUP_STATUS);
}
