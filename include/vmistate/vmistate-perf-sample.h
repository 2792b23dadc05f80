/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_PERF_SAMPLE (vmistate_perf_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistatePerfSample, vmistate_perf_sample, VMISTATE, PERF_SAMPLE,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_cmt_bytes (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_mbmt_bytes_per_second (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_mbml_bytes_per_second (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_cache_misses (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_cache_references (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_instructions (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_cpu_cycles (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_branch_instructions (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_branch_misses (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_bus_cycles (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_stalled_cycles_frontend (VmistatePerfSample *self,
                                                           guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_stalled_cycles_backend (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_ref_cpu_cycles (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_cpu_clock_usec (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_task_clock_usec (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_page_faults (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_context_switches (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_cpu_migrations (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_page_faults_min (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_page_faults_maj (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_alignment_faults (VmistatePerfSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_perf_sample_get_emulation_faults (VmistatePerfSample *self, guint64 *value);

G_END_DECLS
