/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is known of the target of a migration. */

#include "config.h"

#include "migration-state.h"

/**
 * vmistate_migration_state_dup_target_node_domain_ready_timestamp:
 * @self: a migration
 *
 * When the domain was first seen active on the target, in UTC; JSON member
 * `targetNodeDomainReadyTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_migration_state_dup_target_node_domain_ready_timestamp (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_dup_time (self, MIGRATION_STATE_TARGET_NODE_DOMAIN_READY_TIMESTAMP);
}

/**
 * vmistate_migration_state_get_target_node_domain_detected:
 * @self: a migration
 * @value: (out) (optional): return location for the answer
 *
 * Whether the domain was seen on the target at all; JSON member `targetNodeDomainDetected`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_state_get_target_node_domain_detected (VmistateMigrationState *self,
                                                          gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_STATE_TARGET_NODE_DOMAIN_DETECTED, value);
}

/**
 * vmistate_migration_state_get_target_node_address:
 * @self: a migration
 *
 * IP address to migrate to; JSON member `targetNodeAddress`. Told by the API object.
 *
 * Returns: (nullable): the address, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_target_node_address (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_TARGET_NODE_ADDRESS);
}

/**
 * vmistate_migration_state_get_target_direct_migration_node_ports:
 * @self: a migration
 *
 * Ports that the target opened, by the text of the port they stand for; JSON member
 * `targetDirectMigrationNodePorts`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the ports as `a{si}`, or %NULL if there are none
 *
 * Since: 0.1
 */
GVariant *
vmistate_migration_state_get_target_direct_migration_node_ports (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_variant (self, MIGRATION_STATE_TARGET_DIRECT_MIGRATION_NODE_PORTS);
}

/**
 * vmistate_migration_state_get_target_node:
 * @self: a migration
 *
 * Name of the node that the VMI moves to; JSON member `targetNode`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_target_node (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_TARGET_NODE);
}

/**
 * vmistate_migration_state_get_target_pod:
 * @self: a migration
 *
 * Name of the Pod that the VMI moves to; JSON member `targetPod`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_target_pod (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_TARGET_POD);
}

/**
 * vmistate_migration_state_get_target_attachment_pod_uid:
 * @self: a migration
 *
 * Uid of the Pod that attaches hotplugged volumes on the target; JSON member
 * `targetAttachmentPodUID`. Told by the Pod.
 *
 * Returns: (nullable): the uid, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_target_attachment_pod_uid (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_TARGET_ATTACHMENT_POD_UID);
}

/**
 * vmistate_migration_state_get_target_cpu_set:
 * @self: a migration
 *
 * CPUs of the target node that are dedicated to the VMI; JSON member `targetCPUSet`. Told by
 * the API object.
 *
 * Returns: (transfer none) (nullable): the CPUs as `ai`, or %NULL if there are none
 *
 * Since: 0.1
 */
GVariant *
vmistate_migration_state_get_target_cpu_set (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_variant (self, MIGRATION_STATE_TARGET_CPU_SET);
}

/**
 * vmistate_migration_state_get_target_node_topology:
 * @self: a migration
 *
 * NUMA topology of the target node, as a JSON text; JSON member `targetNodeTopology`. Told by
 * the API object.
 *
 * Returns: (nullable): the topology, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_target_node_topology (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_TARGET_NODE_TOPOLOGY);
}

/**
 * vmistate_migration_state_get_target_persistent_state_pvc_name:
 * @self: a migration
 *
 * Name of the claim that keeps the state of persistent devices on the target; JSON member
 * `targetPersistentStatePVCName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_target_persistent_state_pvc_name (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_TARGET_PERSISTENT_STATE_PVC_NAME);
}

/**
 * vmistate_migration_state_get_target_state:
 * @self: a migration
 *
 * Target of a migration between clusters or namespaces; JSON member `targetState`. Told by the
 * API object.
 *
 * Returns: (transfer none) (nullable): the endpoint, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateMigrationEndpoint *
vmistate_migration_state_get_target_state (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_record (self, MIGRATION_STATE_TARGET_STATE);
}

/**
 * vmistate_migration_state_get_target_memory_overhead:
 * @self: a migration
 *
 * Memory that the VMI needs on the target beyond that of its guest, as a quantity of bytes;
 * JSON member `targetMemoryOverhead`. Told by the Pod.
 *
 * Returns: (nullable): the quantity, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_state_get_target_memory_overhead (VmistateMigrationState *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_STATE (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_STATE_TARGET_MEMORY_OVERHEAD);
}
