/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "collection.h"
#include "label-text.h"

void
_vmistate_collect_kubevirt_phase_times (VmistateCollection *c, VmistateSamples *samples,
                                        const VmistateVm *vm G_GNUC_UNUSED,
                                        gpointer record G_GNUC_UNUSED)
{
  GArray *histograms;
  gsize length = c->labels->len;

  if (c->field == VMISTATE_PHASE_TIMES_OF_MIGRATION)
    _vmistate_phase_times_take_migrations (c->phase_times,
                                           _vmistate_api_index_get_migrations (c->api));
  histograms = _vmistate_phase_times_get (c->phase_times, c->field);
  for (guint i = 0; i < histograms->len; i++)
    {
      const VmistatePhaseHistogram *told = &g_array_index (histograms, VmistatePhaseHistogram, i);

      _vmistate_label_append (c->labels, "phase", told->phase);
      _vmistate_label_append (c->labels, "last_phase", told->last_phase);
      _vmistate_exposition_add_histogram (c->exposition, samples, c->labels,
                                          _vmistate_phase_bounds_usec, told->counts,
                                          VMISTATE_N_PHASE_BOUNDS, told->sum_usec);
      g_string_truncate (c->labels, length);
    }
}
