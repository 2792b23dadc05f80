/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-agent-command.h>
#include <vmistate/vmistate-filesystem-info.h>
#include <vmistate/vmistate-guest-os-info.h>
#include <vmistate/vmistate-load.h>
#include <vmistate/vmistate-timezone.h>
#include <vmistate/vmistate-user.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_GUEST_AGENT_INFO (vmistate_guest_agent_info_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateGuestAgentInfo, vmistate_guest_agent_info, VMISTATE, GUEST_AGENT_INFO,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_agent_info_get_guest_agent_version (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_guest_agent_info_get_supported_commands (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_agent_info_get_hostname (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateGuestOsInfo *vmistate_guest_agent_info_get_os (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_agent_info_get_timezone (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_guest_agent_info_get_user_list (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateFilesystemInfo *vmistate_guest_agent_info_get_fs_info (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_guest_agent_info_get_fs_freeze_status (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateTimezone *vmistate_guest_agent_info_get_timezone_parts (VmistateGuestAgentInfo *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateLoad *vmistate_guest_agent_info_get_load (VmistateGuestAgentInfo *self);

G_END_DECLS
