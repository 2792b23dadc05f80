/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "checksum.h"

/**
 * VmistateChecksum:
 *
 * The checksum of a file that a VMI was booted from (KubeVirt's `KernelInfo`, `InitrdInfo` and
 * `ContainerDiskInfo`, which are alike).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [CHECKSUM_CHECKSUM] = { "checksum", VMISTATE_FIELD_UINT32 },
};

VMISTATE_DEFINE_RECORD (VmistateChecksum, vmistate_checksum, fields, CHECKSUM_N_FIELDS)

/**
 * vmistate_checksum_get_checksum:
 * @self: a checksum
 * @value: (out) (optional): return location for the checksum
 *
 * Checksum of the file, deprecated in KubeVirt; JSON member `checksum`. Told by the API
 * object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_checksum_get_checksum (VmistateChecksum *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CHECKSUM (self), FALSE);

  return _vmistate_record_get_uint32 (self, CHECKSUM_CHECKSUM, value);
}
