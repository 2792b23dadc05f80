/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_SAMPLE (vmistate_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateSample, vmistate_sample, VMISTATE, SAMPLE, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_sample_dup_taken_at (VmistateSample *self);

G_END_DECLS
