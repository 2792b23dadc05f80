/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* When each phase was entered. A phase that the VMI comes back to keeps its first time. */

#include "config.h"

#include "pass.h"

#include "model/phase-transition.h"

static gboolean
has_phase (GPtrArray *transitions, const char *phase)
{
  for (guint i = 0; i < _vmistate_list_length (transitions); i++)
    {
      const char *entered =
          _vmistate_record_get_string (transitions->pdata[i], PHASE_TRANSITION_PHASE);

      if (g_strcmp0 (entered, phase) == 0)
        return TRUE;
    }
  return FALSE;
}

static gpointer
make_transition (const VmistatePass *pass, const char *phase)
{
  gpointer transition = g_object_new (VMISTATE_TYPE_PHASE_TRANSITION, NULL);

  _vmistate_record_set_string (transition, PHASE_TRANSITION_PHASE, phase);
  _vmistate_record_set_time (transition, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP, pass->now);
  return transition;
}

void
_vmistate_kubevirt_transitions (VmistatePass *pass)
{
  const char *before = _vmistate_record_get_string (pass->before, STATUS_PHASE);
  const char *phase = _vmistate_pass_get_phase (pass);
  GPtrArray *transitions =
      _vmistate_record_get_list (pass->status, STATUS_PHASE_TRANSITION_TIMESTAMPS);
  GPtrArray *extended;

  if (g_str_equal (phase, before != NULL ? before : "") || has_phase (transitions, phase))
    return;
  extended = _vmistate_record_list_new ();
  for (guint i = 0; i < _vmistate_list_length (transitions); i++)
    g_ptr_array_add (extended, g_object_ref (transitions->pdata[i]));
  g_ptr_array_add (extended, make_transition (pass, phase));
  _vmistate_record_take_list (pass->status, STATUS_PHASE_TRANSITION_TIMESTAMPS, extended);
}
