/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "condition.h"
#include "status.h"

/**
 * VmistateStatus:
 *
 * The state of a VMI at one moment (KubeVirt's `VirtualMachineInstanceStatus`).
 *
 * Its JSON form is the `status` member of a VirtualMachineInstance. Two members are not part
 * of it, because KubeVirt has no place for them: [method@Status.get_stamps], which tells where
 * each part comes from, and [method@Status.get_guest_agent_info].
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [STATUS_NODE_NAME] = { "nodeName", VMISTATE_FIELD_STRING },
  [STATUS_REASON] = { "reason", VMISTATE_FIELD_STRING },
  [STATUS_CONDITIONS] = { "conditions", VMISTATE_FIELD_LIST, 0, vmistate_condition_get_type },
  [STATUS_PHASE] = { "phase", VMISTATE_FIELD_STRING },
  [STATUS_PHASE_TRANSITION_TIMESTAMPS] = { "phaseTransitionTimestamps", VMISTATE_FIELD_LIST, 0,
                                           vmistate_phase_transition_get_type },
  [STATUS_INTERFACES] = { "interfaces", VMISTATE_FIELD_LIST, 0, vmistate_interface_get_type },
  [STATUS_GUEST_OS_INFO] = { "guestOSInfo", VMISTATE_FIELD_RECORD, VMISTATE_FIELD_ALWAYS,
                             vmistate_guest_os_info_get_type },
  [STATUS_MIGRATION_STATE] = { "migrationState", VMISTATE_FIELD_RECORD, 0,
                               vmistate_migration_state_get_type },
  [STATUS_MIGRATION_METHOD] = { "migrationMethod", VMISTATE_FIELD_STRING },
  [STATUS_MIGRATION_TRANSPORT] = { "migrationTransport", VMISTATE_FIELD_STRING },
  [STATUS_QOS_CLASS] = { "qosClass", VMISTATE_FIELD_STRING, VMISTATE_FIELD_POINTER },
  [STATUS_LAUNCHER_CONTAINER_IMAGE_VERSION] = { "launcherContainerImageVersion",
                                                VMISTATE_FIELD_STRING },
  [STATUS_EVACUATION_NODE_NAME] = { "evacuationNodeName", VMISTATE_FIELD_STRING },
  [STATUS_ACTIVE_PODS] = { "activePods", VMISTATE_FIELD_MAP, 0, vmistate_active_pod_get_type },
  [STATUS_VOLUME_STATUS] = { "volumeStatus", VMISTATE_FIELD_LIST, 0, vmistate_volume_get_type },
  [STATUS_KERNEL_BOOT_STATUS] = { "kernelBootStatus", VMISTATE_FIELD_RECORD, 0,
                                  vmistate_kernel_boot_get_type },
  [STATUS_FS_FREEZE_STATUS] = { "fsFreezeStatus", VMISTATE_FIELD_STRING },
  [STATUS_TOPOLOGY_HINTS] = { "topologyHints", VMISTATE_FIELD_RECORD, 0,
                              vmistate_topology_hints_get_type },
  [STATUS_VIRTUAL_MACHINE_REVISION_NAME] = { "virtualMachineRevisionName", VMISTATE_FIELD_STRING },
  [STATUS_RUNTIME_USER] = { "runtimeUser", VMISTATE_FIELD_UINT64, VMISTATE_FIELD_ALWAYS_KUBEVIRT },
  [STATUS_VSOCK_CID] = { "VSOCKCID", VMISTATE_FIELD_UINT32, VMISTATE_FIELD_POINTER },
  [STATUS_SELINUX_CONTEXT] = { "selinuxContext", VMISTATE_FIELD_STRING },
  [STATUS_MACHINE] = { "machine", VMISTATE_FIELD_RECORD, 0, vmistate_machine_get_type },
  [STATUS_CURRENT_CPU_TOPOLOGY] = { "currentCPUTopology", VMISTATE_FIELD_RECORD, 0,
                                    vmistate_cpu_topology_get_type },
  [STATUS_MEMORY] = { "memory", VMISTATE_FIELD_RECORD, 0, vmistate_memory_get_type },
  [STATUS_MIGRATED_VOLUMES] = { "migratedVolumes", VMISTATE_FIELD_LIST, 0,
                                vmistate_migrated_volume_get_type },
  [STATUS_CHANGED_BLOCK_TRACKING] = { "changedBlockTracking", VMISTATE_FIELD_RECORD, 0,
                                      vmistate_changed_block_tracking_get_type },
  [STATUS_OBSERVED] = { "observed", VMISTATE_FIELD_LAZY, VMISTATE_FIELD_HIDDEN,
                        vmistate_stamp_get_type },
  [STATUS_GUEST_AGENT_INFO] = { "guestAgentInfo", VMISTATE_FIELD_RECORD, VMISTATE_FIELD_HIDDEN,
                                vmistate_guest_agent_info_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateStatus, vmistate_status, fields, STATUS_N_FIELDS)

G_DEFINE_ENUM_TYPE (VmistateMigrationMethod, vmistate_migration_method,
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_METHOD_UNKNOWN, "Unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_METHOD_BLOCK, "BlockMigration"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_MIGRATION_METHOD_LIVE, "LiveMigration"))

/**
 * vmistate_status_new_from_json:
 * @json: the JSON text of one status, UTF-8
 * @length: length of @json in bytes, or -1 if it is zero-terminated
 * @error: return location for an error
 *
 * Reads a status from its JSON form, which is the `status` member of a VirtualMachineInstance.
 *
 * Members that this version does not know are kept, and written again by
 * [method@Record.to_json]. Fails with %VMISTATE_ERROR_INVALID_DATA for a text that is not such a
 * form; the message names the path.
 *
 * Returns: (transfer full): the status, or %NULL with @error set
 *
 * Since: 0.1
 */
VmistateStatus *
vmistate_status_new_from_json (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return _vmistate_record_from_json (VMISTATE_TYPE_STATUS, json, length, error);
}

/**
 * vmistate_status_find_condition:
 * @self: a status
 * @type: a condition type, such as `Ready`
 *
 * The condition of the given type.
 *
 * Returns: (transfer none) (nullable): the condition, or %NULL if the status has none of @type
 *
 * Since: 0.1
 */
VmistateCondition *
vmistate_status_find_condition (VmistateStatus *self, const char *type)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  return _vmistate_record_list_find (_vmistate_record_get_list (self, STATUS_CONDITIONS),
                                     CONDITION_TYPE, type);
}

static gboolean
stamp_matches (VmistateStamp *stamp, const char *part, const char *origin)
{
  return g_strcmp0 (vmistate_stamp_get_part (stamp), part) == 0
         && (origin == NULL || g_strcmp0 (vmistate_stamp_get_origin (stamp), origin) == 0);
}

/**
 * vmistate_status_find_stamp:
 * @self: a status
 * @part: a part of the status, such as `guestOSInfo`
 * @origin: (nullable): an origin, such as `guest-agent`, or %NULL for the first of any
 *
 * The stamp of a part: who observed it, and when.
 *
 * Returns: (transfer none) (nullable): the stamp, or %NULL if there is none for @part and @origin
 *
 * Since: 0.1
 */
VmistateStamp *
vmistate_status_find_stamp (VmistateStatus *self, const char *part, const char *origin)
{
  GPtrArray *stamps;

  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);
  g_return_val_if_fail (part != NULL, NULL);

  stamps = _vmistate_record_get_list (self, STATUS_OBSERVED);
  for (guint i = 0; stamps != NULL && i < stamps->len; i++)
    {
      if (stamp_matches (stamps->pdata[i], part, origin))
        return stamps->pdata[i];
    }
  return NULL;
}

/**
 * vmistate_status_get_node_name:
 * @self: a status
 *
 * Name of the node that owns the domain now; JSON member `nodeName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_node_name (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_NODE_NAME);
}

/**
 * vmistate_status_get_reason:
 * @self: a status
 *
 * Why the VMI is in its state, as one CamelCase word; JSON member `reason`. Told by the API
 * object.
 *
 * Returns: (nullable): the reason, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_reason (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_REASON);
}

/**
 * vmistate_status_get_phase:
 * @self: a status
 *
 * Where the VMI is in its life; JSON member `phase`.
 *
 * Returns: the phase
 *
 * Since: 0.1
 */
VmistatePhase
vmistate_status_get_phase (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), VMISTATE_PHASE_UNKNOWN);

  return _vmistate_record_get_enum (self, STATUS_PHASE, VMISTATE_TYPE_PHASE);
}

/**
 * vmistate_status_get_migration_method:
 * @self: a status
 *
 * How the VMI would be migrated; JSON member `migrationMethod`.
 *
 * Returns: the method
 *
 * Since: 0.1
 */
VmistateMigrationMethod
vmistate_status_get_migration_method (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), VMISTATE_MIGRATION_METHOD_UNKNOWN);

  return _vmistate_record_get_enum (self, STATUS_MIGRATION_METHOD, VMISTATE_TYPE_MIGRATION_METHOD);
}

/**
 * vmistate_status_get_migration_transport:
 * @self: a status
 *
 * How migration data reaches the VMI; `Unix` is the only known one; JSON member
 * `migrationTransport`. Told by the Pod.
 *
 * Returns: (nullable): the transport, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_migration_transport (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_MIGRATION_TRANSPORT);
}

/**
 * vmistate_status_get_qos_class:
 * @self: a status
 *
 * Quality of service class: `Guaranteed`, `Burstable` or `BestEffort`; JSON member `qosClass`.
 * Told by the Pod.
 *
 * Returns: (nullable): the class, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_qos_class (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_QOS_CLASS);
}

/**
 * vmistate_status_get_launcher_container_image_version:
 * @self: a status
 *
 * Image of the container that the domain runs in; JSON member `launcherContainerImageVersion`.
 * Told by the Pod.
 *
 * Returns: (nullable): the image, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_launcher_container_image_version (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_LAUNCHER_CONTAINER_IMAGE_VERSION);
}

/**
 * vmistate_status_get_evacuation_node_name:
 * @self: a status
 *
 * Name of the node that is being drained, while this VMI must leave it; JSON member
 * `evacuationNodeName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_evacuation_node_name (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_EVACUATION_NODE_NAME);
}

/**
 * vmistate_status_get_fs_freeze_status:
 * @self: a status
 *
 * `frozen` while the filesystems of the guest stand still; JSON member `fsFreezeStatus`. Told
 * by the guest agent.
 *
 * Returns: (nullable): the status, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_fs_freeze_status (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_FS_FREEZE_STATUS);
}

/**
 * vmistate_status_get_virtual_machine_revision_name:
 * @self: a status
 *
 * Name of the revision of the VirtualMachine that this VMI was made from; JSON member
 * `virtualMachineRevisionName`. Told by the API object.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_virtual_machine_revision_name (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_VIRTUAL_MACHINE_REVISION_NAME);
}

/**
 * vmistate_status_get_runtime_user:
 * @self: a status
 * @value: (out) (optional): return location for the uid
 *
 * Numeric uid of the user that the domain runs as; 0 is root; JSON member `runtimeUser`. Told
 * by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_status_get_runtime_user (VmistateStatus *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), FALSE);

  return _vmistate_record_get_uint64 (self, STATUS_RUNTIME_USER, value);
}

/**
 * vmistate_status_get_vsock_cid:
 * @self: a status
 * @value: (out) (optional): return location for the id
 *
 * Context id of the VMI on vsock; JSON member `VSOCKCID`. Told by the API object.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_status_get_vsock_cid (VmistateStatus *self, guint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), FALSE);

  return _vmistate_record_get_uint32 (self, STATUS_VSOCK_CID, value);
}

/**
 * vmistate_status_get_selinux_context:
 * @self: a status
 *
 * SELinux context of the Pod; `none` on a node without SELinux; JSON member `selinuxContext`.
 * Told by the Pod.
 *
 * Returns: (nullable): the context, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_status_get_selinux_context (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_string (self, STATUS_SELINUX_CONTEXT);
}
