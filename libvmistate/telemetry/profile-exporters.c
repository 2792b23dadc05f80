/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the other exporters have in common, so that it stands here once: the rows, and the tables
 * that are the same for several of them. What only one has is in a file of its own. */

#include "config.h"

#include "profile-exporters.h"

#include "model/sample/balloon-sample.h"
#include "model/sample/block-sample.h"
#include "model/sample/cpu-sample.h"
#include "model/sample/interface-sample.h"
#include "model/sample/sample.h"
#include "model/sample/vcpu-sample.h"

/* Of all of them */
static const VmistateRow common_rows[] = {
  { { "libvirt_up", VMISTATE_FAMILY_GAUGE, NULL, "Whether every connection to libvirt is there" },
    VMISTATE_SUBJECT_MONITOR,
    .collect = _vmistate_collect_up },
  { { "libvirt_domain_info_maximum_memory_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Maximum allowed memory of the domain" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_MAXIMUM_BYTES },
  { { "libvirt_domain_info_memory_usage_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory that the balloon leaves to the domain, which is not what it uses" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_CURRENT_BYTES },
  { { "libvirt_domain_info_virtual_cpus", VMISTATE_FAMILY_GAUGE, NULL,
      "Virtual CPUs of the domain" },
    VMISTATE_SUBJECT_SAMPLE,
    SAMPLE_VCPUS_CURRENT },
  { { "libvirt_domain_info_cpu_time_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "CPU time that the domain has used" },
    VMISTATE_SUBJECT_CPU,
    CPU_SAMPLE_TIME_USEC,
    VMISTATE_CONVERT_USEC },
};

/* Of all of them as well, but kumina's have other labels */
const VmistateRow _vmistate_exporters_device_rows[VMISTATE_N_EXPORTERS_DEVICE_ROWS] = {
  { { "libvirt_domain_block_stats_read_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Bytes read from the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_READ_BYTES },
  { { "libvirt_domain_block_stats_read_requests", VMISTATE_FAMILY_COUNTER, NULL,
      "Read requests to the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_READ_REQUESTS },
  { { "libvirt_domain_block_stats_write_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Bytes written to the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_WRITE_BYTES },
  { { "libvirt_domain_block_stats_write_requests", VMISTATE_FAMILY_COUNTER, NULL,
      "Write requests to the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_WRITE_REQUESTS },
  { { "libvirt_domain_block_stats_flush_requests", VMISTATE_FAMILY_COUNTER, NULL,
      "Flush requests to the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_FLUSH_REQUESTS },
  { { "libvirt_domain_interface_stats_receive_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Bytes of the interface that were received" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_BYTES },
  { { "libvirt_domain_interface_stats_receive_packets", VMISTATE_FAMILY_COUNTER, NULL,
      "Packets of the interface that were received" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_PACKETS },
  { { "libvirt_domain_interface_stats_receive_errors", VMISTATE_FAMILY_COUNTER, NULL,
      "Errors on receiving" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_ERRORS },
  { { "libvirt_domain_interface_stats_receive_drops", VMISTATE_FAMILY_COUNTER, NULL,
      "Packets that were dropped on receiving" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_RX_DROPS },
  { { "libvirt_domain_interface_stats_transmit_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "Bytes of the interface that were transmitted" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_BYTES },
  { { "libvirt_domain_interface_stats_transmit_packets", VMISTATE_FAMILY_COUNTER, NULL,
      "Packets of the interface that were transmitted" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_PACKETS },
  { { "libvirt_domain_interface_stats_transmit_errors", VMISTATE_FAMILY_COUNTER, NULL,
      "Errors on transmitting" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_ERRORS },
  { { "libvirt_domain_interface_stats_transmit_drops", VMISTATE_FAMILY_COUNTER, NULL,
      "Packets that were dropped on transmitting" },
    VMISTATE_SUBJECT_NIC,
    INTERFACE_SAMPLE_TX_DROPS },
};

/* Of Tinkoff's and of inovex' */
static const VmistateRow pair_rows[] = {
  { { "libvirt_domain_vcpu_time_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "CPU time that the vCPU has used" },
    VMISTATE_SUBJECT_VCPU,
    VCPU_SAMPLE_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_vcpu_wait_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time that the vCPU has waited for I/O" },
    VMISTATE_SUBJECT_VCPU,
    VCPU_SAMPLE_WAIT_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_vcpu_delay_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time that the vCPU waited in the queue of the host" },
    VMISTATE_SUBJECT_VCPU,
    VCPU_SAMPLE_DELAY_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_vcpu_state", VMISTATE_FAMILY_GAUGE, NULL,
      "State of the vCPU: 0 offline, 1 running, 2 blocked" },
    VMISTATE_SUBJECT_VCPU,
    VCPU_SAMPLE_STATE },
  { { "libvirt_domain_block_stats_read_time_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on reads from the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_READ_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_block_stats_write_time_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on writes to the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_WRITE_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_block_stats_flush_time_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on flushing the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_FLUSH_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_block_stats_capacity_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Size of the device that the guest sees" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_CAPACITY_BYTES },
  { { "libvirt_domain_memory_stats_major_fault", VMISTATE_FAMILY_COUNTER, NULL,
      "Page faults of the guest that needed disk I/O" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_MAJOR_FAULTS },
  { { "libvirt_domain_memory_stats_minor_fault", VMISTATE_FAMILY_COUNTER, NULL,
      "Page faults of the guest that needed no disk I/O" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_MINOR_FAULTS },
  { { "libvirt_domain_memory_stats_unused_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory that the guest does not use" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_UNUSED_BYTES },
  { { "libvirt_domain_memory_stats_available_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory that the guest sees" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_AVAILABLE_BYTES },
  { { "libvirt_domain_memory_stats_usable_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory that the guest could give without swapping" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_USABLE_BYTES },
  { { "libvirt_domain_memory_stats_rss_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Resident set size of the hypervisor process" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_RSS_BYTES },
  { { "libvirt_domain_memory_stats_used_percent", VMISTATE_FAMILY_GAUGE, NULL,
      "Percentage of its memory that the guest uses" },
    VMISTATE_SUBJECT_BALLOON,
    .collect = _vmistate_collect_memory_used_percent },
};

#define ALL_EXPORTERS                                                                              \
  (VMISTATE_METRICS_PROFILES_TINKOFF | VMISTATE_METRICS_PROFILES_INOVEX                            \
   | VMISTATE_METRICS_PROFILES_KUMINA)
#define PAIR (VMISTATE_METRICS_PROFILES_TINKOFF | VMISTATE_METRICS_PROFILES_INOVEX)

const VmistateProfileTable _vmistate_profile_exporters = {
  .flag = ALL_EXPORTERS,
  .vm_labels = VMISTATE_EXPORTERS_VM_LABELS,
  .rows = common_rows,
  .n_rows = G_N_ELEMENTS (common_rows),
};

const VmistateProfileTable _vmistate_profile_exporters_devices = {
  .flag = PAIR,
  .vm_labels = VMISTATE_EXPORTERS_VM_LABELS,
  .labels = {
    [VMISTATE_SUBJECT_NIC] = { { "target_device", INTERFACE_SAMPLE_NAME } },
    [VMISTATE_SUBJECT_DISK] = { { "target_device", BLOCK_SAMPLE_NAME } },
  },
  .rows = _vmistate_exporters_device_rows,
  .n_rows = VMISTATE_N_EXPORTERS_DEVICE_ROWS,
};

const VmistateProfileTable _vmistate_profile_exporters_pair = {
  .flag = PAIR,
  .vm_labels = VMISTATE_EXPORTERS_VM_LABELS,
  .labels = {
    [VMISTATE_SUBJECT_VCPU] = { { "vcpu", VCPU_SAMPLE_ID } },
    [VMISTATE_SUBJECT_DISK] = { { "target_device", BLOCK_SAMPLE_NAME } },
  },
  .rows = pair_rows,
  .n_rows = G_N_ELEMENTS (pair_rows),
};
