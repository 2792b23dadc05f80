/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "filesystem-disk.h"

/**
 * VmistateFilesystemDisk:
 *
 * A disk that a filesystem of the guest lies on (KubeVirt's
 * `VirtualMachineInstanceFileSystemDisk`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [FILESYSTEM_DISK_SERIAL] = { "serial", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [FILESYSTEM_DISK_BUS_TYPE] = { "busType", VMISTATE_FIELD_STRING, VMISTATE_FIELD_ALWAYS_KUBEVIRT },
};

VMISTATE_DEFINE_RECORD (VmistateFilesystemDisk, vmistate_filesystem_disk, fields,
                        FILESYSTEM_DISK_N_FIELDS)

/**
 * vmistate_filesystem_disk_get_serial:
 * @self: a disk
 *
 * Serial of the disk; JSON member `serial`. Told by the guest agent.
 *
 * Returns: (nullable): the serial, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_filesystem_disk_get_serial (VmistateFilesystemDisk *self)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM_DISK (self), NULL);

  return _vmistate_record_get_string (self, FILESYSTEM_DISK_SERIAL);
}

/**
 * vmistate_filesystem_disk_get_bus_type:
 * @self: a disk
 *
 * Bus of the disk, such as `virtio`; JSON member `busType`. Told by the guest agent.
 *
 * Returns: (nullable): the bus, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_filesystem_disk_get_bus_type (VmistateFilesystemDisk *self)
{
  g_return_val_if_fail (VMISTATE_IS_FILESYSTEM_DISK (self), NULL);

  return _vmistate_record_get_string (self, FILESYSTEM_DISK_BUS_TYPE);
}
