/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-checksum.h>
#include <vmistate/vmistate-hotplug-volume.h>
#include <vmistate/vmistate-memory-dump.h>
#include <vmistate/vmistate-pvc-info.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_VOLUME (vmistate_volume_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateVolume, vmistate_volume, VMISTATE, VOLUME, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_volume_get_name (VmistateVolume *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_volume_get_target (VmistateVolume *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_volume_get_phase (VmistateVolume *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_volume_get_reason (VmistateVolume *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_volume_get_message (VmistateVolume *self);

VMISTATE_AVAILABLE_IN_0_1
VmistatePvcInfo *vmistate_volume_get_persistent_volume_claim_info (VmistateVolume *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateHotplugVolume *vmistate_volume_get_hotplug_volume (VmistateVolume *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_volume_get_size_bytes (VmistateVolume *self, gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
VmistateMemoryDump *vmistate_volume_get_memory_dump_volume (VmistateVolume *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateChecksum *vmistate_volume_get_container_disk_volume (VmistateVolume *self);

G_END_DECLS
