/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>
#include <vmistate/vmistate-storage-pool.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_HOST_INFO (vmistate_host_info_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateHostInfo, vmistate_host_info, VMISTATE, HOST_INFO, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_host_info_dup_taken_at (VmistateHostInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_host_info_get_hypervisor (VmistateHostInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_host_info_get_hypervisor_version (VmistateHostInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_host_info_get_libvirt_version (VmistateHostInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_host_info_get_library_version (VmistateHostInfo *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_host_info_get_pools (VmistateHostInfo *self);

G_END_DECLS
