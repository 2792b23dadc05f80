/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "migration-configuration.h"

/**
 * VmistateMigrationConfiguration:
 *
 * The options that a migration runs with, policies and defaults resolved (KubeVirt's
 * `VMIMConfigurationOptions`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MIGRATION_CONFIGURATION_NODE_DRAIN_TAINT_KEY] = { "nodeDrainTaintKey", VMISTATE_FIELD_STRING,
                                                     VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_PARALLEL_OUTBOUND_MIGRATIONS_PER_NODE] = { "parallelOutboundMigrationsPe"
                                                                      "rNode",
                                                                      VMISTATE_FIELD_UINT32,
                                                                      VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_PARALLEL_MIGRATIONS_PER_CLUSTER] = { "parallelMigrationsPerCluster",
                                                                VMISTATE_FIELD_UINT32,
                                                                VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_ALLOW_AUTO_CONVERGE] = { "allowAutoConverge", VMISTATE_FIELD_BOOLEAN,
                                                    VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_BANDWIDTH_PER_MIGRATION] = { "bandwidthPerMigration",
                                                        VMISTATE_FIELD_QUANTITY },
  [MIGRATION_CONFIGURATION_COMPLETION_TIMEOUT_PER_GIB_SEC] = { "completionTimeoutPerGiB",
                                                               VMISTATE_FIELD_INT64,
                                                               VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_MAX_DOWNTIME_MSEC] = { "maxDowntimeMs", VMISTATE_FIELD_UINT64,
                                                  VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_PROGRESS_TIMEOUT_SEC] = { "progressTimeout", VMISTATE_FIELD_INT64,
                                                     VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_UTILITY_VOLUMES_TIMEOUT_SEC] = { "utilityVolumesTimeout",
                                                            VMISTATE_FIELD_INT64,
                                                            VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_UNSAFE_MIGRATION_OVERRIDE] = { "unsafeMigrationOverride",
                                                          VMISTATE_FIELD_BOOLEAN,
                                                          VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_ALLOW_POST_COPY] = { "allowPostCopy", VMISTATE_FIELD_BOOLEAN,
                                                VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_ALLOW_WORKLOAD_DISRUPTION] = { "allowWorkloadDisruption",
                                                          VMISTATE_FIELD_BOOLEAN,
                                                          VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_DISABLE_TLS] = { "disableTLS", VMISTATE_FIELD_BOOLEAN,
                                            VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_NETWORK] = { "network", VMISTATE_FIELD_STRING, VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_MATCH_SELINUX_LEVEL_ON_MIGRATION] = { "matchSELinuxLevelOnMigration",
                                                                 VMISTATE_FIELD_BOOLEAN,
                                                                 VMISTATE_FIELD_POINTER },
  [MIGRATION_CONFIGURATION_EXPERIMENTAL] = { "experimental", VMISTATE_FIELD_RECORD, 0,
                                             vmistate_migration_experiments_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateMigrationConfiguration, vmistate_migration_configuration, fields,
                        MIGRATION_CONFIGURATION_N_FIELDS)

/**
 * vmistate_migration_configuration_get_node_drain_taint_key:
 * @self: a configuration
 *
 * Taint that marks a node as being drained; JSON member `nodeDrainTaintKey`. Told by the API
 * object.
 *
 * Returns: (nullable): the key, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_configuration_get_node_drain_taint_key (VmistateMigrationConfiguration *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_CONFIGURATION_NODE_DRAIN_TAINT_KEY);
}

/**
 * vmistate_migration_configuration_get_parallel_outbound_migrations_per_node:
 * @self: a configuration
 * @value: (out) (optional): return location for the number
 *
 * Greatest number of migrations that leave one node at once; JSON member
 * `parallelOutboundMigrationsPerNode`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_parallel_outbound_migrations_per_node (
    VmistateMigrationConfiguration *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_uint32 (
      self, MIGRATION_CONFIGURATION_PARALLEL_OUTBOUND_MIGRATIONS_PER_NODE, value);
}

/**
 * vmistate_migration_configuration_get_parallel_migrations_per_cluster:
 * @self: a configuration
 * @value: (out) (optional): return location for the number
 *
 * Greatest number of migrations in the cluster at once; JSON member
 * `parallelMigrationsPerCluster`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_parallel_migrations_per_cluster (
    VmistateMigrationConfiguration *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_uint32 (self, MIGRATION_CONFIGURATION_PARALLEL_MIGRATIONS_PER_CLUSTER,
                                      value);
}

/**
 * vmistate_migration_configuration_get_allow_auto_converge:
 * @self: a configuration
 * @value: (out) (optional): return location for the answer
 *
 * Whether the guest may be slowed down so that the migration ends; JSON member
 * `allowAutoConverge`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_allow_auto_converge (VmistateMigrationConfiguration *self,
                                                          gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_CONFIGURATION_ALLOW_AUTO_CONVERGE, value);
}

/**
 * vmistate_migration_configuration_get_bandwidth_per_migration:
 * @self: a configuration
 *
 * Bandwidth that one migration may take, as a quantity of bytes per second; `0` is no limit;
 * JSON member `bandwidthPerMigration`. Told by the API object.
 *
 * Returns: (nullable): the quantity, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_configuration_get_bandwidth_per_migration (VmistateMigrationConfiguration *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_CONFIGURATION_BANDWIDTH_PER_MIGRATION);
}

/**
 * vmistate_migration_configuration_get_completion_timeout_per_gib_sec:
 * @self: a configuration
 * @value: (out) (optional): return location for the time
 *
 * Time that a migration may take for each GiB, in seconds; JSON member
 * `completionTimeoutPerGiB`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_completion_timeout_per_gib_sec (
    VmistateMigrationConfiguration *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_int64 (self, MIGRATION_CONFIGURATION_COMPLETION_TIMEOUT_PER_GIB_SEC,
                                     value);
}

/**
 * vmistate_migration_configuration_get_max_downtime_msec:
 * @self: a configuration
 * @value: (out) (optional): return location for the downtime
 *
 * Greatest time that the guest may stand still at the switch, in milliseconds; JSON member
 * `maxDowntimeMs`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_max_downtime_msec (VmistateMigrationConfiguration *self,
                                                        guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_uint64 (self, MIGRATION_CONFIGURATION_MAX_DOWNTIME_MSEC, value);
}

/**
 * vmistate_migration_configuration_get_progress_timeout_sec:
 * @self: a configuration
 * @value: (out) (optional): return location for the time
 *
 * Time without progress after which a migration is given up, in seconds; JSON member
 * `progressTimeout`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_progress_timeout_sec (VmistateMigrationConfiguration *self,
                                                           gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_int64 (self, MIGRATION_CONFIGURATION_PROGRESS_TIMEOUT_SEC, value);
}

/**
 * vmistate_migration_configuration_get_utility_volumes_timeout_sec:
 * @self: a configuration
 * @value: (out) (optional): return location for the time
 *
 * Time that a migration waits for utility volumes to be detached, in seconds; JSON member
 * `utilityVolumesTimeout`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_utility_volumes_timeout_sec (
    VmistateMigrationConfiguration *self, gint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_int64 (self, MIGRATION_CONFIGURATION_UTILITY_VOLUMES_TIMEOUT_SEC,
                                     value);
}

/**
 * vmistate_migration_configuration_get_unsafe_migration_override:
 * @self: a configuration
 * @value: (out) (optional): return location for the answer
 *
 * Whether a migration is done that would be refused as unsafe; JSON member
 * `unsafeMigrationOverride`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_unsafe_migration_override (
    VmistateMigrationConfiguration *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_CONFIGURATION_UNSAFE_MIGRATION_OVERRIDE,
                                       value);
}

/**
 * vmistate_migration_configuration_get_allow_post_copy:
 * @self: a configuration
 * @value: (out) (optional): return location for the answer
 *
 * Whether the guest may run on the target before all its memory is there; JSON member
 * `allowPostCopy`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_allow_post_copy (VmistateMigrationConfiguration *self,
                                                      gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_CONFIGURATION_ALLOW_POST_COPY, value);
}

/**
 * vmistate_migration_configuration_get_allow_workload_disruption:
 * @self: a configuration
 * @value: (out) (optional): return location for the answer
 *
 * Whether the guest may be paused or run in post-copy rather than the migration be given up;
 * JSON member `allowWorkloadDisruption`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_allow_workload_disruption (
    VmistateMigrationConfiguration *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_CONFIGURATION_ALLOW_WORKLOAD_DISRUPTION,
                                       value);
}

/**
 * vmistate_migration_configuration_get_disable_tls:
 * @self: a configuration
 * @value: (out) (optional): return location for the answer
 *
 * Whether migration data travels without encryption; JSON member `disableTLS`. Told by the API
 * object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_disable_tls (VmistateMigrationConfiguration *self,
                                                  gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_CONFIGURATION_DISABLE_TLS, value);
}

/**
 * vmistate_migration_configuration_get_network:
 * @self: a configuration
 *
 * Name of the network that migrations use; JSON member `network`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_configuration_get_network (VmistateMigrationConfiguration *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_CONFIGURATION_NETWORK);
}

/**
 * vmistate_migration_configuration_get_match_selinux_level_on_migration:
 * @self: a configuration
 * @value: (out) (optional): return location for the answer
 *
 * Whether the target Pod takes an SELinux level of its own; JSON member
 * `matchSELinuxLevelOnMigration`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_configuration_get_match_selinux_level_on_migration (
    VmistateMigrationConfiguration *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), FALSE);

  return _vmistate_record_get_boolean (
      self, MIGRATION_CONFIGURATION_MATCH_SELINUX_LEVEL_ON_MIGRATION, value);
}

/**
 * vmistate_migration_configuration_get_experimental:
 * @self: a configuration
 *
 * Options that are not stable yet; JSON member `experimental`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the options, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateMigrationExperiments *
vmistate_migration_configuration_get_experimental (VmistateMigrationConfiguration *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_CONFIGURATION (self), NULL);

  return _vmistate_record_get_record (self, MIGRATION_CONFIGURATION_EXPERIMENTAL);
}
