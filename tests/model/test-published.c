/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What KubeVirt's Go types make of zeros, type by type: which members are always there, which
 * are there when a pointer says so, and which are left out. */

#include "config.h"

#include "model-test.h"

static const struct
{
  GType (*type) (void);
  const char *empty;     /* nothing is known, published */
  const char *zeros;     /* every scalar is zero */
  const char *published; /* the same, published */
} rows[] = {
  { vmistate_agent_command_get_type, "{\"name\":\"\"}", "{\"name\":\"\",\"enabled\":false}",
    "{\"name\":\"\"}" },
  { vmistate_backup_status_get_type, "{}",
    "{\"backupName\":\"\",\"completed\":false,\"failed\":false,\"backupMsg\":\"\","
    "\"checkpointName\":\"\",\"quiesceStatus\":\"\"}",
    "{\"backupMsg\":\"\",\"checkpointName\":\"\"}" },
  { vmistate_backup_volume_get_type, "{\"volumeName\":\"\"}", "{\"volumeName\":\"\"}",
    "{\"volumeName\":\"\"}" },
  { vmistate_changed_block_tracking_get_type, "{}", "{\"state\":\"\"}", "{}" },
  { vmistate_checksum_get_type, "{}", "{\"checksum\":0}", "{}" },
  { vmistate_condition_get_type,
    "{\"type\":\"\",\"status\":\"\",\"lastProbeTime\":null,\"lastTransitionTime\":null}",
    "{\"reason\":\"\",\"message\":\"\"}",
    "{\"type\":\"\",\"status\":\"\",\"lastProbeTime\":null,\"lastTransitionTime\":null}" },
  { vmistate_cpu_topology_get_type, "{}", "{\"cores\":0,\"sockets\":0,\"threads\":0}", "{}" },
  { vmistate_downtime_tuning_get_type, "{}",
    "{\"initialMs\":0,\"steps\":0,\"startAfterIteration\":0,\"cooldownSeconds\":0}",
    "{\"initialMs\":0,\"steps\":0,\"startAfterIteration\":0,\"cooldownSeconds\":0}" },
  { vmistate_filesystem_get_type,
    "{\"diskName\":\"\",\"mountPoint\":\"\",\"fileSystemType\":\"\",\"usedBytes\":0,"
    "\"totalBytes\":0}",
    "{\"usedBytes\":0,\"totalBytes\":0}",
    "{\"diskName\":\"\",\"mountPoint\":\"\",\"fileSystemType\":\"\",\"usedBytes\":0,"
    "\"totalBytes\":0}" },
  { vmistate_filesystem_disk_get_type, "{\"busType\":\"\"}", "{\"serial\":\"\"}",
    "{\"busType\":\"\"}" },
  { vmistate_filesystem_info_get_type, "{\"disks\":null}", "{\"disks\":[]}", "{\"disks\":null}" },
  { vmistate_guest_agent_info_get_type, "{\"os\":{},\"fsInfo\":{\"disks\":null}}",
    "{\"guestAgentVersion\":\"\",\"hostname\":\"\",\"timezone\":\"\",\"fsFreezeStatus\":\"\"}",
    "{\"os\":{},\"fsInfo\":{\"disks\":null}}" },
  { vmistate_guest_os_info_get_type, "{}",
    "{\"name\":\"\",\"kernelRelease\":\"\",\"version\":\"\",\"prettyName\":\"\","
    "\"versionId\":\"\",\"kernelVersion\":\"\",\"machine\":\"\",\"id\":\"\"}",
    "{}" },
  { vmistate_hotplug_volume_get_type, "{}", "{\"attachPodName\":\"\",\"attachPodUID\":\"\"}",
    "{}" },
  { vmistate_interface_get_type, "{}",
    "{\"ipAddress\":\"\",\"mac\":\"\",\"name\":\"\",\"podInterfaceName\":\"\","
    "\"interfaceName\":\"\",\"infoSource\":\"\",\"queueCount\":0,\"linkState\":\"\"}",
    "{}" },
  { vmistate_kernel_boot_get_type, "{}", "{\"kernelInfo\":{},\"initrdInfo\":{}}",
    "{\"kernelInfo\":{},\"initrdInfo\":{}}" },
  { vmistate_machine_get_type, "{\"type\":\"\"}", "{\"type\":\"\"}", "{\"type\":\"\"}" },
  { vmistate_memory_get_type, "{}", "{\"guestCurrent\":\"0\"}", "{\"guestCurrent\":\"0\"}" },
  { vmistate_memory_dump_get_type, "{}", "{\"claimName\":\"\",\"targetFileName\":\"\"}", "{}" },
  { vmistate_migrated_volume_get_type, "{\"volumeName\":\"\"}",
    "{\"volumeName\":\"\",\"sourcePVCInfo\":{}}", "{\"volumeName\":\"\",\"sourcePVCInfo\":{}}" },
  { vmistate_migration_configuration_get_type, "{}",
    "{\"nodeDrainTaintKey\":\"\",\"parallelOutboundMigrationsPerNode\":0,"
    "\"parallelMigrationsPerCluster\":0,\"allowAutoConverge\":false,"
    "\"bandwidthPerMigration\":\"0\",\"completionTimeoutPerGiB\":0,\"maxDowntimeMs\":0,"
    "\"progressTimeout\":0,\"utilityVolumesTimeout\":0,\"unsafeMigrationOverride\":false,"
    "\"allowPostCopy\":false,\"allowWorkloadDisruption\":false,\"disableTLS\":false,"
    "\"network\":\"\",\"matchSELinuxLevelOnMigration\":false}",
    "{\"nodeDrainTaintKey\":\"\",\"parallelOutboundMigrationsPerNode\":0,"
    "\"parallelMigrationsPerCluster\":0,\"allowAutoConverge\":false,"
    "\"bandwidthPerMigration\":\"0\",\"completionTimeoutPerGiB\":0,\"maxDowntimeMs\":0,"
    "\"progressTimeout\":0,\"utilityVolumesTimeout\":0,\"unsafeMigrationOverride\":false,"
    "\"allowPostCopy\":false,\"allowWorkloadDisruption\":false,\"disableTLS\":false,"
    "\"network\":\"\",\"matchSELinuxLevelOnMigration\":false}" },
  { vmistate_migration_endpoint_get_type, "{}",
    "{\"node\":\"\",\"pod\":\"\",\"migrationUID\":\"\",\"domainName\":\"\","
    "\"domainNamespace\":\"\",\"syncAddress\":\"\",\"persistentStatePVCName\":\"\","
    "\"selinuxContext\":\"\",\"virtualMachineInstanceUID\":\"\",\"domainDetected\":false,"
    "\"nodeAddress\":\"\",\"attachmentPodUID\":\"\",\"nodeTopology\":\"\"}",
    "{\"domainName\":\"\",\"domainNamespace\":\"\",\"syncAddress\":\"\","
    "\"persistentStatePVCName\":\"\",\"virtualMachineInstanceUID\":\"\",\"nodeAddress\":\"\","
    "\"attachmentPodUID\":\"\",\"nodeTopology\":\"\"}" },
  { vmistate_migration_experiments_get_type, "{}",
    "{\"stallDetector\":{},\"downtimeTuning\":{},\"compression\":\"\"}",
    "{\"stallDetector\":{},\"downtimeTuning\":{},\"compression\":\"\"}" },
  { vmistate_migration_state_get_type, "{}",
    "{\"targetNodeDomainDetected\":false,\"targetNodeAddress\":\"\",\"targetNode\":\"\","
    "\"targetPod\":\"\",\"targetAttachmentPodUID\":\"\",\"sourceNode\":\"\",\"sourcePod\":\"\","
    "\"completed\":false,\"failed\":false,\"abortRequested\":false,\"abortStatus\":\"\","
    "\"failureReason\":\"\",\"migrationUid\":\"\",\"mode\":\"\",\"migrationPolicyName\":\"\","
    "\"targetNodeTopology\":\"\",\"sourcePersistentStatePVCName\":\"\","
    "\"targetPersistentStatePVCName\":\"\",\"migrationNetworkType\":\"\"}",
    "{\"migrationPolicyName\":\"\"}" },
  { vmistate_phase_transition_get_type, "{\"phaseTransitionTimestamp\":null}", "{\"phase\":\"\"}",
    "{\"phaseTransitionTimestamp\":null}" },
  { vmistate_pvc_info_get_type, "{}",
    "{\"claimName\":\"\",\"volumeMode\":\"\",\"preallocated\":false,"
    "\"filesystemOverhead\":\"\"}",
    "{\"volumeMode\":\"\",\"filesystemOverhead\":\"\"}" },
  { vmistate_stall_detector_get_type, "{}",
    "{\"stallMargin\":0,\"stallProgressTimeout\":0,\"switchoverTimeout\":0,"
    "\"searchLocalMinima\":false}",
    "{\"stallMargin\":0,\"stallProgressTimeout\":0,\"switchoverTimeout\":0,"
    "\"searchLocalMinima\":false}" },
  { vmistate_status_get_type, "{\"guestOSInfo\":{},\"runtimeUser\":0}",
    "{\"nodeName\":\"\",\"reason\":\"\",\"phase\":\"\",\"migrationMethod\":\"\","
    "\"migrationTransport\":\"\",\"qosClass\":\"\",\"launcherContainerImageVersion\":\"\","
    "\"evacuationNodeName\":\"\",\"fsFreezeStatus\":\"\",\"virtualMachineRevisionName\":\"\","
    "\"runtimeUser\":0,\"VSOCKCID\":0,\"selinuxContext\":\"\"}",
    "{\"guestOSInfo\":{},\"qosClass\":\"\",\"runtimeUser\":0,\"VSOCKCID\":0}" },
  { vmistate_topology_hints_get_type, "{}", "{\"tscFrequency\":0}", "{\"tscFrequency\":0}" },
  { vmistate_user_get_type, "{\"userName\":\"\"}",
    "{\"userName\":\"\",\"domain\":\"\",\"loginTime\":0}", "{\"userName\":\"\"}" },
  { vmistate_volume_get_type, "{\"name\":\"\",\"target\":\"\"}",
    "{\"name\":\"\",\"target\":\"\",\"phase\":\"\",\"reason\":\"\",\"message\":\"\",\"size\":0}",
    "{\"name\":\"\",\"target\":\"\"}" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (VmistateRecord) empty = read_record (rows[i].type (), "{}");
  g_autoptr (VmistateRecord) zeros = read_record (rows[i].type (), rows[i].zeros);

  assert_writes (empty, VMISTATE_PROFILE_KUBEVIRT, rows[i].empty);
  assert_writes (zeros, VMISTATE_PROFILE_KUBEVIRT, rows[i].published);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/published/", g_type_name (rows[i].type ()), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
