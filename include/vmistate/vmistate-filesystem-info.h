/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-filesystem.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_FILESYSTEM_INFO (vmistate_filesystem_info_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateFilesystemInfo, vmistate_filesystem_info, VMISTATE, FILESYSTEM_INFO,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_filesystem_info_get_filesystems (VmistateFilesystemInfo *self);

G_END_DECLS
