/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* When each phase was first entered: as KubeVirt's object says, and as the hypervisors' past shows.
 * The earliest moment counts. What was only derived for a while, because facts came late, is not
 * remembered: the order of arrival does not count. */

#include "config.h"

#include "derive.h"
#include "domain-numbers.h"

#include "model/phase-transition.h"
#include "model/status.h"

static int
compare_time (gconstpointer a, gconstpointer b)
{
  gint64 first;
  gint64 second;

  _vmistate_record_get_int64 (*(gpointer *) a, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP, &first);
  _vmistate_record_get_int64 (*(gpointer *) b, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP,
                              &second);
  if (first != second)
    return first < second ? -1 : 1;
  return g_strcmp0 (_vmistate_record_get_string (*(gpointer *) a, PHASE_TRANSITION_PHASE),
                    _vmistate_record_get_string (*(gpointer *) b, PHASE_TRANSITION_PHASE));
}

static gpointer
make_transition (const char *phase, gint64 at)
{
  gpointer transition = g_object_new (VMISTATE_TYPE_PHASE_TRANSITION, NULL);

  _vmistate_record_set_string (transition, PHASE_TRANSITION_PHASE, phase);
  _vmistate_record_set_time (transition, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP, at);
  return transition;
}

static void
merge (GPtrArray *transitions, const char *phase, gint64 at)
{
  for (guint i = 0; i < transitions->len; i++)
    {
      gpointer known = transitions->pdata[i];
      gint64 before;

      if (!_vmistate_record_is (known, PHASE_TRANSITION_PHASE, phase))
        continue;
      _vmistate_record_get_int64 (known, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP, &before);
      if (at < before)
        {
          g_object_unref (known);
          transitions->pdata[i] = make_transition (phase, at);
        }
      return;
    }
  g_ptr_array_add (transitions, make_transition (phase, at));
}

static void
merge_list (GPtrArray *transitions, VmistateStatus *status)
{
  GPtrArray *list = status != NULL
                        ? _vmistate_record_get_list (status, STATUS_PHASE_TRANSITION_TIMESTAMPS)
                        : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      gint64 at;

      if (_vmistate_record_get_int64 (list->pdata[i], PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP,
                                      &at))
        merge (transitions, _vmistate_record_get_string (list->pdata[i], PHASE_TRANSITION_PHASE),
               at);
    }
}

/* Whether the guest was at another hypervisor then. */
static gboolean
ran_elsewhere (const VmistateDerivation *d, const VmistateView *here, gint64 at)
{
  for (guint i = 0; i < d->evidence->views->len; i++)
    {
      const VmistateView *view = &g_array_index (d->evidence->views, VmistateView, i);
      const char *phase = NULL;

      if (view == here)
        continue;
      for (guint j = 0; j < view->states.length && view->states.moments[j].at <= at; j++)
        phase = _vmistate_phase_of_moment (d, view->states.moments[j].value);
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

static void
merge_past (GPtrArray *transitions, const VmistateDerivation *d)
{
  for (guint i = 0; i < d->evidence->views->len; i++)
    {
      const VmistateView *view = &g_array_index (d->evidence->views, VmistateView, i);

      for (guint j = 0; j < view->states.length; j++)
        {
          const VmistateMoment *moment = &view->states.moments[j];
          const char *phase = _vmistate_phase_of_moment (d, moment->value);

          if (counts (d, view, moment, phase))
            merge (transitions, phase, moment->at);
        }
    }
}

static gpointer
find_phase (GPtrArray *transitions, const char *phase)
{
  for (guint i = 0; transitions != NULL && i < transitions->len; i++)
    {
      if (_vmistate_record_is (transitions->pdata[i], PHASE_TRANSITION_PHASE, phase))
        return transitions->pdata[i];
    }
  return NULL;
}

/* When the phase that is true now became known. Only where no hypervisor shows it the time counts
 * at which it was derived first. */
static gint64
find_moment (const VmistateDerivation *d, GPtrArray *before, const char *phase)
{
  gpointer known = find_phase (before, phase);
  gint64 at;

  if (d->view != NULL && d->view->states.length > 0)
    return _vmistate_history_since (&d->view->states);
  if (known != NULL
      && _vmistate_record_get_int64 (known, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP, &at))
    return at;
  return _vmistate_evidence_has_vmi (d->evidence) ? d->evidence->control->vmi.observed_at
                                                  : d->evidence->now;
}

/* What changes when one of these does is not what this list is made of. */
#define IRRELEVANT (VMISTATE_TOUCH_TIME | VMISTATE_TOUCH_JOB | VMISTATE_TOUCH_NODE_AGENT)

void
_vmistate_derive_transitions (const VmistateDerivation *d)
{
  const char *phase = _vmistate_record_get_string (d->status, STATUS_PHASE);
  GPtrArray *before =
      d->previous != NULL
          ? _vmistate_record_get_list (d->previous, STATUS_PHASE_TRANSITION_TIMESTAMPS)
          : NULL;
  GPtrArray *transitions;

  if (phase == NULL)
    return;
  if ((d->touched & ~IRRELEVANT) == 0 && _vmistate_record_is (d->previous, STATUS_PHASE, phase))
    {
      _vmistate_record_set_list (d->status, STATUS_PHASE_TRANSITION_TIMESTAMPS, before);
      return;
    }
  transitions = _vmistate_record_list_new ();
  merge_list (transitions, d->base);
  merge_past (transitions, d);
  if (find_phase (transitions, phase) == NULL)
    merge (transitions, phase, find_moment (d, before, phase));
  g_ptr_array_sort (transitions, compare_time);
  _vmistate_record_take_list (d->status, STATUS_PHASE_TRANSITION_TIMESTAMPS, transitions);
}
