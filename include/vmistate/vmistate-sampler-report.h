/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-call-durations.h>
#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_SAMPLER_REPORT (vmistate_sampler_report_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateSamplerReport, vmistate_sampler_report, VMISTATE, SAMPLER_REPORT,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_sampler_report_dup_pass_began_at (VmistateSamplerReport *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_passes (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_survey_usec (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_cheap_usec (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_monitor_usec (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_domains (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_skipped (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_quarantined (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_hanging (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_given_up (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_late (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_reconnects (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_bisections (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_sampler_report_get_failed (VmistateSamplerReport *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
VmistateCallDurations *vmistate_sampler_report_get_survey_calls (VmistateSamplerReport *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateCallDurations *vmistate_sampler_report_get_cheap_calls (VmistateSamplerReport *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateCallDurations *vmistate_sampler_report_get_monitor_calls (VmistateSamplerReport *self);

G_END_DECLS
