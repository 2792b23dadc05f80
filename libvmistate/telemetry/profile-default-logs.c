/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The library's own names, of what logs have told. */

#include "config.h"

#include "profile.h"

static const VmistateRow rows[] = {
  { { "vmistate_vmi_log_lines", VMISTATE_FAMILY_COUNTER, NULL,
      "Lines that were told of the log of the VMI" },
    VMISTATE_SUBJECT_VM,
    .collect = _vmistate_collect_log_lines,
    .adds = "severity" },
  { { "vmistate_source_log_lines", VMISTATE_FAMILY_COUNTER, NULL,
      "What a source of logs has met: lines, those of them that it dropped, those that it told in "
      "part, and gaps in which lines may be missing" },
    VMISTATE_SUBJECT_MONITOR,
    .collect = _vmistate_collect_log_source_counts,
    .adds = "source, what" },
  { { "vmistate_source_log_last_timestamp_seconds", VMISTATE_FAMILY_GAUGE, "seconds",
      "When a source of logs last met that" },
    VMISTATE_SUBJECT_MONITOR,
    .collect = _vmistate_collect_log_source_timestamps,
    .adds = "source, what" },
};

const VmistateProfileTable _vmistate_profile_default_logs = {
  .flag = VMISTATE_METRICS_PROFILES_DEFAULT,
  .vm_labels = { [VMISTATE_VM_DOMAIN] = "domain", [VMISTATE_VM_UUID] = "uuid" },
  .rows = rows,
  .n_rows = G_N_ELEMENTS (rows),
};
