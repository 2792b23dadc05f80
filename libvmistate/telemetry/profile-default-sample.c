/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The library's own names, of how the numbers were got. */

#include "config.h"

#include "profile.h"

#include "model/sample/sample.h"
#include "model/sample/sampler-report.h"

static const VmistateRow rows[] = {
  { { "libvirt_domain_sample_missing", VMISTATE_FAMILY_GAUGE, NULL,
      "1 for the reason why the domain lacks the numbers that only its hypervisor has; there is "
      "none where nothing is missing, or the domain does not run" },
    VMISTATE_SUBJECT_SAMPLE,
    .collect = _vmistate_collect_sample_missing,
    .adds = "reason" },
  { { "libvirt_domain_sample_missing_since_timestamp_seconds", VMISTATE_FAMILY_GAUGE, "seconds",
      "Since when the domain has lacked numbers without a break" },
    VMISTATE_SUBJECT_SAMPLE,
    SAMPLE_MISSING_SINCE,
    VMISTATE_CONVERT_USEC },
  { { "vmistate_sampler_domain_failures", VMISTATE_FAMILY_COUNTER, NULL,
      "How often a domain was found to make a call fail" },
    VMISTATE_SUBJECT_SAMPLER,
    SAMPLER_REPORT_FAILED,
    .adds = "source" },
  { { "vmistate_sampler_call_duration_seconds", VMISTATE_FAMILY_HISTOGRAM, "seconds",
      "How long the calls of a part of the passes took, with those that came back too late" },
    VMISTATE_SUBJECT_SAMPLER,
    .collect = _vmistate_collect_sampler_calls,
    .adds = "source, part, le" },
};

const VmistateProfileTable _vmistate_profile_default_sample = {
  .flag = VMISTATE_METRICS_PROFILES_DEFAULT,
  .vm_labels = { [VMISTATE_VM_DOMAIN] = "domain", [VMISTATE_VM_UUID] = "uuid" },
  .rows = rows,
  .n_rows = G_N_ELEMENTS (rows),
};
