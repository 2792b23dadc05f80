/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a libvirt tells of itself and its host: our own names are those of other exporters. */

#include "config.h"

#include "profile.h"

#include "model/host-info.h"
#include "model/storage-pool.h"

static const VmistateRow host_rows[] = {
  { { "vmistate_host_timestamp_seconds", VMISTATE_FAMILY_GAUGE, "seconds",
      "When libvirt was last asked for its versions and its storage pools" },
    VMISTATE_SUBJECT_HOST,
    HOST_INFO_TAKEN_AT,
    .adds = "source" },
};

const VmistateProfileTable _vmistate_profile_host = {
  .flag = VMISTATE_METRICS_PROFILES_DEFAULT,
  .rows = host_rows,
  .n_rows = G_N_ELEMENTS (host_rows),
};

static const VmistateRow version_rows[] = {
  { { "libvirt_versions", VMISTATE_FAMILY_INFO, NULL,
      "Versions of the hypervisor, of libvirt, and of the library that asks it" },
    VMISTATE_SUBJECT_HOST,
    .collect = _vmistate_collect_versions,
    .adds = "source, hypervisor_running, libvirtd_running, libvirt_library" },
};

const VmistateProfileTable _vmistate_profile_host_versions = {
  .flag = VMISTATE_METRICS_PROFILES_DEFAULT | VMISTATE_METRICS_PROFILES_TINKOFF,
  .rows = version_rows,
  .n_rows = G_N_ELEMENTS (version_rows),
};

static const VmistateRow pool_rows[] = {
  { { "libvirt_storage_pool_state", VMISTATE_FAMILY_GAUGE, NULL,
      "State of the storage pool: 0 inactive, 1 being built, 2 running, 3 degraded, 4 "
      "inaccessible" },
    VMISTATE_SUBJECT_POOL,
    STORAGE_POOL_STATE,
    .adds = "source" },
  { { "libvirt_storage_pool_capacity_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "Size of the storage pool" },
    VMISTATE_SUBJECT_POOL,
    STORAGE_POOL_CAPACITY_BYTES,
    .adds = "source" },
  { { "libvirt_storage_pool_allocation_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "What of the storage pool is taken" },
    VMISTATE_SUBJECT_POOL,
    STORAGE_POOL_ALLOCATION_BYTES,
    .adds = "source" },
  { { "libvirt_storage_pool_available_bytes", VMISTATE_FAMILY_GAUGE, "bytes",
      "What of the storage pool is free" },
    VMISTATE_SUBJECT_POOL,
    STORAGE_POOL_AVAILABLE_BYTES,
    .adds = "source" },
  { { "libvirt_storage_pool_timed_out", VMISTATE_FAMILY_GAUGE, NULL,
      "Whether libvirt did not answer for the storage pool in time, or was not asked" },
    VMISTATE_SUBJECT_POOL,
    STORAGE_POOL_TIMED_OUT,
    .adds = "source" },
};

const VmistateProfileTable _vmistate_profile_host_pools = {
  .flag = VMISTATE_METRICS_PROFILES_DEFAULT | VMISTATE_METRICS_PROFILES_INOVEX,
  .labels = {
    [VMISTATE_SUBJECT_POOL] = { { "storage_pool", STORAGE_POOL_NAME }, { "pool_uuid", STORAGE_POOL_UUID } },
  },
  .rows = pool_rows,
  .n_rows = G_N_ELEMENTS (pool_rows),
};
