/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-pvc-info.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MIGRATED_VOLUME (vmistate_migrated_volume_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMigratedVolume, vmistate_migrated_volume, VMISTATE, MIGRATED_VOLUME,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migrated_volume_get_volume_name (VmistateMigratedVolume *self);

VMISTATE_AVAILABLE_IN_0_1
VmistatePvcInfo *vmistate_migrated_volume_get_source_pvc_info (VmistateMigratedVolume *self);

VMISTATE_AVAILABLE_IN_0_1
VmistatePvcInfo *vmistate_migrated_volume_get_destination_pvc_info (VmistateMigratedVolume *self);

G_END_DECLS
