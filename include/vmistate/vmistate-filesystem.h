/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-filesystem-disk.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_FILESYSTEM (vmistate_filesystem_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateFilesystem, vmistate_filesystem, VMISTATE, FILESYSTEM, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_filesystem_get_disk_name (VmistateFilesystem *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_filesystem_get_mount_point (VmistateFilesystem *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_filesystem_get_file_system_type (VmistateFilesystem *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_filesystem_get_used_bytes (VmistateFilesystem *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_filesystem_get_total_bytes (VmistateFilesystem *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_filesystem_get_disks (VmistateFilesystem *self);

G_END_DECLS
