/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "migration-progress.h"

/**
 * VmistateMigrationProgress:
 *
 * How far a migration is, from libvirt's statistics of it. KubeVirt's status has no such part.
 *
 * Each number is of the newest statistics; while a migration runs they are asked for about twice
 * a second. After the end they are those of the whole migration.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MIGRATION_PROGRESS_DATA_TOTAL] = { "dataTotal", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_DATA_PROCESSED] = { "dataProcessed", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_DATA_REMAINING] = { "dataRemaining", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_MEMORY_TOTAL] = { "memoryTotal", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_MEMORY_PROCESSED] = { "memoryProcessed", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_MEMORY_REMAINING] = { "memoryRemaining", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_MEMORY_RATE] = { "memoryRate", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_DIRTY_RATE] = { "dirtyRate", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_ITERATION] = { "iteration", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_ELAPSED_MSEC] = { "elapsedMsec", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_DOWNTIME_MSEC] = { "downtimeMsec", VMISTATE_FIELD_UINT64 },
  [MIGRATION_PROGRESS_PERCENT] = { "percent", VMISTATE_FIELD_DOUBLE },
  /* When libvirt took them; follows from when the migration began and how long it has run. */
  [MIGRATION_PROGRESS_OBSERVED_AT] = { "observedAt", VMISTATE_FIELD_TIME,
                                       VMISTATE_FIELD_HIDDEN | VMISTATE_FIELD_NOT_COMPARED },
};

VMISTATE_DEFINE_RECORD (VmistateMigrationProgress, vmistate_migration_progress, fields,
                        MIGRATION_PROGRESS_N_FIELDS)

/**
 * vmistate_migration_progress_get_data_total:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes that the migration has to move, over all rounds so far; JSON member `dataTotal`. Told by
 * libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_data_total (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_DATA_TOTAL, value);
}

/**
 * vmistate_migration_progress_get_data_processed:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes that were moved; JSON member `dataProcessed`. Told by libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_data_processed (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_DATA_PROCESSED, value);
}

/**
 * vmistate_migration_progress_get_data_remaining:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes that are still to be moved; JSON member `dataRemaining`. Told by libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_data_remaining (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_DATA_REMAINING, value);
}

/**
 * vmistate_migration_progress_get_memory_total:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of memory that the guest has; JSON member `memoryTotal`. Told by libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_memory_total (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_MEMORY_TOTAL, value);
}

/**
 * vmistate_migration_progress_get_memory_processed:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of memory that were moved; JSON member `memoryProcessed`. Told by libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_memory_processed (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_MEMORY_PROCESSED, value);
}

/**
 * vmistate_migration_progress_get_memory_remaining:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Bytes of memory that are still to be moved; JSON member `memoryRemaining`. Told by libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_memory_remaining (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_MEMORY_REMAINING, value);
}

/**
 * vmistate_migration_progress_get_memory_rate:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * How fast memory is moved, in bytes per second; JSON member `memoryRate`. Told by libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_memory_rate (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_MEMORY_RATE, value);
}

/**
 * vmistate_migration_progress_get_dirty_rate:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * How fast the guest changes its memory, in bytes per second; JSON member `dirtyRate`. Told by
 * libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_dirty_rate (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_DIRTY_RATE, value);
}

/**
 * vmistate_migration_progress_get_iteration:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Round over the memory that changed meanwhile, beginning at 1; JSON member `iteration`. Told by
 * libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_iteration (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_ITERATION, value);
}

/**
 * vmistate_migration_progress_get_elapsed_msec:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Milliseconds since the migration began, or that it took; JSON member `elapsedMsec`. Told by
 * libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_elapsed_msec (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_ELAPSED_MSEC, value);
}

/**
 * vmistate_migration_progress_get_downtime_msec:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * Milliseconds that the guest stands still: expected while it runs, measured when it has ended;
 * JSON member `downtimeMsec`. Told by libvirt.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_downtime_msec (VmistateMigrationProgress *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_PROGRESS_DOWNTIME_MSEC, value);
}

/**
 * vmistate_migration_progress_get_percent:
 * @self: a progress
 * @value: (out) (optional): return location for the number, or 0
 *
 * How much of what is to be moved was moved, from 0 to 100; JSON member `percent`. Told by libvirt,
 * computed from its numbers.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_progress_get_percent (VmistateMigrationProgress *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_PROGRESS (self), FALSE);

  return _vmistate_record_get_double (self, MIGRATION_PROGRESS_PERCENT, value);
}
