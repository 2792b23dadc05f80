/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "vcpu-dirty-rate.h"

/**
 * VmistateVcpuDirtyRate:
 *
 * How fast one vCPU of a guest changes memory.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [VCPU_DIRTY_RATE_ID] = { "id", VMISTATE_FIELD_UINT32 },
  [VCPU_DIRTY_RATE_BYTES_PER_SECOND] = { "bytesPerSecond", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateVcpuDirtyRate, vmistate_vcpu_dirty_rate, fields,
                        VCPU_DIRTY_RATE_N_FIELDS)

/**
 * vmistate_vcpu_dirty_rate_get_id:
 * @self: a dirty rate
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the vCPU; JSON member `id`. Told by libvirt as `dirtyrate.vcpu.N`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_dirty_rate_get_id (VmistateVcpuDirtyRate *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_DIRTY_RATE (self), FALSE);

  return _vmistate_record_get_uint32 (self, VCPU_DIRTY_RATE_ID, value);
}

/**
 * vmistate_vcpu_dirty_rate_get_bytes_per_second:
 * @self: a dirty rate
 * @value: (out) (optional): return location for the rate, or 0
 *
 * How much memory it changed, in bytes per second; JSON member `bytesPerSecond`. Told by libvirt as
 * `dirtyrate.vcpu.N.megabytes_per_second`, in MiB/s.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_vcpu_dirty_rate_get_bytes_per_second (VmistateVcpuDirtyRate *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_VCPU_DIRTY_RATE (self), FALSE);

  return _vmistate_record_get_uint64 (self, VCPU_DIRTY_RATE_BYTES_PER_SECOND, value);
}
