/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of Tinkoff's libvirt-exporter. */

#include "config.h"

#include "profile-exporters.h"

#include "model/sample/balloon-sample.h"
#include "model/sample/block-sample.h"
#include "model/sample/interface-sample.h"
#include "model/sample/sample.h"
#include "model/sample/vcpu-sample.h"
#include "model/storage-pool.h"

static const VmistateRow rows[] = {
  { { "libvirt_domain_info_meta", VMISTATE_FAMILY_GAUGE, NULL,
      "Name and UUID of the domain, and what OpenStack notes of it" },
    VMISTATE_SUBJECT_VM,
    .collect = _vmistate_collect_domain_meta,
    .adds = "instance_name, flavor, user_name, user_uuid, project_name, project_uuid, root_type, "
            "root_uuid" },
  { { "libvirt_domain_info_vstate", VMISTATE_FAMILY_GAUGE, NULL,
      "State of the domain, as libvirt numbers it" },
    VMISTATE_SUBJECT_SAMPLE,
    SAMPLE_STATE },
  { { "libvirt_domain_vcpu_cpu", VMISTATE_FAMILY_GAUGE, NULL,
      "Processor of the host that the vCPU runs on, or ran on last" },
    VMISTATE_SUBJECT_VCPU,
    VCPU_SAMPLE_HOST_CPU },
  { { "libvirt_domain_block_meta", VMISTATE_FAMILY_GAUGE, NULL, "Where the device has its data" },
    VMISTATE_SUBJECT_DISK,
    .collect = _vmistate_collect_tinkoff_block_meta,
    .adds = "source_file, serial, bus, disk_type, driver_type, cache, discard" },
  { { "libvirt_domain_interface_meta", VMISTATE_FAMILY_GAUGE, NULL,
      "What the interface is connected to" },
    VMISTATE_SUBJECT_NIC,
    .collect = _vmistate_collect_tinkoff_interface_meta,
    .adds = "source_bridge, virtual_interface" },
  { { "libvirt_domain_block_stats_allocation", VMISTATE_FAMILY_GAUGE, NULL,
      "Highest offset that was written" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_ALLOCATION_BYTES },
  { { "libvirt_domain_block_stats_physicalsize_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Size of what holds the device's data" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_PHYSICAL_BYTES },
  { { "libvirt_domain_memory_stats_actual_balloon_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Current size of the balloon" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_CURRENT_BYTES },
  { { "libvirt_domain_memory_stats_disk_cache_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Memory that the guest uses for caches of disks" },
    VMISTATE_SUBJECT_BALLOON,
    BALLOON_SAMPLE_DISK_CACHES_BYTES },
};

static const VmistateRow pool_rows[] = {
  { { "libvirt_pool_info_capacity_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Size of the storage pool" },
    VMISTATE_SUBJECT_POOL,
    STORAGE_POOL_CAPACITY_BYTES,
    .adds = "source" },
  { { "libvirt_pool_info_allocation_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "What of the storage pool is taken" },
    VMISTATE_SUBJECT_POOL,
    STORAGE_POOL_ALLOCATION_BYTES,
    .adds = "source" },
  { { "libvirt_pool_info_available_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "What of the storage pool is free" },
    VMISTATE_SUBJECT_POOL,
    STORAGE_POOL_AVAILABLE_BYTES,
    .adds = "source" },
};

const VmistateProfileTable _vmistate_profile_tinkoff = {
  .flag = VMISTATE_METRICS_PROFILES_TINKOFF,
  .vm_labels = VMISTATE_EXPORTERS_VM_LABELS,
  .labels = {
    [VMISTATE_SUBJECT_NIC] = { { "target_device", INTERFACE_SAMPLE_NAME } },
    [VMISTATE_SUBJECT_DISK] = { { "target_device", BLOCK_SAMPLE_NAME } },
  },
  .rows = rows,
  .n_rows = G_N_ELEMENTS (rows),
};

const VmistateProfileTable _vmistate_profile_tinkoff_pools = {
  .flag = VMISTATE_METRICS_PROFILES_TINKOFF,
  .labels = {
    [VMISTATE_SUBJECT_POOL] = { { "pool", STORAGE_POOL_NAME }, { "pool_uuid", STORAGE_POOL_UUID } },
  },
  .rows = pool_rows,
  .n_rows = G_N_ELEMENTS (pool_rows),
};
