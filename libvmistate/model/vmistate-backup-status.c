/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "backup-status.h"

/**
 * VmistateBackupStatus:
 *
 * The last backup of a VMI (KubeVirt's `VirtualMachineInstanceBackupStatus`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [BACKUP_STATUS_BACKUP_NAME] = { "backupName", VMISTATE_FIELD_STRING },
  [BACKUP_STATUS_START_TIMESTAMP] = { "startTimestamp", VMISTATE_FIELD_TIME },
  [BACKUP_STATUS_END_TIMESTAMP] = { "endTimestamp", VMISTATE_FIELD_TIME },
  [BACKUP_STATUS_COMPLETED] = { "completed", VMISTATE_FIELD_BOOLEAN },
  [BACKUP_STATUS_FAILED] = { "failed", VMISTATE_FIELD_BOOLEAN },
  [BACKUP_STATUS_BACKUP_MSG] = { "backupMsg", VMISTATE_FIELD_STRING, VMISTATE_FIELD_POINTER },
  [BACKUP_STATUS_CHECKPOINT_NAME] = { "checkpointName", VMISTATE_FIELD_STRING,
                                      VMISTATE_FIELD_POINTER },
  [BACKUP_STATUS_VOLUMES] = { "volumes", VMISTATE_FIELD_LIST, 0, vmistate_backup_volume_get_type },
  [BACKUP_STATUS_QUIESCE_STATUS] = { "quiesceStatus", VMISTATE_FIELD_STRING },
};

VMISTATE_DEFINE_RECORD (VmistateBackupStatus, vmistate_backup_status, fields,
                        BACKUP_STATUS_N_FIELDS)

/**
 * vmistate_backup_status_get_backup_name:
 * @self: a backup
 *
 * Name of the backup; JSON member `backupName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_backup_status_get_backup_name (VmistateBackupStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), NULL);

  return _vmistate_record_get_string (self, BACKUP_STATUS_BACKUP_NAME);
}

/**
 * vmistate_backup_status_dup_start_timestamp:
 * @self: a backup
 *
 * When the backup began, in UTC; JSON member `startTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_backup_status_dup_start_timestamp (VmistateBackupStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), NULL);

  return _vmistate_record_dup_time (self, BACKUP_STATUS_START_TIMESTAMP);
}

/**
 * vmistate_backup_status_dup_end_timestamp:
 * @self: a backup
 *
 * When the backup ended, in UTC; JSON member `endTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_backup_status_dup_end_timestamp (VmistateBackupStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), NULL);

  return _vmistate_record_dup_time (self, BACKUP_STATUS_END_TIMESTAMP);
}

/**
 * vmistate_backup_status_get_completed:
 * @self: a backup
 * @value: (out) (optional): return location for the answer
 *
 * Whether the backup ended, well or not; JSON member `completed`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_backup_status_get_completed (VmistateBackupStatus *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), FALSE);

  return _vmistate_record_get_boolean (self, BACKUP_STATUS_COMPLETED, value);
}

/**
 * vmistate_backup_status_get_failed:
 * @self: a backup
 * @value: (out) (optional): return location for the answer
 *
 * Whether the backup failed; JSON member `failed`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_backup_status_get_failed (VmistateBackupStatus *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), FALSE);

  return _vmistate_record_get_boolean (self, BACKUP_STATUS_FAILED, value);
}

/**
 * vmistate_backup_status_get_backup_msg:
 * @self: a backup
 *
 * What there is to say about the backup, for people; JSON member `backupMsg`.
 *
 * Returns: (nullable): the message, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_backup_status_get_backup_msg (VmistateBackupStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), NULL);

  return _vmistate_record_get_string (self, BACKUP_STATUS_BACKUP_MSG);
}

/**
 * vmistate_backup_status_get_checkpoint_name:
 * @self: a backup
 *
 * Name of the checkpoint that the backup made; JSON member `checkpointName`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_backup_status_get_checkpoint_name (VmistateBackupStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), NULL);

  return _vmistate_record_get_string (self, BACKUP_STATUS_CHECKPOINT_NAME);
}

/**
 * vmistate_backup_status_get_volumes:
 * @self: a backup
 *
 * Volumes that take part in the backup; JSON member `volumes`. Told by the API object.
 *
 * Returns: (element-type VmistateBackupVolume) (transfer none) (nullable): the volumes, which
 * must not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_backup_status_get_volumes (VmistateBackupStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), NULL);

  return _vmistate_record_get_list (self, BACKUP_STATUS_VOLUMES);
}

/**
 * vmistate_backup_status_get_quiesce_status:
 * @self: a backup
 *
 * Whether the filesystems of the guest stood still for the backup; JSON member
 * `quiesceStatus`.
 *
 * Returns: (nullable): the status, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_backup_status_get_quiesce_status (VmistateBackupStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_STATUS (self), NULL);

  return _vmistate_record_get_string (self, BACKUP_STATUS_QUIESCE_STATUS);
}
