/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "render-times.h"

const guint64 _vmistate_render_bounds_usec[VMISTATE_N_RENDER_BOUNDS] = {
  500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 1000000,
};

void
_vmistate_render_times_add (VmistateRenderTimes *self, guint64 usec)
{
  guint i = 0;

  while (i < VMISTATE_N_RENDER_BOUNDS && usec > _vmistate_render_bounds_usec[i])
    i++;
  self->counts[i]++;
  self->sum_usec += usec;
  self->n_renders++;
}
