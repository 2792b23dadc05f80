/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-metrics-format.h>
#include <vmistate/vmistate-metrics-profiles.h>
#include <vmistate/vmistate-monitor.h>
#include <vmistate/vmistate-sampler-report.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_METRICS (vmistate_metrics_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMetrics, vmistate_metrics, VMISTATE, METRICS, GObject)

VMISTATE_AVAILABLE_IN_0_1
VmistateMetrics *vmistate_metrics_new (VmistateMonitor *monitor);

VMISTATE_AVAILABLE_IN_0_1
VmistateMetricsProfiles vmistate_metrics_get_profiles (VmistateMetrics *self);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_metrics_set_profiles (VmistateMetrics *self, VmistateMetricsProfiles profiles);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_metrics_set_sampler_report (VmistateMetrics *self, const char *source,
                                          VmistateSamplerReport *report);

VMISTATE_AVAILABLE_IN_0_1
char *vmistate_metrics_render (VmistateMetrics *self, VmistateMetricsFormat format);

G_END_DECLS
