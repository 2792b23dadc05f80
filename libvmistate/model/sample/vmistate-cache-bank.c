/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cache-bank.h"

/**
 * VmistateCacheBank:
 *
 * How much of one bank of the processor's cache is occupied.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [CACHE_BANK_ID] = { "id", VMISTATE_FIELD_UINT32 },
  [CACHE_BANK_BYTES] = { "bytes", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateCacheBank, vmistate_cache_bank, fields, CACHE_BANK_N_FIELDS)

/**
 * vmistate_cache_bank_get_id:
 * @self: a bank
 * @value: (out) (optional): return location for the number, or 0
 *
 * Number of the bank; JSON member `id`. Told by libvirt as `bank.I.id`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cache_bank_get_id (VmistateCacheBank *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CACHE_BANK (self), FALSE);

  return _vmistate_record_get_uint32 (self, CACHE_BANK_ID, value);
}

/**
 * vmistate_cache_bank_get_bytes:
 * @self: a bank
 * @value: (out) (optional): return location for the size, or 0
 *
 * What is occupied, in bytes; JSON member `bytes`. Told by libvirt as `bank.I.bytes`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_cache_bank_get_bytes (VmistateCacheBank *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_CACHE_BANK (self), FALSE);

  return _vmistate_record_get_uint64 (self, CACHE_BANK_BYTES, value);
}
