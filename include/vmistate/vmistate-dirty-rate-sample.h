/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>
#include <vmistate/vmistate-vcpu-dirty-rate.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_DIRTY_RATE_SAMPLE (vmistate_dirty_rate_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateDirtyRateSample, vmistate_dirty_rate_sample, VMISTATE,
                      DIRTY_RATE_SAMPLE, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_dirty_rate_sample_get_status (VmistateDirtyRateSample *self, gint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_dirty_rate_sample_get_start_usec (VmistateDirtyRateSample *self, gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_dirty_rate_sample_get_period_usec (VmistateDirtyRateSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_dirty_rate_sample_get_bytes_per_second (VmistateDirtyRateSample *self,
                                                          guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_dirty_rate_sample_get_mode (VmistateDirtyRateSample *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_dirty_rate_sample_get_vcpus (VmistateDirtyRateSample *self);

G_END_DECLS
