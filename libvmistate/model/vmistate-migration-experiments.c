/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "migration-experiments.h"

/**
 * VmistateMigrationExperiments:
 *
 * Options of a migration that are not stable yet (KubeVirt's `ExperimentalMigrationOptions`,
 * an alpha API).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MIGRATION_EXPERIMENTS_STALL_DETECTOR] = { "stallDetector", VMISTATE_FIELD_RECORD, 0,
                                             vmistate_stall_detector_get_type },
  [MIGRATION_EXPERIMENTS_DOWNTIME_TUNING] = { "downtimeTuning", VMISTATE_FIELD_RECORD, 0,
                                              vmistate_downtime_tuning_get_type },
  [MIGRATION_EXPERIMENTS_COMPRESSION] = { "compression", VMISTATE_FIELD_STRING,
                                          VMISTATE_FIELD_POINTER },
};

VMISTATE_DEFINE_RECORD (VmistateMigrationExperiments, vmistate_migration_experiments, fields,
                        MIGRATION_EXPERIMENTS_N_FIELDS)

/**
 * vmistate_migration_experiments_get_stall_detector:
 * @self: the options
 *
 * How a lack of progress is recognised; JSON member `stallDetector`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the options, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateStallDetector *
vmistate_migration_experiments_get_stall_detector (VmistateMigrationExperiments *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_EXPERIMENTS (self), NULL);

  return _vmistate_record_get_record (self, MIGRATION_EXPERIMENTS_STALL_DETECTOR);
}

/**
 * vmistate_migration_experiments_get_downtime_tuning:
 * @self: the options
 *
 * How the allowed downtime grows; JSON member `downtimeTuning`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the options, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateDowntimeTuning *
vmistate_migration_experiments_get_downtime_tuning (VmistateMigrationExperiments *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_EXPERIMENTS (self), NULL);

  return _vmistate_record_get_record (self, MIGRATION_EXPERIMENTS_DOWNTIME_TUNING);
}

/**
 * vmistate_migration_experiments_get_compression:
 * @self: the options
 *
 * How migration data is compressed, `none` or `zstd`; JSON member `compression`. Told by the
 * API object.
 *
 * Returns: (nullable): the method, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_experiments_get_compression (VmistateMigrationExperiments *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_EXPERIMENTS (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_EXPERIMENTS_COMPRESSION);
}
