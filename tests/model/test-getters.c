/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Every getter reads the JSON member that its documentation names, and no other. */

#include "config.h"

#include <vmistate/vmistate.h>

#include "model/record.h"

typedef enum
{
  TEXT,
  BOOLEAN,
  INT32,
  INT64,
  UINT32,
  UINT64,
  DOUBLE,
  TIME,
  RECORD,
  LIST,
  MAP,
  TEXTS,
  NUMBERS,
  TEXTS_BY_NAME,
  NUMBERS_BY_NAME,
} Kind;

static const char *const samples[] = {
  [TEXT] = "\"text\"",
  [BOOLEAN] = "true",
  [INT32] = "-7",
  [INT64] = "-7000000000",
  [UINT32] = "4000000000",
  [UINT64] = "7000000000",
  [DOUBLE] = "7.5",
  [TIME] = "\"2026-03-01T10:00:00Z\"",
  [RECORD] = "{\"later\":1}",
  [LIST] = "[{\"later\":1}]",
  [MAP] = "{\"a\":\"b\"}",
  [TEXTS] = "[\"a\",\"b\"]",
  [NUMBERS] = "[1,2]",
  [TEXTS_BY_NAME] = "{\"a\":\"b\"}",
  [NUMBERS_BY_NAME] = "{\"a\":1}",
};

typedef struct
{
  GType (*type) (void);
  const char *name;
  GCallback getter;
  const char *member;
  Kind kind;
} Row;

#define ROW(type, getter, member, kind)                                                            \
  {                                                                                                \
    vmistate_##type##_get_type, #type "_" #getter, G_CALLBACK (vmistate_##type##_##getter),        \
        member, kind                                                                               \
  }

static const Row rows[] = {
  ROW (active_pod, get_uid, "uid", TEXT),
  ROW (active_pod, get_node_name, "nodeName", TEXT),
  ROW (address, get_address, "address", TEXT),
  ROW (address, get_prefix, "prefix", UINT32),
  ROW (address, get_origin, "origin", TEXT),
  ROW (address, get_state, "state", TEXT),
  ROW (address, get_interface_name, "interfaceName", TEXT),
  ROW (agent_command, get_name, "name", TEXT),
  ROW (agent_command, get_enabled, "enabled", BOOLEAN),
  ROW (backup_status, get_backup_name, "backupName", TEXT),
  ROW (backup_status, dup_start_timestamp, "startTimestamp", TIME),
  ROW (backup_status, dup_end_timestamp, "endTimestamp", TIME),
  ROW (backup_status, get_completed, "completed", BOOLEAN),
  ROW (backup_status, get_failed, "failed", BOOLEAN),
  ROW (backup_status, get_backup_msg, "backupMsg", TEXT),
  ROW (backup_status, get_checkpoint_name, "checkpointName", TEXT),
  ROW (backup_status, get_volumes, "volumes", LIST),
  ROW (backup_status, get_quiesce_status, "quiesceStatus", TEXT),
  ROW (backup_volume, get_volume_name, "volumeName", TEXT),
  ROW (changed_block_tracking, get_state, "state", TEXT),
  ROW (changed_block_tracking, get_backup_status, "backupStatus", RECORD),
  ROW (checksum, get_checksum, "checksum", UINT32),
  ROW (cpu_topology, get_cores, "cores", UINT32),
  ROW (cpu_topology, get_sockets, "sockets", UINT32),
  ROW (cpu_topology, get_threads, "threads", UINT32),
  ROW (downtime_tuning, get_initial_msec, "initialMs", INT64),
  ROW (downtime_tuning, get_steps, "steps", INT32),
  ROW (downtime_tuning, get_start_after_iteration, "startAfterIteration", INT64),
  ROW (downtime_tuning, get_cooldown_sec, "cooldownSeconds", INT32),
  ROW (filesystem, get_disk_name, "diskName", TEXT),
  ROW (filesystem, get_mount_point, "mountPoint", TEXT),
  ROW (filesystem, get_file_system_type, "fileSystemType", TEXT),
  ROW (filesystem, get_used_bytes, "usedBytes", UINT64),
  ROW (filesystem, get_total_bytes, "totalBytes", UINT64),
  ROW (filesystem, get_disks, "disk", LIST),
  ROW (filesystem_disk, get_serial, "serial", TEXT),
  ROW (filesystem_disk, get_bus_type, "busType", TEXT),
  ROW (filesystem_info, get_filesystems, "disks", LIST),
  ROW (guest_agent_info, get_guest_agent_version, "guestAgentVersion", TEXT),
  ROW (guest_agent_info, get_supported_commands, "supportedCommands", LIST),
  ROW (guest_agent_info, get_hostname, "hostname", TEXT),
  ROW (guest_agent_info, get_os, "os", RECORD),
  ROW (guest_agent_info, get_timezone, "timezone", TEXT),
  ROW (guest_agent_info, get_user_list, "userList", LIST),
  ROW (guest_agent_info, get_fs_info, "fsInfo", RECORD),
  ROW (guest_agent_info, get_fs_freeze_status, "fsFreezeStatus", TEXT),
  ROW (guest_os_info, get_name, "name", TEXT),
  ROW (guest_os_info, get_kernel_release, "kernelRelease", TEXT),
  ROW (guest_os_info, get_version, "version", TEXT),
  ROW (guest_os_info, get_pretty_name, "prettyName", TEXT),
  ROW (guest_os_info, get_version_id, "versionId", TEXT),
  ROW (guest_os_info, get_kernel_version, "kernelVersion", TEXT),
  ROW (guest_os_info, get_machine, "machine", TEXT),
  ROW (guest_os_info, get_id, "id", TEXT),
  ROW (hotplug_volume, get_attach_pod_name, "attachPodName", TEXT),
  ROW (hotplug_volume, get_attach_pod_uid, "attachPodUID", TEXT),
  ROW (interface, get_ip_address, "ipAddress", TEXT),
  ROW (interface, get_mac, "mac", TEXT),
  ROW (interface, get_name, "name", TEXT),
  ROW (interface, get_ip_addresses, "ipAddresses", TEXTS),
  ROW (interface, get_pod_interface_name, "podInterfaceName", TEXT),
  ROW (interface, get_interface_name, "interfaceName", TEXT),
  ROW (interface, get_info_source, "infoSource", TEXT),
  ROW (interface, get_queue_count, "queueCount", INT32),
  ROW (interface, get_link_state, "linkState", TEXT),
  ROW (kernel_boot, get_kernel_info, "kernelInfo", RECORD),
  ROW (kernel_boot, get_initrd_info, "initrdInfo", RECORD),
  ROW (load, get_load_1m, "load1m", DOUBLE),
  ROW (load, get_load_5m, "load5m", DOUBLE),
  ROW (load, get_load_15m, "load15m", DOUBLE),
  ROW (machine, get_machine_type, "type", TEXT),
  ROW (memory, get_guest_at_boot, "guestAtBoot", TEXT),
  ROW (memory, get_guest_current, "guestCurrent", TEXT),
  ROW (memory, get_guest_requested, "guestRequested", TEXT),
  ROW (memory, get_memory_overhead, "memoryOverhead", TEXT),
  ROW (memory_dump, dup_start_timestamp, "startTimestamp", TIME),
  ROW (memory_dump, dup_end_timestamp, "endTimestamp", TIME),
  ROW (memory_dump, get_claim_name, "claimName", TEXT),
  ROW (memory_dump, get_target_file_name, "targetFileName", TEXT),
  ROW (migrated_volume, get_volume_name, "volumeName", TEXT),
  ROW (migrated_volume, get_source_pvc_info, "sourcePVCInfo", RECORD),
  ROW (migrated_volume, get_destination_pvc_info, "destinationPVCInfo", RECORD),
  ROW (migration_configuration, get_node_drain_taint_key, "nodeDrainTaintKey", TEXT),
  ROW (migration_configuration, get_parallel_outbound_migrations_per_node,
       "parallelOutboundMigrationsPerNode", UINT32),
  ROW (migration_configuration, get_parallel_migrations_per_cluster, "parallelMigrationsPerCluster",
       UINT32),
  ROW (migration_configuration, get_allow_auto_converge, "allowAutoConverge", BOOLEAN),
  ROW (migration_configuration, get_bandwidth_per_migration, "bandwidthPerMigration", TEXT),
  ROW (migration_configuration, get_completion_timeout_per_gib_sec, "completionTimeoutPerGiB",
       INT64),
  ROW (migration_configuration, get_max_downtime_msec, "maxDowntimeMs", UINT64),
  ROW (migration_configuration, get_progress_timeout_sec, "progressTimeout", INT64),
  ROW (migration_configuration, get_utility_volumes_timeout_sec, "utilityVolumesTimeout", INT64),
  ROW (migration_configuration, get_unsafe_migration_override, "unsafeMigrationOverride", BOOLEAN),
  ROW (migration_configuration, get_allow_post_copy, "allowPostCopy", BOOLEAN),
  ROW (migration_configuration, get_allow_workload_disruption, "allowWorkloadDisruption", BOOLEAN),
  ROW (migration_configuration, get_disable_tls, "disableTLS", BOOLEAN),
  ROW (migration_configuration, get_network, "network", TEXT),
  ROW (migration_configuration, get_match_selinux_level_on_migration,
       "matchSELinuxLevelOnMigration", BOOLEAN),
  ROW (migration_configuration, get_experimental, "experimental", RECORD),
  ROW (migration_endpoint, get_node, "node", TEXT),
  ROW (migration_endpoint, get_pod, "pod", TEXT),
  ROW (migration_endpoint, get_migration_uid, "migrationUID", TEXT),
  ROW (migration_endpoint, get_domain_name, "domainName", TEXT),
  ROW (migration_endpoint, get_domain_namespace, "domainNamespace", TEXT),
  ROW (migration_endpoint, get_sync_address, "syncAddress", TEXT),
  ROW (migration_endpoint, get_persistent_state_pvc_name, "persistentStatePVCName", TEXT),
  ROW (migration_endpoint, get_selinux_context, "selinuxContext", TEXT),
  ROW (migration_endpoint, get_virtual_machine_instance_uid, "virtualMachineInstanceUID", TEXT),
  ROW (migration_endpoint, get_node_selectors, "nodeSelectors", TEXTS_BY_NAME),
  ROW (migration_endpoint, dup_domain_ready_timestamp, "domainReadyTimestamp", TIME),
  ROW (migration_endpoint, get_domain_detected, "domainDetected", BOOLEAN),
  ROW (migration_endpoint, get_node_address, "nodeAddress", TEXT),
  ROW (migration_endpoint, get_direct_migration_node_ports, "directMigrationNodePorts",
       NUMBERS_BY_NAME),
  ROW (migration_endpoint, get_attachment_pod_uid, "attachmentPodUID", TEXT),
  ROW (migration_endpoint, get_cpu_set, "cpuSet", NUMBERS),
  ROW (migration_endpoint, get_node_topology, "nodeTopology", TEXT),
  ROW (migration_experiments, get_stall_detector, "stallDetector", RECORD),
  ROW (migration_experiments, get_downtime_tuning, "downtimeTuning", RECORD),
  ROW (migration_experiments, get_compression, "compression", TEXT),
  ROW (migration_state, dup_start_timestamp, "startTimestamp", TIME),
  ROW (migration_state, dup_end_timestamp, "endTimestamp", TIME),
  ROW (migration_state, dup_target_node_domain_ready_timestamp, "targetNodeDomainReadyTimestamp",
       TIME),
  ROW (migration_state, get_target_node_domain_detected, "targetNodeDomainDetected", BOOLEAN),
  ROW (migration_state, get_target_node_address, "targetNodeAddress", TEXT),
  ROW (migration_state, get_target_direct_migration_node_ports, "targetDirectMigrationNodePorts",
       NUMBERS_BY_NAME),
  ROW (migration_state, get_target_node, "targetNode", TEXT),
  ROW (migration_state, get_target_pod, "targetPod", TEXT),
  ROW (migration_state, get_target_attachment_pod_uid, "targetAttachmentPodUID", TEXT),
  ROW (migration_state, get_source_node, "sourceNode", TEXT),
  ROW (migration_state, get_source_pod, "sourcePod", TEXT),
  ROW (migration_state, get_completed, "completed", BOOLEAN),
  ROW (migration_state, get_failed, "failed", BOOLEAN),
  ROW (migration_state, get_abort_requested, "abortRequested", BOOLEAN),
  ROW (migration_state, get_failure_reason, "failureReason", TEXT),
  ROW (migration_state, get_migration_uid, "migrationUid", TEXT),
  ROW (migration_state, get_migration_policy_name, "migrationPolicyName", TEXT),
  ROW (migration_state, get_migration_configuration, "migrationConfiguration", RECORD),
  ROW (migration_state, get_target_cpu_set, "targetCPUSet", NUMBERS),
  ROW (migration_state, get_target_node_topology, "targetNodeTopology", TEXT),
  ROW (migration_state, get_source_persistent_state_pvc_name, "sourcePersistentStatePVCName", TEXT),
  ROW (migration_state, get_target_persistent_state_pvc_name, "targetPersistentStatePVCName", TEXT),
  ROW (migration_state, get_source_state, "sourceState", RECORD),
  ROW (migration_state, get_target_state, "targetState", RECORD),
  ROW (migration_state, get_migration_network_type, "migrationNetworkType", TEXT),
  ROW (migration_state, get_target_memory_overhead, "targetMemoryOverhead", TEXT),
  ROW (phase_transition, dup_phase_transition_timestamp, "phaseTransitionTimestamp", TIME),
  ROW (pvc_info, get_claim_name, "claimName", TEXT),
  ROW (pvc_info, get_access_modes, "accessModes", TEXTS),
  ROW (pvc_info, get_volume_mode, "volumeMode", TEXT),
  ROW (pvc_info, get_capacity, "capacity", TEXTS_BY_NAME),
  ROW (pvc_info, get_requests, "requests", TEXTS_BY_NAME),
  ROW (pvc_info, get_preallocated, "preallocated", BOOLEAN),
  ROW (pvc_info, get_filesystem_overhead, "filesystemOverhead", TEXT),
  ROW (stall_detector, get_stall_margin_percent, "stallMargin", INT64),
  ROW (stall_detector, get_ewma_alpha, "ewmaAlpha", TEXT),
  ROW (stall_detector, get_stall_progress_timeout_sec, "stallProgressTimeout", INT64),
  ROW (stall_detector, get_switchover_timeout_sec, "switchoverTimeout", INT64),
  ROW (stall_detector, get_precopy_possible_factor, "precopyPossibleFactor", TEXT),
  ROW (stall_detector, get_patience_window_decay_factor, "patienceWindowDecayFactor", TEXT),
  ROW (stall_detector, get_search_local_minima, "searchLocalMinima", BOOLEAN),
  ROW (stall_detector, get_completion_timeout_factor, "completionTimeoutFactor", TEXT),
  ROW (stamp, get_part, "part", TEXT),
  ROW (stamp, get_source, "source", TEXT),
  ROW (stamp, get_origin, "origin", TEXT),
  ROW (stamp, dup_observed_at, "observedAt", TIME),
  ROW (stamp, get_error, "error", TEXT),
  ROW (stamp, get_after_gap, "afterGap", BOOLEAN),
  ROW (status, get_node_name, "nodeName", TEXT),
  ROW (status, get_reason, "reason", TEXT),
  ROW (status, get_conditions, "conditions", LIST),
  ROW (status, get_phase_transition_timestamps, "phaseTransitionTimestamps", LIST),
  ROW (status, get_interfaces, "interfaces", LIST),
  ROW (status, get_guest_os_info, "guestOSInfo", RECORD),
  ROW (status, get_migration_state, "migrationState", RECORD),
  ROW (status, get_migration_transport, "migrationTransport", TEXT),
  ROW (status, get_qos_class, "qosClass", TEXT),
  ROW (status, get_launcher_container_image_version, "launcherContainerImageVersion", TEXT),
  ROW (status, get_evacuation_node_name, "evacuationNodeName", TEXT),
  ROW (status, get_active_pods, "activePods", MAP),
  ROW (status, get_volume_status, "volumeStatus", LIST),
  ROW (status, get_kernel_boot_status, "kernelBootStatus", RECORD),
  ROW (status, get_fs_freeze_status, "fsFreezeStatus", TEXT),
  ROW (status, get_topology_hints, "topologyHints", RECORD),
  ROW (status, get_virtual_machine_revision_name, "virtualMachineRevisionName", TEXT),
  ROW (status, get_runtime_user, "runtimeUser", UINT64),
  ROW (status, get_vsock_cid, "VSOCKCID", UINT32),
  ROW (status, get_selinux_context, "selinuxContext", TEXT),
  ROW (status, get_machine, "machine", RECORD),
  ROW (status, get_current_cpu_topology, "currentCPUTopology", RECORD),
  ROW (status, get_memory, "memory", RECORD),
  ROW (status, get_migrated_volumes, "migratedVolumes", LIST),
  ROW (status, get_changed_block_tracking, "changedBlockTracking", RECORD),
  ROW (timezone, get_zone, "zone", TEXT),
  ROW (timezone, get_offset_sec, "offset", INT32),
  ROW (topology_hints, get_tsc_frequency_hz, "tscFrequency", INT64),
  ROW (user, get_user_name, "userName", TEXT),
  ROW (user, get_domain, "domain", TEXT),
  ROW (user, get_login_time, "loginTime", DOUBLE),
  ROW (volume, get_name, "name", TEXT),
  ROW (volume, get_target, "target", TEXT),
  ROW (volume, get_phase, "phase", TEXT),
  ROW (volume, get_reason, "reason", TEXT),
  ROW (volume, get_message, "message", TEXT),
  ROW (volume, get_persistent_volume_claim_info, "persistentVolumeClaimInfo", RECORD),
  ROW (volume, get_hotplug_volume, "hotplugVolume", RECORD),
  ROW (volume, get_size_bytes, "size", INT64),
  ROW (volume, get_memory_dump_volume, "memoryDumpVolume", RECORD),
  ROW (volume, get_container_disk_volume, "containerDiskVolume", RECORD),
};

#define CALL_NUMBER(Type)                                                                          \
  {                                                                                                \
    Type number = 1;                                                                               \
    gboolean has = ((gboolean (*) (gpointer, Type *)) row->getter) (record, &number);              \
                                                                                                   \
    *value = number;                                                                               \
    return has;                                                                                    \
  }

static gboolean
call_number (const Row *row, gpointer record, double *value)
{
  switch (row->kind)
    {
    case BOOLEAN:
      CALL_NUMBER (gboolean)
    case INT32:
      CALL_NUMBER (gint32)
    case INT64:
      CALL_NUMBER (gint64)
    case UINT32:
      CALL_NUMBER (guint32)
    case UINT64:
      CALL_NUMBER (guint64)
    default:
      CALL_NUMBER (double)
    }
}

static gpointer
call_pointer (const Row *row, gpointer record)
{
  return ((gpointer (*) (gpointer)) row->getter) (record);
}

static void
check_number (const Row *row, gpointer filled, gpointer empty)
{
  double expected = row->kind == BOOLEAN ? 1.0 : g_ascii_strtod (samples[row->kind], NULL);
  double value;

  g_assert_true (call_number (row, filled, &value));
  g_assert_cmpfloat (value, ==, expected);
  g_assert_false (call_number (row, empty, &value));
  g_assert_cmpfloat (value, ==, 0.0);
}

static void
check_variant (const Row *row, gpointer filled)
{
  static const char *const printed[] = {
    [NUMBERS] = "[1, 2]",
    [TEXTS_BY_NAME] = "{'a': 'b'}",
    [NUMBERS_BY_NAME] = "{'a': 1}",
  };
  g_autofree char *text = g_variant_print (call_pointer (row, filled), /* type_annotate= */ FALSE);

  g_assert_cmpstr (text, ==, printed[row->kind]);
}

static void
check_texts (const Row *row, gpointer filled)
{
  const char *const expected[] = { "a", "b", NULL };
  const char *const *texts = call_pointer (row, filled);

  g_assert_cmpstrv (texts, expected);
}

static void
check_list (const Row *row, gpointer filled)
{
  GPtrArray *list = call_pointer (row, filled);

  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (VMISTATE_IS_RECORD (list->pdata[0]));
}

static void
check_time (const Row *row, gpointer filled)
{
  g_autoptr (GDateTime) time = call_pointer (row, filled);

  g_assert_nonnull (time);
  g_assert_cmpint (g_date_time_to_unix (time), ==, 1772359200);
}

static void
check_pointer (const Row *row, gpointer filled, gpointer empty)
{
  g_assert_null (call_pointer (row, empty));
  switch (row->kind)
    {
    case TEXT:
      g_assert_cmpstr (call_pointer (row, filled), ==, "text");
      break;
    case TIME:
      check_time (row, filled);
      break;
    case RECORD:
      g_assert_true (VMISTATE_IS_RECORD (call_pointer (row, filled)));
      break;
    case LIST:
    case MAP:
      check_list (row, filled);
      break;
    case TEXTS:
      check_texts (row, filled);
      break;
    default:
      check_variant (row, filled);
      break;
    }
}

static void
test_getter (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *json = g_strdup_printf ("{\"%s\":%s}", row->member, samples[row->kind]);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateRecord) empty = g_object_new (row->type (), NULL);
  g_autoptr (VmistateRecord) filled =
      _vmistate_record_from_json (row->type (), json, /* length= */ -1, &error);

  g_assert_no_error (error);
  if (row->kind >= BOOLEAN && row->kind <= DOUBLE)
    check_number (row, filled, empty);
  else
    check_pointer (row, filled, empty);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/getters/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_getter);
    }
  return g_test_run ();
}
