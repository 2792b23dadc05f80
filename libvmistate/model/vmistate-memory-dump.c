/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "memory-dump.h"

/**
 * VmistateMemoryDump:
 *
 * A dump of the memory of the guest into a volume (KubeVirt's `DomainMemoryDumpInfo`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MEMORY_DUMP_START_TIMESTAMP] = { "startTimestamp", VMISTATE_FIELD_TIME },
  [MEMORY_DUMP_END_TIMESTAMP] = { "endTimestamp", VMISTATE_FIELD_TIME },
  [MEMORY_DUMP_CLAIM_NAME] = { "claimName", VMISTATE_FIELD_STRING },
  [MEMORY_DUMP_TARGET_FILE_NAME] = { "targetFileName", VMISTATE_FIELD_STRING },
};

VMISTATE_DEFINE_RECORD (VmistateMemoryDump, vmistate_memory_dump, fields, MEMORY_DUMP_N_FIELDS)

/**
 * vmistate_memory_dump_dup_start_timestamp:
 * @self: a memory dump
 *
 * When the dump began, in UTC; JSON member `startTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_memory_dump_dup_start_timestamp (VmistateMemoryDump *self)
{
  g_return_val_if_fail (VMISTATE_IS_MEMORY_DUMP (self), NULL);

  return _vmistate_record_dup_time (self, MEMORY_DUMP_START_TIMESTAMP);
}

/**
 * vmistate_memory_dump_dup_end_timestamp:
 * @self: a memory dump
 *
 * When the dump ended, in UTC; JSON member `endTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_memory_dump_dup_end_timestamp (VmistateMemoryDump *self)
{
  g_return_val_if_fail (VMISTATE_IS_MEMORY_DUMP (self), NULL);

  return _vmistate_record_dup_time (self, MEMORY_DUMP_END_TIMESTAMP);
}

/**
 * vmistate_memory_dump_get_claim_name:
 * @self: a memory dump
 *
 * Name of the claim that the memory is dumped to; JSON member `claimName`. Told by the API
 * object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_memory_dump_get_claim_name (VmistateMemoryDump *self)
{
  g_return_val_if_fail (VMISTATE_IS_MEMORY_DUMP (self), NULL);

  return _vmistate_record_get_string (self, MEMORY_DUMP_CLAIM_NAME);
}

/**
 * vmistate_memory_dump_get_target_file_name:
 * @self: a memory dump
 *
 * Name of the file that holds the dump; JSON member `targetFileName`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_memory_dump_get_target_file_name (VmistateMemoryDump *self)
{
  g_return_val_if_fail (VMISTATE_IS_MEMORY_DUMP (self), NULL);

  return _vmistate_record_get_string (self, MEMORY_DUMP_TARGET_FILE_NAME);
}
