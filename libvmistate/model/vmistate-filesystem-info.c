/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "filesystem-info.h"

/**
 * VmistateFilesystemInfo:
 *
 * The filesystems of a guest, as part of its agent's information (KubeVirt's
 * `VirtualMachineInstanceFileSystemInfo`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [FILESYSTEM_INFO_DISKS] = { "disks", VMISTATE_FIELD_LIST, VMISTATE_FIELD_ALWAYS,
                              vmistate_filesystem_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateFilesystemInfo, vmistate_filesystem_info, fields,
                        FILESYSTEM_INFO_N_FIELDS)

/**
 * vmistate_filesystem_info_get_filesystems:
 * @self: the filesystems
 *
 * Filesystems that are mounted in the guest; JSON member `disks`. Told by the guest agent.
 *
 * Returns: (element-type VmistateFilesystem) (transfer none) (nullable): the filesystems,
 * which must not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_filesystem_info_get_filesystems (VmistateFilesystemInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM_INFO (self), NULL);

  return _vmistate_record_get_list (self, FILESYSTEM_INFO_DISKS);
}
