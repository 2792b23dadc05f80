/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names of kumina's libvirt_exporter. */

#include "config.h"

#include "profile-exporters.h"

#include "model/sample/block-sample.h"
#include "model/sample/interface-sample.h"
#include "model/sample/sample.h"

static const VmistateRow rows[] = {
  { { "libvirt_domains_number", VMISTATE_FAMILY_GAUGE, NULL, "Domains that are started" },
    VMISTATE_SUBJECT_MONITOR,
    .collect = _vmistate_collect_n_active_domains },
  { { "libvirt_domain_state_code", VMISTATE_FAMILY_GAUGE, NULL,
      "State of the domain, as libvirt numbers it" },
    VMISTATE_SUBJECT_SAMPLE,
    SAMPLE_STATE },
  { { "libvirt_domain_block_stats_read_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on reads from the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_READ_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_block_stats_write_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on writes to the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_WRITE_TIME_USEC,
    VMISTATE_CONVERT_USEC },
  { { "libvirt_domain_block_stats_flush_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
      "Time spent on flushing the device" },
    VMISTATE_SUBJECT_DISK,
    BLOCK_SAMPLE_FLUSH_TIME_USEC,
    VMISTATE_CONVERT_USEC },
};

#define LABELS                                                                                     \
  {                                                                                                \
    [VMISTATE_SUBJECT_NIC] = { { "source_bridge", .look_up = _vmistate_look_up_bridge },           \
                               { "target_device", INTERFACE_SAMPLE_NAME } },                       \
    [VMISTATE_SUBJECT_DISK] = { { "source_file", BLOCK_SAMPLE_PATH },                              \
                                { "target_device", BLOCK_SAMPLE_NAME } },                          \
  }

const VmistateProfileTable _vmistate_profile_kumina = {
  .flag = VMISTATE_METRICS_PROFILES_KUMINA,
  .vm_labels = VMISTATE_EXPORTERS_VM_LABELS,
  .labels = LABELS,
  .rows = rows,
  .n_rows = G_N_ELEMENTS (rows),
};

const VmistateProfileTable _vmistate_profile_kumina_devices = {
  .flag = VMISTATE_METRICS_PROFILES_KUMINA,
  .vm_labels = VMISTATE_EXPORTERS_VM_LABELS,
  .labels = LABELS,
  .rows = _vmistate_exporters_device_rows,
  .n_rows = VMISTATE_N_EXPORTERS_DEVICE_ROWS,
};
