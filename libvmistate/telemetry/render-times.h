/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is known of the renders so far. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VMISTATE_N_RENDER_BOUNDS 9

extern const guint64 _vmistate_render_bounds_usec[VMISTATE_N_RENDER_BOUNDS];

typedef struct
{
  guint64 counts[VMISTATE_N_RENDER_BOUNDS + 1]; /* by bound, and those beyond all */
  guint64 sum_usec;
  guint64 n_renders;
  guint n_families; /* of the last */
  guint n_samples;
} VmistateRenderTimes;

void _vmistate_render_times_add (VmistateRenderTimes *self, guint64 usec);

G_END_DECLS
