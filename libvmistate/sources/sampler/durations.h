/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How long calls of one kind took: a histogram. Pure. */

#pragma once

#include <vmistate/vmistate-call-durations.h>

G_BEGIN_DECLS

#define VMISTATE_N_DURATION_BOUNDS 13

typedef struct
{
  guint64 counts[VMISTATE_N_DURATION_BOUNDS + 1]; /* by bound, and those beyond all */
  guint64 sum_usec;
} VmistateDurations;

void _vmistate_durations_add (VmistateDurations *self, gint64 usec);
/* Returns: (transfer full) */
VmistateCallDurations *_vmistate_durations_to_record (const VmistateDurations *self);

G_END_DECLS
