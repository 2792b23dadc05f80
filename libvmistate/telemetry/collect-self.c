/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The metrics' own: what earlier renders were like. */

#include "config.h"

#include "collection.h"

void
_vmistate_collect_render_duration (VmistateCollection *c, VmistateSamples *samples,
                                   const VmistateVm *vm G_GNUC_UNUSED,
                                   gpointer record G_GNUC_UNUSED)
{
  if (c->times->n_renders > 0)
    _vmistate_exposition_add_histogram (c->exposition, samples, c->labels,
                                        _vmistate_render_bounds_usec, c->times->counts,
                                        VMISTATE_N_RENDER_BOUNDS, c->times->sum_usec);
}

void
_vmistate_collect_n_families (VmistateCollection *c, VmistateSamples *samples,
                              const VmistateVm *vm G_GNUC_UNUSED, gpointer record G_GNUC_UNUSED)
{
  if (c->times->n_renders > 0)
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, c->times->n_families);
}

void
_vmistate_collect_n_samples (VmistateCollection *c, VmistateSamples *samples,
                             const VmistateVm *vm G_GNUC_UNUSED, gpointer record G_GNUC_UNUSED)
{
  if (c->times->n_renders > 0)
    _vmistate_exposition_add_uint (c->exposition, samples, c->labels, c->times->n_samples);
}

void
_vmistate_collect_n_refused (VmistateCollection *c, VmistateSamples *samples,
                             const VmistateVm *vm G_GNUC_UNUSED, gpointer record G_GNUC_UNUSED)
{
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels,
                                 _vmistate_exposition_get_n_refused (c->exposition));
}
