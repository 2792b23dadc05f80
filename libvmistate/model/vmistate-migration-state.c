/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "migration-state.h"

/**
 * VmistateMigrationState:
 *
 * The last migration of a VMI, or the one that runs (KubeVirt's
 * `VirtualMachineInstanceMigrationState`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MIGRATION_STATE_START_TIMESTAMP] = { "startTimestamp", VMISTATE_FIELD_TIME },
  [MIGRATION_STATE_END_TIMESTAMP] = { "endTimestamp", VMISTATE_FIELD_TIME },
  [MIGRATION_STATE_TARGET_NODE_DOMAIN_READY_TIMESTAMP] = { "targetNodeDomainReadyTimestamp",
                                                           VMISTATE_FIELD_TIME },
  [MIGRATION_STATE_TARGET_NODE_DOMAIN_DETECTED] = { "targetNodeDomainDetected",
                                                    VMISTATE_FIELD_BOOLEAN },
  [MIGRATION_STATE_TARGET_NODE_ADDRESS] = { "targetNodeAddress", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_TARGET_DIRECT_MIGRATION_NODE_PORTS] = { "targetDirectMigrationNodePorts",
                                                           VMISTATE_FIELD_VARIANT, 0, NULL,
                                                           "a{si}" },
  [MIGRATION_STATE_TARGET_NODE] = { "targetNode", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_TARGET_POD] = { "targetPod", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_TARGET_ATTACHMENT_POD_UID] = { "targetAttachmentPodUID", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_SOURCE_NODE] = { "sourceNode", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_SOURCE_POD] = { "sourcePod", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_COMPLETED] = { "completed", VMISTATE_FIELD_BOOLEAN },
  [MIGRATION_STATE_FAILED] = { "failed", VMISTATE_FIELD_BOOLEAN },
  [MIGRATION_STATE_ABORT_REQUESTED] = { "abortRequested", VMISTATE_FIELD_BOOLEAN },
  [MIGRATION_STATE_ABORT_STATUS] = { "abortStatus", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_FAILURE_REASON] = { "failureReason", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_MIGRATION_UID] = { "migrationUid", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_MODE] = { "mode", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_MIGRATION_POLICY_NAME] = { "migrationPolicyName", VMISTATE_FIELD_STRING,
                                              VMISTATE_FIELD_POINTER },
  [MIGRATION_STATE_MIGRATION_CONFIGURATION] = { "migrationConfiguration", VMISTATE_FIELD_RECORD, 0,
                                                vmistate_migration_configuration_get_type },
  [MIGRATION_STATE_TARGET_CPU_SET] = { "targetCPUSet", VMISTATE_FIELD_VARIANT, 0, NULL, "ai" },
  [MIGRATION_STATE_TARGET_NODE_TOPOLOGY] = { "targetNodeTopology", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_SOURCE_PERSISTENT_STATE_PVC_NAME] = { "sourcePersistentStatePVCName",
                                                         VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_TARGET_PERSISTENT_STATE_PVC_NAME] = { "targetPersistentStatePVCName",
                                                         VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_SOURCE_STATE] = { "sourceState", VMISTATE_FIELD_RECORD, 0,
                                     vmistate_migration_endpoint_get_type },
  [MIGRATION_STATE_TARGET_STATE] = { "targetState", VMISTATE_FIELD_RECORD, 0,
                                     vmistate_migration_endpoint_get_type },
  [MIGRATION_STATE_MIGRATION_NETWORK_TYPE] = { "migrationNetworkType", VMISTATE_FIELD_STRING },
  [MIGRATION_STATE_TARGET_MEMORY_OVERHEAD] = { "targetMemoryOverhead", VMISTATE_FIELD_QUANTITY },
  [MIGRATION_STATE_PROGRESS] = { "progress", VMISTATE_FIELD_RECORD, VMISTATE_FIELD_OWN,
                                 vmistate_migration_progress_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateMigrationState, vmistate_migration_state, fields,
                        MIGRATION_STATE_N_FIELDS)

G_DEFINE_ENUM_TYPE (VmistateMigrationMode, vmistate_migration_mode,
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_MODE_UNKNOWN, "Unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_MODE_PRE_COPY, "PreCopy"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_MODE_POST_COPY, "PostCopy"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_MODE_PAUSED, "Paused"))

G_DEFINE_ENUM_TYPE (VmistateMigrationAbortStatus, vmistate_migration_abort_status,
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_ABORT_STATUS_UNKNOWN, "Unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_ABORT_STATUS_SUCCEEDED, "Succeeded"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_ABORT_STATUS_FAILED, "Failed"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_ABORT_STATUS_ABORTING, "Aborting"))

/**
 * vmistate_migration_state_dup_start_timestamp:
 * @self: a migration
 *
 * When the migration began, in UTC; JSON member `startTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_migration_state_dup_start_timestamp (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_dup_time (self, MIGRATION_STATE_START_TIMESTAMP);
}

/**
 * vmistate_migration_state_dup_end_timestamp:
 * @self: a migration
 *
 * When the migration ended, in UTC; JSON member `endTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_migration_state_dup_end_timestamp (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_dup_time (self, MIGRATION_STATE_END_TIMESTAMP);
}

/**
 * vmistate_migration_state_get_source_node:
 * @self: a migration
 *
 * Name of the node that the VMI leaves; JSON member `sourceNode`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_source_node (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_SOURCE_NODE);
}

/**
 * vmistate_migration_state_get_source_pod:
 * @self: a migration
 *
 * Name of the Pod that the VMI leaves; JSON member `sourcePod`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_source_pod (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_SOURCE_POD);
}

/**
 * vmistate_migration_state_get_completed:
 * @self: a migration
 * @value: (out) (optional): return location for the answer
 *
 * Whether the migration ended, well or not; JSON member `completed`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_state_get_completed (VmistateMigrationState *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_STATE_COMPLETED, value);
}

/**
 * vmistate_migration_state_get_failed:
 * @self: a migration
 * @value: (out) (optional): return location for the answer
 *
 * Whether the migration failed; JSON member `failed`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_state_get_failed (VmistateMigrationState *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_STATE_FAILED, value);
}

/**
 * vmistate_migration_state_get_abort_requested:
 * @self: a migration
 * @value: (out) (optional): return location for the answer
 *
 * Whether somebody asked to abort the migration; JSON member `abortRequested`. Told by the API
 * object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_state_get_abort_requested (VmistateMigrationState *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_STATE_ABORT_REQUESTED, value);
}

/**
 * vmistate_migration_state_get_abort_status:
 * @self: a migration
 *
 * How far the abortion got; JSON member `abortStatus`.
 *
 * Returns: the status
 *
 * Since: 0.1
 */
VmistateMigrationAbortStatus
vmistate_migration_state_get_abort_status (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self),
                        VMISTATE_MIGRATION_ABORT_STATUS_UNKNOWN);

  return _vmistate_record_get_enum (self, MIGRATION_STATE_ABORT_STATUS,
                                    VMISTATE_TYPE_MIGRATION_ABORT_STATUS);
}

/**
 * vmistate_migration_state_get_failure_reason:
 * @self: a migration
 *
 * Why the migration failed, as a sentence for people; JSON member `failureReason`.
 *
 * Returns: (nullable): the reason, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_failure_reason (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_FAILURE_REASON);
}

/**
 * vmistate_migration_state_get_migration_uid:
 * @self: a migration
 *
 * Uid of the migration object; JSON member `migrationUid`. Told by the API object.
 *
 * Returns: (nullable): the uid, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_migration_uid (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_MIGRATION_UID);
}

/**
 * vmistate_migration_state_get_mode:
 * @self: a migration
 *
 * How the memory of the guest is being moved; JSON member `mode`.
 *
 * Returns: the mode
 *
 * Since: 0.1
 */
VmistateMigrationMode
vmistate_migration_state_get_mode (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), VMISTATE_MIGRATION_MODE_UNKNOWN);

  return _vmistate_record_get_enum (self, MIGRATION_STATE_MODE, VMISTATE_TYPE_MIGRATION_MODE);
}

/**
 * vmistate_migration_state_get_migration_policy_name:
 * @self: a migration
 *
 * Name of the policy that gave the options; JSON member `migrationPolicyName`. Told by the API
 * object.
 *
 * Returns: (nullable): the name, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_migration_policy_name (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_MIGRATION_POLICY_NAME);
}

/**
 * vmistate_migration_state_get_migration_configuration:
 * @self: a migration
 *
 * Options that the migration runs with; JSON member `migrationConfiguration`. Told by the API
 * object.
 *
 * Returns: (transfer none) (nullable): the configuration, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateMigrationConfiguration *
vmistate_migration_state_get_migration_configuration (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_record (self, MIGRATION_STATE_MIGRATION_CONFIGURATION);
}

/**
 * vmistate_migration_state_get_source_persistent_state_pvc_name:
 * @self: a migration
 *
 * Name of the claim that keeps the state of persistent devices on the source; JSON member
 * `sourcePersistentStatePVCName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_source_persistent_state_pvc_name (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_SOURCE_PERSISTENT_STATE_PVC_NAME);
}

/**
 * vmistate_migration_state_get_source_state:
 * @self: a migration
 *
 * Source of a migration between clusters or namespaces; JSON member `sourceState`. Told by the
 * API object.
 *
 * Returns: (transfer none) (nullable): the endpoint, or %NULL if there is none
 *
 * Since: 0.1
 */
VmistateMigrationEndpoint *
vmistate_migration_state_get_source_state (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_record (self, MIGRATION_STATE_SOURCE_STATE);
}

/**
 * vmistate_migration_state_get_migration_network_type:
 * @self: a migration
 *
 * Network that the migration uses, `Pod` or `Migration`; JSON member `migrationNetworkType`.
 *
 * Returns: (nullable): the type, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_migration_network_type (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_MIGRATION_NETWORK_TYPE);
}

/**
 * vmistate_migration_state_get_progress:
 * @self: a migration
 *
 * How far it is; JSON member `progress`, which KubeVirt does not have. Told by libvirt.
 *
 * Returns: (transfer none) (nullable): the progress, or %NULL if libvirt's numbers were not seen
 *
 * Since: 0.1
 */
VmistateMigrationProgress *
vmistate_migration_state_get_progress (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_record (self, MIGRATION_STATE_PROGRESS);
}
