/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-cache-monitor.h>
#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_CPU_SAMPLE (vmistate_cpu_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateCpuSample, vmistate_cpu_sample, VMISTATE, CPU_SAMPLE, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cpu_sample_get_time_usec (VmistateCpuSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cpu_sample_get_user_usec (VmistateCpuSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cpu_sample_get_system_usec (VmistateCpuSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cpu_sample_get_haltpoll_success_usec (VmistateCpuSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cpu_sample_get_haltpoll_fail_usec (VmistateCpuSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_cpu_sample_get_cache_monitors (VmistateCpuSample *self);

G_END_DECLS
