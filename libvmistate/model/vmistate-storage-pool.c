/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "storage-pool.h"

/**
 * VmistateStoragePool:
 *
 * A storage pool of libvirt's, as it was when its host was last asked.
 *
 * libvirt tells what it found when the pool was last refreshed; nothing here makes it look again.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [STORAGE_POOL_NAME] = { "name", VMISTATE_FIELD_STRING },
  [STORAGE_POOL_UUID] = { "uuid", VMISTATE_FIELD_STRING },
  [STORAGE_POOL_STATE] = { "state", VMISTATE_FIELD_INT32 },
  [STORAGE_POOL_CAPACITY_BYTES] = { "capacityBytes", VMISTATE_FIELD_UINT64 },
  [STORAGE_POOL_ALLOCATION_BYTES] = { "allocationBytes", VMISTATE_FIELD_UINT64 },
  [STORAGE_POOL_AVAILABLE_BYTES] = { "availableBytes", VMISTATE_FIELD_UINT64 },
  [STORAGE_POOL_TIMED_OUT] = { "timedOut", VMISTATE_FIELD_BOOLEAN },
};

VMISTATE_DEFINE_RECORD (VmistateStoragePool, vmistate_storage_pool, fields, STORAGE_POOL_N_FIELDS)

/**
 * vmistate_storage_pool_get_name:
 * @self: a storage pool
 *
 * What the pool is called; JSON member `name`. Told by libvirt, bounded in length.
 *
 * Returns: (nullable): the text
 *
 * Since: 0.1
 */
const char *
vmistate_storage_pool_get_name (VmistateStoragePool *self)
{
  g_return_val_if_fail (VMISTATE_IS_STORAGE_POOL (self), NULL);

  return _vmistate_record_get_string (self, STORAGE_POOL_NAME);
}

/**
 * vmistate_storage_pool_get_uuid:
 * @self: a storage pool
 *
 * UUID of the pool, as text; JSON member `uuid`. Told by libvirt.
 *
 * Returns: (nullable): the text
 *
 * Since: 0.1
 */
const char *
vmistate_storage_pool_get_uuid (VmistateStoragePool *self)
{
  g_return_val_if_fail (VMISTATE_IS_STORAGE_POOL (self), NULL);

  return _vmistate_record_get_string (self, STORAGE_POOL_UUID);
}

/**
 * vmistate_storage_pool_get_state:
 * @self: a storage pool
 * @value: (out) (optional): return location for the number, or 0
 *
 * State of the pool, as libvirt numbers it: 0 inactive, 1 being built, 2 running, 3 degraded, 4
 * inaccessible; JSON member `state`. Told by libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_storage_pool_get_state (VmistateStoragePool *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STORAGE_POOL (self), FALSE);

  return _vmistate_record_get_int32 (self, STORAGE_POOL_STATE, value);
}

/**
 * vmistate_storage_pool_get_capacity_bytes:
 * @self: a storage pool
 * @value: (out) (optional): return location for the number, or 0
 *
 * Size of the pool in bytes; JSON member `capacityBytes`. Told by libvirt, and only of a pool that
 * is running or degraded.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_storage_pool_get_capacity_bytes (VmistateStoragePool *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STORAGE_POOL (self), FALSE);

  return _vmistate_record_get_uint64 (self, STORAGE_POOL_CAPACITY_BYTES, value);
}

/**
 * vmistate_storage_pool_get_allocation_bytes:
 * @self: a storage pool
 * @value: (out) (optional): return location for the number, or 0
 *
 * How much of it is taken, in bytes; JSON member `allocationBytes`. Told by libvirt, and only of a
 * pool that is running or degraded.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_storage_pool_get_allocation_bytes (VmistateStoragePool *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STORAGE_POOL (self), FALSE);

  return _vmistate_record_get_uint64 (self, STORAGE_POOL_ALLOCATION_BYTES, value);
}

/**
 * vmistate_storage_pool_get_available_bytes:
 * @self: a storage pool
 * @value: (out) (optional): return location for the number, or 0
 *
 * How much of it is free, in bytes; JSON member `availableBytes`. Told by libvirt, and only of a
 * pool that is running or degraded.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_storage_pool_get_available_bytes (VmistateStoragePool *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STORAGE_POOL (self), FALSE);

  return _vmistate_record_get_uint64 (self, STORAGE_POOL_AVAILABLE_BYTES, value);
}

/**
 * vmistate_storage_pool_get_timed_out:
 * @self: a storage pool
 * @value: (out) (optional): return location for the value, or %FALSE
 *
 * Whether libvirt did not answer for the pool in time, or was not asked because it still owed
 * earlier answers; JSON member `timedOut`. Told by the source. Where it is %TRUE, state and sizes
 * are absent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_storage_pool_get_timed_out (VmistateStoragePool *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_STORAGE_POOL (self), FALSE);

  return _vmistate_record_get_boolean (self, STORAGE_POOL_TIMED_OUT, value);
}
