/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "hotplug-volume.h"

/**
 * VmistateHotplugVolume:
 *
 * How a volume was attached to a running VMI (KubeVirt's `HotplugVolumeStatus`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [HOTPLUG_VOLUME_ATTACH_POD_NAME] = { "attachPodName", VMISTATE_FIELD_STRING },
  [HOTPLUG_VOLUME_ATTACH_POD_UID] = { "attachPodUID", VMISTATE_FIELD_STRING },
};

VMISTATE_DEFINE_RECORD (VmistateHotplugVolume, vmistate_hotplug_volume, fields,
                        HOTPLUG_VOLUME_N_FIELDS)

/**
 * vmistate_hotplug_volume_get_attach_pod_name:
 * @self: a hotplugged volume
 *
 * Name of the Pod that attaches the volume to the node; JSON member `attachPodName`. Told by
 * the Pod.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_hotplug_volume_get_attach_pod_name (VmistateHotplugVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOTPLUG_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, HOTPLUG_VOLUME_ATTACH_POD_NAME);
}

/**
 * vmistate_hotplug_volume_get_attach_pod_uid:
 * @self: a hotplugged volume
 *
 * Uid of the Pod that attaches the volume to the node; JSON member `attachPodUID`. Told by the
 * Pod.
 *
 * Returns: (nullable): the uid, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_hotplug_volume_get_attach_pod_uid (VmistateHotplugVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOTPLUG_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, HOTPLUG_VOLUME_ATTACH_POD_UID);
}
