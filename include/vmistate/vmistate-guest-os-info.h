/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_GUEST_OS_INFO (vmistate_guest_os_info_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateGuestOsInfo, vmistate_guest_os_info, VMISTATE, GUEST_OS_INFO,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_os_info_get_name (VmistateGuestOsInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_os_info_get_kernel_release (VmistateGuestOsInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_os_info_get_version (VmistateGuestOsInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_os_info_get_pretty_name (VmistateGuestOsInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_os_info_get_version_id (VmistateGuestOsInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_os_info_get_kernel_version (VmistateGuestOsInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_os_info_get_machine (VmistateGuestOsInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_os_info_get_id (VmistateGuestOsInfo *self);

G_END_DECLS
