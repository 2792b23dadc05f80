/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-balloon-sample.h>
#include <vmistate/vmistate-bandwidth-monitor.h>
#include <vmistate/vmistate-block-sample.h>
#include <vmistate/vmistate-cpu-sample.h>
#include <vmistate/vmistate-dirty-rate-sample.h>
#include <vmistate/vmistate-interface-sample.h>
#include <vmistate/vmistate-iothread-sample.h>
#include <vmistate/vmistate-kvm-counter.h>
#include <vmistate/vmistate-perf-sample.h>
#include <vmistate/vmistate-record.h>
#include <vmistate/vmistate-sample-missing.h>
#include <vmistate/vmistate-sample-rates.h>
#include <vmistate/vmistate-vcpu-sample.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_SAMPLE (vmistate_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateSample, vmistate_sample, VMISTATE, SAMPLE, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
VmistateSample *vmistate_sample_new_from_json (const char *json, gssize length, GError **error);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_sample_dup_taken_at (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_get_state (VmistateSample *self, gint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_get_reason (VmistateSample *self, gint32 *value);

VMISTATE_AVAILABLE_IN_0_1
VmistateCpuSample *vmistate_sample_get_cpu (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateBalloonSample *vmistate_sample_get_balloon (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_get_vcpus_current (VmistateSample *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_get_vcpus_maximum (VmistateSample *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_get_vcpus (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_get_interfaces (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_get_blocks (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
VmistatePerfSample *vmistate_sample_get_perf (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_get_iothreads (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_get_bandwidth_monitors (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateDirtyRateSample *vmistate_sample_get_dirty_rate (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_sample_get_kvm_counters (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_get_unknown_keys (VmistateSample *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_get_monitor_skipped (VmistateSample *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_sample_get_message (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateSampleMissing vmistate_sample_get_missing (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_sample_dup_missing_since (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_sample_get_run (VmistateSample *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_get_monotonic_usec (VmistateSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sample_get_guest_memory_used (VmistateSample *self, guint64 *bytes);

VMISTATE_AVAILABLE_IN_0_1
VmistateSampleRates *vmistate_sample_compute_rates (VmistateSample *self, VmistateSample *older);

G_END_DECLS
