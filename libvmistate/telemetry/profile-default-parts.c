/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The library's own names, of parts that few domains have, and of what devices are. */

#include "config.h"

#include "profile.h"

#include "model/sample/block-sample.h"
#include "model/sample/dirty-rate-sample.h"
#include "model/sample/interface-sample.h"
#include "model/sample/iothread-sample.h"

static const VmistateRow rows[] = {
  { { "libvirt_domain_block", VMISTATE_FAMILY_INFO, NULL,
      "What holds the disk, and how it is connected" },
    VMISTATE_SUBJECT_DISK,
    .collect = _vmistate_collect_block_info,
    .adds = "path, serial, bus, type, format, cache, discard, protocol" },
  { { "libvirt_domain_net", VMISTATE_FAMILY_INFO, NULL, "What the interface is connected to" },
    VMISTATE_SUBJECT_NIC,
    .collect = _vmistate_collect_net_info,
    .adds = "mac, alias, type, model, bridge, virtual_interface, mtu" },
  { { "libvirt_domain_iothread_poll_max_seconds", VMISTATE_FAMILY_GAUGE, "seconds",
      "How long the I/O thread polls at most before it sleeps; 0: not at all" },
    VMISTATE_SUBJECT_IOTHREAD,
    IOTHREAD_SAMPLE_POLL_MAX_NSEC,
    VMISTATE_CONVERT_NSEC },
  { { "libvirt_domain_iothread_poll_grow", VMISTATE_FAMILY_GAUGE, NULL,
      "By what the I/O thread's polling time is multiplied when it was too short; 0: QEMU's "
      "choice" },
    VMISTATE_SUBJECT_IOTHREAD,
    IOTHREAD_SAMPLE_POLL_GROW },
  { { "libvirt_domain_iothread_poll_shrink", VMISTATE_FAMILY_GAUGE, NULL,
      "By what the I/O thread's polling time is divided when it was too long; 0: QEMU's choice" },
    VMISTATE_SUBJECT_IOTHREAD,
    IOTHREAD_SAMPLE_POLL_SHRINK },
  { { "libvirt_domain_cache_occupancy_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "What vCPUs that are monitored together have in a bank of the cache" },
    VMISTATE_SUBJECT_CPU,
    .collect = _vmistate_collect_cache_banks,
    .adds = "monitor, vcpus, bank" },
  { { "libvirt_domain_memory_bandwidth_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "What vCPUs that are monitored together have moved between a cache and all memory" },
    VMISTATE_SUBJECT_SAMPLE,
    .collect = _vmistate_collect_bandwidth_total,
    .adds = "monitor, vcpus, node" },
  { { "libvirt_domain_memory_bandwidth_local_bytes", VMISTATE_FAMILY_COUNTER, "bytes",
      "The part of it between a cache and its own node's memory" },
    VMISTATE_SUBJECT_SAMPLE,
    .collect = _vmistate_collect_bandwidth_local,
    .adds = "monitor, vcpus, node" },
  { { "libvirt_domain_dirty_rate_status", VMISTATE_FAMILY_GAUGE, NULL,
      "Whether it was measured how fast the guest changes its memory: 0 never, 1 it is being "
      "measured, 2 it was" },
    VMISTATE_SUBJECT_DIRTY_RATE,
    DIRTY_RATE_SAMPLE_STATUS },
  { { "libvirt_domain_dirty_rate_period_seconds", VMISTATE_FAMILY_GAUGE, "seconds",
      "How long that was measured" },
    VMISTATE_SUBJECT_DIRTY_RATE,
    DIRTY_RATE_SAMPLE_PERIOD_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_vcpu_dirty_rate_bytes_per_second", VMISTATE_FAMILY_GAUGE, NULL,
      "How fast the vCPU changed memory when that was last measured" },
    VMISTATE_SUBJECT_DIRTY_RATE,
    .collect = _vmistate_collect_vcpu_dirty_rates,
    .adds = "vcpu" },
};

const VmistateProfileTable _vmistate_profile_default_parts = {
  .flag = VMISTATE_METRICS_PROFILES_DEFAULT,
  .vm_labels = { [VMISTATE_VM_DOMAIN] = "domain", [VMISTATE_VM_UUID] = "uuid" },
  .labels = {
    [VMISTATE_SUBJECT_NIC] = { { "interface", INTERFACE_SAMPLE_NAME } },
    [VMISTATE_SUBJECT_DISK] = { { "device", BLOCK_SAMPLE_NAME } },
    [VMISTATE_SUBJECT_IOTHREAD] = { { "iothread", IOTHREAD_SAMPLE_ID } },
  },
  .rows = rows,
  .n_rows = G_N_ELEMENTS (rows),
};
