/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_HOTPLUG_VOLUME (vmistate_hotplug_volume_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateHotplugVolume, vmistate_hotplug_volume, VMISTATE, HOTPLUG_VOLUME,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_hotplug_volume_get_attach_pod_name (VmistateHotplugVolume *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_hotplug_volume_get_attach_pod_uid (VmistateHotplugVolume *self);

G_END_DECLS
