/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_PVC_INFO (vmistate_pvc_info_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistatePvcInfo, vmistate_pvc_info, VMISTATE, PVC_INFO, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_pvc_info_get_claim_name (VmistatePvcInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *const *vmistate_pvc_info_get_access_modes (VmistatePvcInfo *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_pvc_info_get_volume_mode (VmistatePvcInfo *self);

VMISTATE_AVAILABLE_IN_0_1
GVariant *vmistate_pvc_info_get_capacity (VmistatePvcInfo *self);

VMISTATE_AVAILABLE_IN_0_1
GVariant *vmistate_pvc_info_get_requests (VmistatePvcInfo *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_pvc_info_get_preallocated (VmistatePvcInfo *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_pvc_info_get_filesystem_overhead (VmistatePvcInfo *self);

G_END_DECLS
