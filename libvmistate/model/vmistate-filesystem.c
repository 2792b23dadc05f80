/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "filesystem.h"

/**
 * VmistateFilesystem:
 *
 * A filesystem that is mounted in the guest (KubeVirt's `VirtualMachineInstanceFileSystem`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [FILESYSTEM_DISK_NAME] = { "diskName", VMISTATE_FIELD_STRING, VMISTATE_FIELD_ALWAYS_KUBEVIRT },
  [FILESYSTEM_MOUNT_POINT] = { "mountPoint", VMISTATE_FIELD_STRING,
                               VMISTATE_FIELD_ALWAYS_KUBEVIRT | VMISTATE_FIELD_KEY },
  [FILESYSTEM_FILE_SYSTEM_TYPE] = { "fileSystemType", VMISTATE_FIELD_STRING,
                                    VMISTATE_FIELD_ALWAYS_KUBEVIRT },
  [FILESYSTEM_USED_BYTES] = { "usedBytes", VMISTATE_FIELD_INT64, VMISTATE_FIELD_ALWAYS_KUBEVIRT },
  [FILESYSTEM_TOTAL_BYTES] = { "totalBytes", VMISTATE_FIELD_INT64, VMISTATE_FIELD_ALWAYS_KUBEVIRT },
  [FILESYSTEM_DISK] = { "disk", VMISTATE_FIELD_LIST, 0, vmistate_filesystem_disk_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateFilesystem, vmistate_filesystem, fields, FILESYSTEM_N_FIELDS)

/**
 * vmistate_filesystem_get_disk_name:
 * @self: a filesystem
 *
 * Name of the disk inside the guest, such as `vda1`; JSON member `diskName`. Told by the guest
 * agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_filesystem_get_disk_name (VmistateFilesystem *self)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM (self), NULL);

  return _vmistate_record_get_string (self, FILESYSTEM_DISK_NAME);
}

/**
 * vmistate_filesystem_get_mount_point:
 * @self: a filesystem
 *
 * Where the filesystem is mounted; JSON member `mountPoint`. Told by the guest agent.
 *
 * Returns: (nullable): the path, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_filesystem_get_mount_point (VmistateFilesystem *self)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM (self), NULL);

  return _vmistate_record_get_string (self, FILESYSTEM_MOUNT_POINT);
}

/**
 * vmistate_filesystem_get_file_system_type:
 * @self: a filesystem
 *
 * Type of the filesystem, such as `ext4`; JSON member `fileSystemType`. Told by the guest
 * agent.
 *
 * Returns: (nullable): the type, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_filesystem_get_file_system_type (VmistateFilesystem *self)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM (self), NULL);

  return _vmistate_record_get_string (self, FILESYSTEM_FILE_SYSTEM_TYPE);
}

/* KubeVirt copies what the guest says, and a guest may say -1. That is no size. */
static gboolean
get_size (VmistateFilesystem *self, guint field, guint64 *value)
{
  gint64 size;
  gboolean has = _vmistate_record_get_int64 (self, field, &size) && size >= 0;

  if (value != NULL)
    *value = has ? (guint64) size : 0;
  return has;
}

/**
 * vmistate_filesystem_get_used_bytes:
 * @self: a filesystem
 * @value: (out) (optional): return location for the size
 *
 * How much of the filesystem is in use, in bytes; JSON member `usedBytes`. Told by the guest
 * agent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_filesystem_get_used_bytes (VmistateFilesystem *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM (self), FALSE);

  return get_size (self, FILESYSTEM_USED_BYTES, value);
}

/**
 * vmistate_filesystem_get_total_bytes:
 * @self: a filesystem
 * @value: (out) (optional): return location for the size
 *
 * Size of the filesystem in bytes; JSON member `totalBytes`. Told by the guest agent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_filesystem_get_total_bytes (VmistateFilesystem *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM (self), FALSE);

  return get_size (self, FILESYSTEM_TOTAL_BYTES, value);
}

/**
 * vmistate_filesystem_get_disks:
 * @self: a filesystem
 *
 * Disks that the filesystem lies on; JSON member `disk`. Told by the guest agent.
 *
 * Returns: (element-type VmistateFilesystemDisk) (transfer none) (nullable): the disks, which
 * must not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_filesystem_get_disks (VmistateFilesystem *self)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM (self), NULL);

  return _vmistate_record_get_list (self, FILESYSTEM_DISK);
}
