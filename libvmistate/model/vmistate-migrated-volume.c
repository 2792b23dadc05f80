/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "migrated-volume.h"

/**
 * VmistateMigratedVolume:
 *
 * A volume that moves from one claim to another (KubeVirt's `StorageMigratedVolumeInfo`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MIGRATED_VOLUME_VOLUME_NAME] = { "volumeName", VMISTATE_FIELD_STRING,
                                    VMISTATE_FIELD_ALWAYS_KUBEVIRT | VMISTATE_FIELD_KEY },
  [MIGRATED_VOLUME_SOURCE_PVC_INFO] = { "sourcePVCInfo", VMISTATE_FIELD_RECORD, 0,
                                        vmistate_pvc_info_get_type },
  [MIGRATED_VOLUME_DESTINATION_PVC_INFO] = { "destinationPVCInfo", VMISTATE_FIELD_RECORD, 0,
                                             vmistate_pvc_info_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateMigratedVolume, vmistate_migrated_volume, fields,
                        MIGRATED_VOLUME_N_FIELDS)

/**
 * vmistate_migrated_volume_get_volume_name:
 * @self: a migrated volume
 *
 * Name of the volume; JSON member `volumeName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migrated_volume_get_volume_name (VmistateMigratedVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATED_VOLUME (self), NULL);

  return _vmistate_record_get_string (self, MIGRATED_VOLUME_VOLUME_NAME);
}

/**
 * vmistate_migrated_volume_get_source_pvc_info:
 * @self: a migrated volume
 *
 * Claim that the volume leaves; JSON member `sourcePVCInfo`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the claim, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistatePvcInfo *
vmistate_migrated_volume_get_source_pvc_info (VmistateMigratedVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATED_VOLUME (self), NULL);

  return _vmistate_record_get_record (self, MIGRATED_VOLUME_SOURCE_PVC_INFO);
}

/**
 * vmistate_migrated_volume_get_destination_pvc_info:
 * @self: a migrated volume
 *
 * Claim that the volume moves to; JSON member `destinationPVCInfo`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the claim, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistatePvcInfo *
vmistate_migrated_volume_get_destination_pvc_info (VmistateMigratedVolume *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATED_VOLUME (self), NULL);

  return _vmistate_record_get_record (self, MIGRATED_VOLUME_DESTINATION_PVC_INFO);
}
