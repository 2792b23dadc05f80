/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* KubeVirt's names, as far as one node can know what they tell. */

#include "config.h"

#include "profile.h"

#include <string.h>

#include "model/filesystem.h"
#include "model/load.h"
#include "model/migration-progress.h"
#include "model/migration-state.h"
#include "model/sample/dirty-rate-sample.h"
#include "model/sample/balloon-sample.h"
#include "model/sample/block-sample.h"
#include "model/sample/cpu-sample.h"
#include "model/sample/interface-sample.h"
#include "model/sample/sample.h"
#include "model/sample/vcpu-sample.h"
#include "model/status.h"
#include "model/volume.h"

/* What libvirt wants in front of aliases that users choose */
#define USER_ALIAS "ua-"

/* Names of the specification where they are known, else the hypervisor's. */

static const char *
name_interface (const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  const char *alias = _vmistate_record_get_string (record, INTERFACE_SAMPLE_ALIAS);

  if (alias == NULL)
    return _vmistate_record_get_string (record, INTERFACE_SAMPLE_NAME);
  return g_str_has_prefix (alias, USER_ALIAS) ? alias + strlen (USER_ALIAS) : alias;
}

static const char *
name_disk (const VmistateVm *vm, gpointer record)
{
  const char *target = _vmistate_record_get_string (record, BLOCK_SAMPLE_NAME);
  GPtrArray *volumes = _vmistate_record_get_list (vm->status, STATUS_VOLUME_STATUS);
  gpointer volume =
      target != NULL ? _vmistate_record_list_find (volumes, VOLUME_TARGET, target) : NULL;
  const char *name = _vmistate_record_get_string (volume, VOLUME_NAME);

  return name != NULL ? name : target;
}

static const VmistateRow rows[] = {
  { { "kubevirt_vmi", VMISTATE_FAMILY_INFO, NULL, "Information about VirtualMachineInstances" },
    VMISTATE_SUBJECT_VM,
    .collect = _vmistate_collect_kubevirt_info,
    .adds = "phase, os, workload, flavor, instance_type, preference, guest_os_kernel_release, "
            "guest_os_machine, guest_os_arch, guest_os_name, guest_os_version_id, evictable, "
            "outdated, vmi_pod" },
  { { "kubevirt_vmi_status_addresses", VMISTATE_FAMILY_GAUGE, NULL,
      "The addresses of a VirtualMachineInstance, all of each interface" },
    VMISTATE_SUBJECT_VM,
    .collect = _vmistate_collect_kubevirt_addresses,
    .adds = "vnic_name, interface_name, address, type" },
  { { "kubevirt_vmi_cpu_usage_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Total CPU time spent in all modes" },
    VMISTATE_SUBJECT_CPU,
    CPU_SAMPLE_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "kubevirt_vmi_cpu_user_usage_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Total CPU time spent in user mode" },
    VMISTATE_SUBJECT_CPU,
    CPU_SAMPLE_USER_USEC,
    VMISTATE_CONVERT_USEC },
  { { "kubevirt_vmi_cpu_system_usage_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Total CPU time spent in system mode" },
    VMISTATE_SUBJECT_CPU,
    CPU_SAMPLE_SYSTEM_USEC,
    VMISTATE_CONVERT_USEC },
  { { "kubevirt_vmi_guest_load_1m", VMISTATE_FAMILY_GAUGE, NULL,
      "Guest system load average over 1 minute" },
    VMISTATE_SUBJECT_LOAD,
    LOAD_LOAD_1M },
  { { "kubevirt_vmi_guest_load_5m", VMISTATE_FAMILY_GAUGE, NULL,
      "Guest system load average over 5 minutes" },
    VMISTATE_SUBJECT_LOAD,
    LOAD_LOAD_5M },
  { { "kubevirt_vmi_guest_load_15m", VMISTATE_FAMILY_GAUGE, NULL,
      "Guest system load average over 15 minutes" },
    VMISTATE_SUBJECT_LOAD,
    LOAD_LOAD_15M },
  { { "kubevirt_vmi_vcpu_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent in each state by each vCPU" },
    VMISTATE_SUBJECT_VCPU,
    .collect = _vmistate_collect_kubevirt_vcpu_seconds,
    .adds = "state" },
  { { "kubevirt_vmi_vcpu_wait_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent by each vCPU while waiting on I/O" },
    VMISTATE_SUBJECT_VCPU,
    VCPU_SAMPLE_WAIT_USEC,
    VMISTATE_CONVERT_USEC },
  { { "kubevirt_vmi_vcpu_delay_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent by each vCPU waiting in the queue instead of running" },
    VMISTATE_SUBJECT_VCPU,
    VCPU_SAMPLE_DELAY_USEC,
    VMISTATE_CONVERT_USEC },
  { { "kubevirt_vmi_memory_resident_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Resident set size of the process running the domain" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_RSS_BYTES },
  { { "kubevirt_vmi_memory_available_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Usable memory as seen by the domain" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_AVAILABLE_BYTES },
  { { "kubevirt_vmi_memory_unused_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory left completely unused by the guest" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_UNUSED_BYTES },
  { { "kubevirt_vmi_memory_cached_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory used to cache I/O" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_DISK_CACHES_BYTES },
  { { "kubevirt_vmi_memory_usable_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory that can be reclaimed by the balloon without pushing the guest to swap" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_USABLE_BYTES },
  { { "kubevirt_vmi_memory_actual_balloon_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Current size of the balloon" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_CURRENT_BYTES },
  { { "kubevirt_vmi_memory_domain_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory allocated to the domain" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_CURRENT_BYTES },
  { { "kubevirt_vmi_memory_swap_in_traffic_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory read from swap by the guest" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_SWAP_IN_BYTES },
  { { "kubevirt_vmi_memory_swap_out_traffic_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory written to swap by the guest" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_SWAP_OUT_BYTES },
  { { "kubevirt_vmi_memory_pgmajfault", VMISTATE_FAMILY_COUNTER, NULL,
      "Page faults of the guest that needed disk I/O" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_MAJOR_FAULTS },
  { { "kubevirt_vmi_memory_pgminfault", VMISTATE_FAMILY_COUNTER, NULL,
      "Page faults of the guest that needed no disk I/O" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_MINOR_FAULTS },
  { { "kubevirt_vmi_network_receive_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Network traffic received" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_BYTES },
  { { "kubevirt_vmi_network_transmit_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Network traffic transmitted" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_BYTES },
  { { "kubevirt_vmi_network_receive_packets", VMISTATE_FAMILY_COUNTER, NULL,
      "Network packets received" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_PACKETS },
  { { "kubevirt_vmi_network_transmit_packets", VMISTATE_FAMILY_COUNTER, NULL,
      "Network packets transmitted" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_PACKETS },
  { { "kubevirt_vmi_network_receive_errors", VMISTATE_FAMILY_COUNTER, NULL,
      "Network receive errors" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_ERRORS },
  { { "kubevirt_vmi_network_transmit_errors", VMISTATE_FAMILY_COUNTER, NULL,
      "Network transmit errors" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_ERRORS },
  { { "kubevirt_vmi_network_receive_packets_dropped", VMISTATE_FAMILY_COUNTER, NULL,
      "Received packets that were dropped" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_DROPS },
  { { "kubevirt_vmi_network_transmit_packets_dropped", VMISTATE_FAMILY_COUNTER, NULL,
      "Transmitted packets that were dropped" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_DROPS },
  { { "kubevirt_vmi_network_traffic_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Deprecated: network traffic in both directions" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_BYTES,
    VMISTATE_CONVERT_NOTHING,
    { "type", "rx" } },
  { { "kubevirt_vmi_network_traffic_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Deprecated: network traffic in both directions" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_BYTES,
    VMISTATE_CONVERT_NOTHING,
    { "type", "tx" } },
  { { "kubevirt_vmi_storage_iops_read", VMISTATE_FAMILY_COUNTER, NULL, "I/O read operations" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_READ_REQUESTS },
  { { "kubevirt_vmi_storage_iops_write", VMISTATE_FAMILY_COUNTER, NULL, "I/O write operations" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_WRITE_REQUESTS },
  { { "kubevirt_vmi_storage_read_traffic_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Bytes read from storage" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_READ_BYTES },
  { { "kubevirt_vmi_storage_write_traffic_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Bytes written to storage" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_WRITE_BYTES },
  { { "kubevirt_vmi_storage_read_times_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on read operations" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_READ_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "kubevirt_vmi_storage_write_times_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on write operations" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_WRITE_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "kubevirt_vmi_storage_flush_requests", VMISTATE_FAMILY_COUNTER, NULL,
      "Storage flush requests" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_FLUSH_REQUESTS },
  { { "kubevirt_vmi_storage_flush_times_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on flushing caches" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_FLUSH_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "kubevirt_vmi_filesystem_capacity_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Capacity of a file system in the guest" },
    VMISTATE_SUBJECT_FILESYSTEM,
    FILESYSTEM_TOTAL_BYTES },
  { { "kubevirt_vmi_filesystem_used_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Used capacity of a file system in the guest" },
    VMISTATE_SUBJECT_FILESYSTEM,
    FILESYSTEM_USED_BYTES },
  { { "kubevirt_vmi_dirty_rate_bytes_per_second", VMISTATE_FAMILY_GAUGE, NULL,
      "Guest dirty rate, as last measured" },
    VMISTATE_SUBJECT_DIRTY_RATE,
    DIRTY_RATE_SAMPLE_BYTES_PER_SECOND },
  { { "kubevirt_vmi_migration_data_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Guest data to be migrated" },
    VMISTATE_SUBJECT_RUNNING_JOB,
    MIGRATION_PROGRESS_DATA_TOTAL },
  { { "kubevirt_vmi_migration_data_processed_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Guest data that was processed and migrated" },
    VMISTATE_SUBJECT_RUNNING_JOB,
    MIGRATION_PROGRESS_DATA_PROCESSED },
  { { "kubevirt_vmi_migration_data_remaining_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Guest data that is still to be migrated" },
    VMISTATE_SUBJECT_RUNNING_JOB,
    MIGRATION_PROGRESS_DATA_REMAINING },
  { { "kubevirt_vmi_migration_dirty_memory_rate_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Rate at which memory is being dirtied, per second" },
    VMISTATE_SUBJECT_RUNNING_JOB,
    MIGRATION_PROGRESS_DIRTY_RATE },
  { { "kubevirt_vmi_migration_memory_transfer_rate_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Rate at which memory is being transferred, per second" },
    VMISTATE_SUBJECT_RUNNING_JOB,
    MIGRATION_PROGRESS_MEMORY_RATE },
  { { "kubevirt_vmi_migration_start_time_seconds", VMISTATE_FAMILY_GAUGE, "seconds",
      "When the migration started" },
    VMISTATE_SUBJECT_MIGRATION,
    MIGRATION_STATE_START_TIMESTAMP,
    .collect = _vmistate_collect_kubevirt_migration_time,
    .adds = "migration_name" },
  { { "kubevirt_vmi_migration_end_time_seconds", VMISTATE_FAMILY_GAUGE, "seconds",
      "When the migration ended" },
    VMISTATE_SUBJECT_MIGRATION,
    MIGRATION_STATE_END_TIMESTAMP,
    .collect = _vmistate_collect_kubevirt_migration_time,
    .adds = "migration_name, status" },
};

const VmistateProfileTable _vmistate_profile_kubevirt = {
  .flag = VMISTATE_METRICS_PROFILES_KUBEVIRT,
  .vm_labels = { [VMISTATE_VM_UUID] = "uuid", [VMISTATE_VM_NODE] = "node", [VMISTATE_VM_NAMESPACE] = "namespace", [VMISTATE_VM_NAME] = "name" },
  .append_vm_labels = _vmistate_kubevirt_append_vmi_labels,
  .labels = {
    [VMISTATE_SUBJECT_VCPU] = { { "id", VCPU_SAMPLE_ID } },
    [VMISTATE_SUBJECT_NIC] = { { "interface", .look_up = name_interface } },
    [VMISTATE_SUBJECT_DISK] = { { "drive", .look_up = name_disk } },
    [VMISTATE_SUBJECT_FILESYSTEM] = { { "disk_name", FILESYSTEM_DISK_NAME }, { "mount_point", FILESYSTEM_MOUNT_POINT }, { "file_system_type", FILESYSTEM_FILE_SYSTEM_TYPE } },
  },
  .tells_times = TRUE,
  .rows = rows,
  .n_rows = G_N_ELEMENTS (rows),
};
