/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "migration-endpoint.h"

/**
 * VmistateMigrationEndpoint:
 *
 * One end of a migration (KubeVirt's `VirtualMachineInstanceMigrationSourceState` and
 * `VirtualMachineInstanceMigrationTargetState`).
 *
 * Both ends share most members. Node selectors are told of sources alone; whether and when the
 * domain was seen, node address, ports, attachment Pod, CPUs and topology of targets alone.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MIGRATION_ENDPOINT_NODE] = { "node", VMISTATE_FIELD_STRING },
  [MIGRATION_ENDPOINT_POD] = { "pod", VMISTATE_FIELD_STRING },
  [MIGRATION_ENDPOINT_MIGRATION_UID] = { "migrationUID", VMISTATE_FIELD_STRING },
  [MIGRATION_ENDPOINT_DOMAIN_NAME] = { "domainName", VMISTATE_FIELD_STRING,
                                       VMISTATE_FIELD_POINTER },
  [MIGRATION_ENDPOINT_DOMAIN_NAMESPACE] = { "domainNamespace", VMISTATE_FIELD_STRING,
                                            VMISTATE_FIELD_POINTER },
  [MIGRATION_ENDPOINT_SYNC_ADDRESS] = { "syncAddress", VMISTATE_FIELD_STRING,
                                        VMISTATE_FIELD_POINTER },
  [MIGRATION_ENDPOINT_PERSISTENT_STATE_PVC_NAME] = { "persistentStatePVCName",
                                                     VMISTATE_FIELD_STRING,
                                                     VMISTATE_FIELD_POINTER },
  [MIGRATION_ENDPOINT_SELINUX_CONTEXT] = { "selinuxContext", VMISTATE_FIELD_STRING },
  [MIGRATION_ENDPOINT_VIRTUAL_MACHINE_INSTANCE_UID] = { "virtualMachineInstanceUID",
                                                        VMISTATE_FIELD_STRING,
                                                        VMISTATE_FIELD_POINTER },
  [MIGRATION_ENDPOINT_NODE_SELECTORS] = { "nodeSelectors", VMISTATE_FIELD_VARIANT, 0, NULL,
                                          "a{ss}" },
  [MIGRATION_ENDPOINT_DOMAIN_READY_TIMESTAMP] = { "domainReadyTimestamp", VMISTATE_FIELD_TIME },
  [MIGRATION_ENDPOINT_DOMAIN_DETECTED] = { "domainDetected", VMISTATE_FIELD_BOOLEAN },
  [MIGRATION_ENDPOINT_NODE_ADDRESS] = { "nodeAddress", VMISTATE_FIELD_STRING,
                                        VMISTATE_FIELD_POINTER },
  [MIGRATION_ENDPOINT_DIRECT_MIGRATION_NODE_PORTS] = { "directMigrationNodePorts",
                                                       VMISTATE_FIELD_VARIANT, 0, NULL, "a{si}" },
  [MIGRATION_ENDPOINT_ATTACHMENT_POD_UID] = { "attachmentPodUID", VMISTATE_FIELD_STRING,
                                              VMISTATE_FIELD_POINTER },
  [MIGRATION_ENDPOINT_CPU_SET] = { "cpuSet", VMISTATE_FIELD_VARIANT, 0, NULL, "ai" },
  [MIGRATION_ENDPOINT_NODE_TOPOLOGY] = { "nodeTopology", VMISTATE_FIELD_STRING,
                                         VMISTATE_FIELD_POINTER },
};

VMISTATE_DEFINE_RECORD (VmistateMigrationEndpoint, vmistate_migration_endpoint, fields,
                        MIGRATION_ENDPOINT_N_FIELDS)

/**
 * vmistate_migration_endpoint_get_node:
 * @self: an endpoint
 *
 * Name of the node; JSON member `node`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_node (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_NODE);
}

/**
 * vmistate_migration_endpoint_get_pod:
 * @self: an endpoint
 *
 * Name of the Pod; JSON member `pod`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_pod (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_POD);
}

/**
 * vmistate_migration_endpoint_get_migration_uid:
 * @self: an endpoint
 *
 * Uid of the migration object at this end; JSON member `migrationUID`. Told by the API object.
 *
 * Returns: (nullable): the uid, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_migration_uid (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_MIGRATION_UID);
}

/**
 * vmistate_migration_endpoint_get_domain_name:
 * @self: an endpoint
 *
 * Name of the libvirt domain; JSON member `domainName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_domain_name (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_DOMAIN_NAME);
}

/**
 * vmistate_migration_endpoint_get_domain_namespace:
 * @self: an endpoint
 *
 * Namespace that is part of the name of the libvirt domain; JSON member `domainNamespace`.
 * Told by the API object.
 *
 * Returns: (nullable): the namespace, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_domain_namespace (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_DOMAIN_NAMESPACE);
}

/**
 * vmistate_migration_endpoint_get_sync_address:
 * @self: an endpoint
 *
 * Address and port at which both ends synchronise; JSON member `syncAddress`. Told by the API
 * object.
 *
 * Returns: (nullable): the address, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_sync_address (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_SYNC_ADDRESS);
}

/**
 * vmistate_migration_endpoint_get_persistent_state_pvc_name:
 * @self: an endpoint
 *
 * Name of the claim that keeps the state of persistent devices; JSON member
 * `persistentStatePVCName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_persistent_state_pvc_name (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_PERSISTENT_STATE_PVC_NAME);
}

/**
 * vmistate_migration_endpoint_get_selinux_context:
 * @self: an endpoint
 *
 * SELinux context of the Pod; JSON member `selinuxContext`. Told by the Pod.
 *
 * Returns: (nullable): the context, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_selinux_context (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_SELINUX_CONTEXT);
}

/**
 * vmistate_migration_endpoint_get_virtual_machine_instance_uid:
 * @self: an endpoint
 *
 * Uid of the VMI at this end; JSON member `virtualMachineInstanceUID`. Told by the API object.
 *
 * Returns: (nullable): the uid, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_virtual_machine_instance_uid (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_VIRTUAL_MACHINE_INSTANCE_UID);
}

/**
 * vmistate_migration_endpoint_get_node_selectors:
 * @self: an endpoint
 *
 * Labels that a target node must have; JSON member `nodeSelectors`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the selectors as `a{ss}`, or %NULL if there are none
 *
 * Since: 0.1
 */
GVariant *
vmistate_migration_endpoint_get_node_selectors (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_variant (self, MIGRATION_ENDPOINT_NODE_SELECTORS);
}

/**
 * vmistate_migration_endpoint_dup_domain_ready_timestamp:
 * @self: an endpoint
 *
 * When the domain was first seen active on the target, in UTC; JSON member
 * `domainReadyTimestamp`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_migration_endpoint_dup_domain_ready_timestamp (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_dup_time (self, MIGRATION_ENDPOINT_DOMAIN_READY_TIMESTAMP);
}

/**
 * vmistate_migration_endpoint_get_domain_detected:
 * @self: an endpoint
 * @value: (out) (optional): return location for the answer
 *
 * Whether the domain was seen on the target at all; JSON member `domainDetected`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_migration_endpoint_get_domain_detected (VmistateMigrationEndpoint *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), FALSE);

  return _vmistate_record_get_boolean (self, MIGRATION_ENDPOINT_DOMAIN_DETECTED, value);
}

/**
 * vmistate_migration_endpoint_get_node_address:
 * @self: an endpoint
 *
 * IP address to migrate to; JSON member `nodeAddress`. Told by the API object.
 *
 * Returns: (nullable): the address, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_node_address (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_NODE_ADDRESS);
}

/**
 * vmistate_migration_endpoint_get_direct_migration_node_ports:
 * @self: an endpoint
 *
 * Ports that the target opened, by the text of the port they stand for; JSON member
 * `directMigrationNodePorts`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the ports as `a{si}`, or %NULL if there are none
 *
 * Since: 0.1
 */
GVariant *
vmistate_migration_endpoint_get_direct_migration_node_ports (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_variant (self, MIGRATION_ENDPOINT_DIRECT_MIGRATION_NODE_PORTS);
}

/**
 * vmistate_migration_endpoint_get_attachment_pod_uid:
 * @self: an endpoint
 *
 * Uid of the Pod that attaches hotplugged volumes on the target; JSON member
 * `attachmentPodUID`. Told by the Pod.
 *
 * Returns: (nullable): the uid, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_attachment_pod_uid (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_ATTACHMENT_POD_UID);
}

/**
 * vmistate_migration_endpoint_get_cpu_set:
 * @self: an endpoint
 *
 * CPUs of the target node that are dedicated to the VMI; JSON member `cpuSet`. Told by the API
 * object.
 *
 * Returns: (transfer none) (nullable): the CPUs as `ai`, or %NULL if there are none
 *
 * Since: 0.1
 */
GVariant *
vmistate_migration_endpoint_get_cpu_set (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_variant (self, MIGRATION_ENDPOINT_CPU_SET);
}

/**
 * vmistate_migration_endpoint_get_node_topology:
 * @self: an endpoint
 *
 * NUMA topology of the target node, as a JSON text; JSON member `nodeTopology`. Told by the
 * API object.
 *
 * Returns: (nullable): the topology, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_migration_endpoint_get_node_topology (VmistateMigrationEndpoint *self)
{
  g_return_val_if_fail (VMISTATE_IS_MIGRATION_ENDPOINT (self), NULL);

  return _vmistate_record_get_string (self, MIGRATION_ENDPOINT_NODE_TOPOLOGY);
}
