/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "volume.h"

/**
 * VmistateVolume:
 *
 * The state of one volume of a VMI (KubeVirt's `VolumeStatus`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [VOLUME_NAME] = { "name", VMISTATE_FIELD_STRING,
                    VMISTATE_FIELD_ALWAYS_KUBEVIRT | VMISTATE_FIELD_KEY },
  [VOLUME_TARGET] = { "target", VMISTATE_FIELD_STRING, VMISTATE_FIELD_ALWAYS_KUBEVIRT },
  [VOLUME_PHASE] = { "phase", VMISTATE_FIELD_STRING },
  [VOLUME_REASON] = { "reason", VMISTATE_FIELD_STRING },
  [VOLUME_MESSAGE] = { "message", VMISTATE_FIELD_STRING },
  [VOLUME_PERSISTENT_VOLUME_CLAIM_INFO] = { "persistentVolumeClaimInfo", VMISTATE_FIELD_RECORD, 0,
                                            vmistate_pvc_info_get_type },
  [VOLUME_HOTPLUG_VOLUME] = { "hotplugVolume", VMISTATE_FIELD_RECORD, 0,
                              vmistate_hotplug_volume_get_type },
  [VOLUME_SIZE_BYTES] = { "size", VMISTATE_FIELD_INT64 },
  [VOLUME_MEMORY_DUMP_VOLUME] = { "memoryDumpVolume", VMISTATE_FIELD_RECORD, 0,
                                  vmistate_memory_dump_get_type },
  [VOLUME_CONTAINER_DISK_VOLUME] = { "containerDiskVolume", VMISTATE_FIELD_RECORD, 0,
                                     vmistate_checksum_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateVolume, vmistate_volume, fields, VOLUME_N_FIELDS)

/**
 * vmistate_volume_get_name:
 * @self: a volume
 *
 * Name of the volume in the specification; JSON member `name`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_volume_get_name (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, VOLUME_NAME);
}

/**
 * vmistate_volume_get_target:
 * @self: a volume
 *
 * Device that the guest sees the volume as, such as `vda`; JSON member `target`. Told by the
 * domain XML.
 *
 * Returns: (nullable): the target, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_volume_get_target (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, VOLUME_TARGET);
}

/**
 * vmistate_volume_get_phase:
 * @self: a volume
 *
 * Where a hotplugged volume is on its way into the VMI, such as `Ready`; JSON member `phase`.
 *
 * Returns: (nullable): the phase, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_volume_get_phase (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, VOLUME_PHASE);
}

/**
 * vmistate_volume_get_reason:
 * @self: a volume
 *
 * Why the volume is in its phase, as one CamelCase word; JSON member `reason`.
 *
 * Returns: (nullable): the reason, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_volume_get_reason (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, VOLUME_REASON);
}

/**
 * vmistate_volume_get_message:
 * @self: a volume
 *
 * Why the volume is in its phase, as a sentence for people; JSON member `message`.
 *
 * Returns: (nullable): the message, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_volume_get_message (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, VOLUME_MESSAGE);
}

/**
 * vmistate_volume_get_persistent_volume_claim_info:
 * @self: a volume
 *
 * Claim behind the volume; JSON member `persistentVolumeClaimInfo`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the claim, or %NULL if there is none
 *
 * Since: 0.1
 */
VmistatePvcInfo *
vmistate_volume_get_persistent_volume_claim_info (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_record (self, VOLUME_PERSISTENT_VOLUME_CLAIM_INFO);
}

/**
 * vmistate_volume_get_hotplug_volume:
 * @self: a volume
 *
 * How the volume was attached while the VMI ran; JSON member `hotplugVolume`. Told by the Pod.
 *
 * Returns: (transfer none) (nullable): the hotplugged volume, or %NULL if there is none
 *
 * Since: 0.1
 */
VmistateHotplugVolume *
vmistate_volume_get_hotplug_volume (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_record (self, VOLUME_HOTPLUG_VOLUME);
}

/**
 * vmistate_volume_get_size_bytes:
 * @self: a volume
 * @value: (out) (optional): return location for the size
 *
 * Size of the volume in bytes; JSON member `size`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_volume_get_size_bytes (VmistateVolume *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), FALSE);

  return _vmistate_record_get_int64 (self, VOLUME_SIZE_BYTES, value);
}

/**
 * vmistate_volume_get_memory_dump_volume:
 * @self: a volume
 *
 * Memory dump that the volume takes; JSON member `memoryDumpVolume`.
 *
 * Returns: (transfer none) (nullable): the memory dump, or %NULL if there is none
 *
 * Since: 0.1
 */
VmistateMemoryDump *
vmistate_volume_get_memory_dump_volume (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_record (self, VOLUME_MEMORY_DUMP_VOLUME);
}

/**
 * vmistate_volume_get_container_disk_volume:
 * @self: a volume
 *
 * Checksum of the container disk behind the volume; JSON member `containerDiskVolume`. Told by
 * the API object.
 *
 * Returns: (transfer none) (nullable): the checksum, or %NULL if there is none
 *
 * Since: 0.1
 */
VmistateChecksum *
vmistate_volume_get_container_disk_volume (VmistateVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_VOLUME (self), NULL);

  return _vmistate_record_get_record (self, VOLUME_CONTAINER_DISK_VOLUME);
}
