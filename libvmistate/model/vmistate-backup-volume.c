/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "backup-volume.h"

/**
 * VmistateBackupVolume:
 *
 * A volume that takes part in a backup (KubeVirt's `BackupVolumeInfo`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [BACKUP_VOLUME_VOLUME_NAME] = { "volumeName", VMISTATE_FIELD_STRING,
                                  VMISTATE_FIELD_ALWAYS_KUBEVIRT | VMISTATE_FIELD_KEY },
};

VMISTATE_DEFINE_RECORD (VmistateBackupVolume, vmistate_backup_volume, fields,
                        BACKUP_VOLUME_N_FIELDS)

/**
 * vmistate_backup_volume_get_volume_name:
 * @self: a volume
 *
 * Name of the volume; JSON member `volumeName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_backup_volume_get_volume_name (VmistateBackupVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_BACKUP_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, BACKUP_VOLUME_VOLUME_NAME);
}
