/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_FILESYSTEM_DISK (vmistate_filesystem_disk_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateFilesystemDisk, vmistate_filesystem_disk, VMISTATE, FILESYSTEM_DISK,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_filesystem_disk_get_serial (VmistateFilesystemDisk *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_filesystem_disk_get_bus_type (VmistateFilesystemDisk *self);

G_END_DECLS
