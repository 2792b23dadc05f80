/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_DURATION_BUCKET (vmistate_duration_bucket_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateDurationBucket, vmistate_duration_bucket, VMISTATE, DURATION_BUCKET,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_duration_bucket_get_up_to_usec (VmistateDurationBucket *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_duration_bucket_get_count (VmistateDurationBucket *self, guint64 *value);

G_END_DECLS
