/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "pvc-info.h"

/**
 * VmistatePvcInfo:
 *
 * What is known of the PersistentVolumeClaim behind a volume (KubeVirt's
 * `PersistentVolumeClaimInfo`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [PVC_INFO_CLAIM_NAME] = { "claimName", VMISTATE_FIELD_STRING },
  [PVC_INFO_ACCESS_MODES] = { "accessModes", VMISTATE_FIELD_TEXTS },
  [PVC_INFO_VOLUME_MODE] = { "volumeMode", VMISTATE_FIELD_STRING, VMISTATE_FIELD_POINTER },
  [PVC_INFO_CAPACITY] = { "capacity", VMISTATE_FIELD_VARIANT, 0, NULL, "a{ss}" },
  [PVC_INFO_REQUESTS] = { "requests", VMISTATE_FIELD_VARIANT, 0, NULL, "a{ss}" },
  [PVC_INFO_PREALLOCATED] = { "preallocated", VMISTATE_FIELD_BOOLEAN },
  [PVC_INFO_FILESYSTEM_OVERHEAD] = { "filesystemOverhead", VMISTATE_FIELD_STRING,
                                     VMISTATE_FIELD_POINTER },
};

VMISTATE_DEFINE_RECORD (VmistatePvcInfo, vmistate_pvc_info, fields, PVC_INFO_N_FIELDS)

/**
 * vmistate_pvc_info_get_claim_name:
 * @self: a claim
 *
 * Name of the claim; JSON member `claimName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_pvc_info_get_claim_name (VmistatePvcInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_PVC_INFO (self), NULL);

  return _vmistate_record_get_string (self, PVC_INFO_CLAIM_NAME);
}

/**
 * vmistate_pvc_info_get_access_modes:
 * @self: a claim
 *
 * Access modes that the claim asks for, such as `ReadWriteMany`; JSON member `accessModes`.
 * Told by the API object.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the modes, or %NULL if there
 *   are none
 *
 * Since: 0.1
 */
const char *const *
vmistate_pvc_info_get_access_modes (VmistatePvcInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_PVC_INFO (self), NULL);

  return _vmistate_record_get_texts (self, PVC_INFO_ACCESS_MODES);
}

/**
 * vmistate_pvc_info_get_volume_mode:
 * @self: a claim
 *
 * Whether the claim is a `Filesystem` or a `Block` device; JSON member `volumeMode`. Told by
 * the API object.
 *
 * Returns: (nullable): the mode, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_pvc_info_get_volume_mode (VmistatePvcInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_PVC_INFO (self), NULL);

  return _vmistate_record_get_string (self, PVC_INFO_VOLUME_MODE);
}

/**
 * vmistate_pvc_info_get_capacity:
 * @self: a claim
 *
 * Capacity of the volume: quantities by resource name; JSON member `capacity`. Told by the API
 * object.
 *
 * Returns: (transfer none) (nullable): the quantities as `a{ss}`, or %NULL if there are none
 *
 * Since: 0.1
 */
GVariant *
vmistate_pvc_info_get_capacity (VmistatePvcInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_PVC_INFO (self), NULL);

  return _vmistate_record_get_variant (self, PVC_INFO_CAPACITY);
}

/**
 * vmistate_pvc_info_get_requests:
 * @self: a claim
 *
 * What the claim asks for: quantities by resource name; JSON member `requests`. Told by the
 * API object.
 *
 * Returns: (transfer none) (nullable): the quantities as `a{ss}`, or %NULL if there are none
 *
 * Since: 0.1
 */
GVariant *
vmistate_pvc_info_get_requests (VmistatePvcInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_PVC_INFO (self), NULL);

  return _vmistate_record_get_variant (self, PVC_INFO_REQUESTS);
}

/**
 * vmistate_pvc_info_get_preallocated:
 * @self: a claim
 * @value: (out) (optional): return location for the answer
 *
 * Whether the storage of the claim is preallocated; JSON member `preallocated`. Told by the
 * API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_pvc_info_get_preallocated (VmistatePvcInfo *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_PVC_INFO (self), FALSE);

  return _vmistate_record_get_boolean (self, PVC_INFO_PREALLOCATED, value);
}

/**
 * vmistate_pvc_info_get_filesystem_overhead:
 * @self: a claim
 *
 * Share of the volume that its filesystem needs for itself, as a decimal text from `0` to `1`;
 * JSON member `filesystemOverhead`. Told by the API object.
 *
 * Returns: (nullable): the share, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_pvc_info_get_filesystem_overhead (VmistatePvcInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_PVC_INFO (self), NULL);

  return _vmistate_record_get_string (self, PVC_INFO_FILESYSTEM_OVERHEAD);
}
