/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-duration-bucket.h>
#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_CALL_DURATIONS (vmistate_call_durations_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateCallDurations, vmistate_call_durations, VMISTATE, CALL_DURATIONS,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_call_durations_get_count (VmistateCallDurations *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_call_durations_get_sum_usec (VmistateCallDurations *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_call_durations_get_buckets (VmistateCallDurations *self);

G_END_DECLS
