/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* When each phase was first entered: as KubeVirt's object says, and as the hypervisors' past shows.
 * The earliest moment counts. What was only derived for a while, because facts came late, is not
 * remembered: the order of arrival does not count. */

#include "config.h"

#include "control-plane.h"
#include "derive.h"
#include "domain-numbers.h"

#include "model/phase-transition.h"
#include "model/status.h"

typedef struct
{
  const char *phase; /* of the base, or a literal */
  gint64 at;
} Transition;

static int
compare_time (gconstpointer a, gconstpointer b)
{
  const Transition *first = a;
  const Transition *second = b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  return g_strcmp0 (first->phase, second->phase);
}

static Transition *
find (GArray *transitions, const char *phase)
{
  for (guint i = 0; i < transitions->len; i++)
    {
      Transition *transition = &g_array_index (transitions, Transition, i);

      if (g_strcmp0 (transition->phase, phase) == 0)
        return transition;
    }
  return NULL;
}

static void
merge (GArray *transitions, const char *phase, gint64 at)
{
  Transition *known = find (transitions, phase);
  Transition transition = { phase, at };

  if (known != NULL)
    known->at = MIN (known->at, at);
  else
    g_array_append_val (transitions, transition);
}

static gint64
get_time (gpointer transition)
{
  gint64 at;

  _vmistate_record_get_int64 (transition, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP, &at);
  return at;
}

static void
merge_list (GArray *transitions, GPtrArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      gpointer told = list->pdata[i];

      if (_vmistate_record_has (told, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP))
        merge (transitions, _vmistate_record_get_string (told, PHASE_TRANSITION_PHASE),
               get_time (told));
    }
}

/* Whether the guest was at another hypervisor then. */
static gboolean
ran_elsewhere (const VmistateDerivation *d, const VmistateView *here, gint64 at)
{
  for (guint i = 0; i < d->evidence->n_views; i++)
    {
      const VmistateView *view = &d->evidence->views[i];
      const char *phase = NULL;

      if (view == here)
        continue;
      for (guint j = 0; j < _vmistate_history_get_length (&view->states); j++)
        {
          const VmistateMoment *moment = _vmistate_history_get (&view->states, j);

          if (moment->at <= at)
            phase = _vmistate_phase_of_moment (d, moment->value);
        }
      if (g_strcmp0 (phase, "Running") == 0)
        return TRUE;
    }
  return FALSE;
}

/* Where it migrated from it ended too, but that was not the VMI's end. */
static gboolean
counts (const VmistateDerivation *d, const VmistateView *view, const VmistateMoment *moment,
        const char *phase)
{
  if (g_strcmp0 (phase, "Running") == 0)
    return TRUE;
  return view == d->view && moment->value != VMISTATE_STATE_VALUE (DOMAIN_SHUTOFF, SHUTOFF_MIGRATED)
         && (g_strcmp0 (phase, "Succeeded") == 0 || g_strcmp0 (phase, "Failed") == 0)
         && !ran_elsewhere (d, view, moment->at);
}

/* Running and paused alternate, and are one phase: only its beginning counts. */
static void
merge_view (GArray *transitions, const VmistateDerivation *d, const VmistateView *view)
{
  gint64 begun[2] = { VMISTATE_STATE_GONE, VMISTATE_STATE_GONE }; /* values that are @before */
  const char *before = NULL;

  for (guint i = 0; i < _vmistate_history_get_length (&view->states); i++)
    {
      const VmistateMoment *moment = _vmistate_history_get (&view->states, i);
      const char *phase;

      if (before != NULL && (moment->value == begun[0] || moment->value == begun[1]))
        continue;
      phase = _vmistate_phase_of_moment (d, moment->value);
      if (before != NULL && g_strcmp0 (phase, before) == 0)
        {
          begun[1] = moment->value;
          continue;
        }
      before = counts (d, view, moment, phase) ? phase : NULL;
      begun[0] = begun[1] = moment->value;
      if (before != NULL)
        merge (transitions, phase, moment->at);
    }
}

static void
merge_past (GArray *transitions, const VmistateDerivation *d)
{
  for (guint i = 0; i < d->evidence->n_views; i++)
    merge_view (transitions, d, &d->evidence->views[i]);
}

/* When the phase that is true now became known */
static gint64
find_moment (const VmistateDerivation *d)
{
  if (d->view != NULL && _vmistate_history_get_length (&d->view->states) > 0)
    return _vmistate_history_since (&d->view->states);
  return _vmistate_evidence_get_told_at (d->evidence);
}

/* Writing */

static GPtrArray *
get_transitions (VmistateStatus *status)
{
  return _vmistate_record_get_list (status, STATUS_PHASE_TRANSITION_TIMESTAMPS);
}

static gboolean
is_written (GPtrArray *before, GArray *transitions)
{
  if (before == NULL || before->len != transitions->len)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    {
      const Transition *transition = &g_array_index (transitions, Transition, i);

      if (get_time (before->pdata[i]) != transition->at
          || !_vmistate_record_is (before->pdata[i], PHASE_TRANSITION_PHASE, transition->phase))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
make_list (GArray *transitions)
{
  GPtrArray *list = _vmistate_record_list_new ();

  for (guint i = 0; i < transitions->len; i++)
    {
      const Transition *transition = &g_array_index (transitions, Transition, i);
      gpointer record = g_object_new (VMISTATE_TYPE_PHASE_TRANSITION, NULL);

      _vmistate_record_set_constant (record, PHASE_TRANSITION_PHASE, transition->phase);
      _vmistate_record_set_time (record, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP,
                                 transition->at);
      g_ptr_array_add (list, record);
    }
  return list;
}

/* What changes when one of these does is not what this list is made of. */
#define IRRELEVANT (VMISTATE_TOUCH_TIME | VMISTATE_TOUCH_NODE_AGENT)

void
_vmistate_derive_transitions (const VmistateDerivation *d)
{
  const char *phase = _vmistate_record_get_string (d->status, STATUS_PHASE);
  GPtrArray *before = get_transitions (d->previous);
  g_autoptr (GArray) transitions = NULL;

  if (phase == NULL)
    return;
  if ((d->touched & ~IRRELEVANT) == 0 && _vmistate_record_is (d->previous, STATUS_PHASE, phase))
    {
      _vmistate_record_set_list (d->status, STATUS_PHASE_TRANSITION_TIMESTAMPS, before);
      return;
    }
  transitions = g_array_new (FALSE, FALSE, sizeof (Transition));
  merge_list (transitions, get_transitions (d->base));
  merge_past (transitions, d);
  if (find (transitions, phase) == NULL)
    merge (transitions, phase, find_moment (d));
  if (transitions->len > 1)
    g_array_sort (transitions, compare_time);
  if (is_written (before, transitions))
    _vmistate_record_set_list (d->status, STATUS_PHASE_TRANSITION_TIMESTAMPS, before);
  else
    _vmistate_record_take_list (d->status, STATUS_PHASE_TRANSITION_TIMESTAMPS,
                                make_list (transitions));
}
