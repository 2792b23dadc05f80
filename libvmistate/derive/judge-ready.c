/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ready: the guest runs, and its Pod is ready. Where one of them says no the answer is no, whatever
 * is not known of the other. */

#include "config.h"

#include "control-plane.h"
#include "domain-numbers.h"
#include "timeline.h"
#include "verdict.h"

#include "kubevirt/control.h"

#include "model/phase-transition.h"
#include "model/status.h"

#define NO_GUEST "GuestNotRunning"

/* The guest */

/* States in which the guest does not answer, though its process is there. */
static const struct
{
  gint32 state;
  const char *reason;
  const char *message;
} not_ready[] = {
  { DOMAIN_PAUSED, "Paused", "the virtual machine is paused" },
  { DOMAIN_SHUTDOWN, "ShuttingDown", "the virtual machine is shutting down" },
  { DOMAIN_PMSUSPENDED, "Suspended", "the guest has put itself to sleep" },
};

/* Returns: G_N_ELEMENTS (not_ready) if it is ready */
static guint
find_obstacle (gint64 state)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (not_ready) && not_ready[i].state != state)
    i++;
  return i;
}

static void
judge_running (const VmistateView *view, gint32 state, VmistateVerdict *verdict)
{
  guint i = find_obstacle (state);

  verdict->status = "True";
  if (i < G_N_ELEMENTS (not_ready))
    {
      verdict->status = "False";
      verdict->reason = not_ready[i].reason;
      verdict->message = not_ready[i].message;
    }
  if (!_vmistate_view_is_current (view, &verdict->reason, &verdict->message))
    verdict->status = "Unknown";
}

typedef enum
{
  NOT_READY,
  READY,
  NOBODY_KNOWS,
} Readiness;

/* The status alone, at any moment */
static gint
conclude (const VmistateMomentary *momentary)
{
  if (!_vmistate_state_value_is_active (momentary->state))
    return NOT_READY;
  if (momentary->lost || !momentary->responsive)
    return NOBODY_KNOWS;
  return find_obstacle (momentary->state >> 8) < G_N_ELEMENTS (not_ready) ? NOT_READY : READY;
}

/* When the phase was entered that does not let the guest be ready */
static gint64
find_end (const VmistateDerivation *d, gint64 at)
{
  gpointer transition = _vmistate_record_list_find (
      _vmistate_record_get_list (d->status, STATUS_PHASE_TRANSITION_TIMESTAMPS),
      PHASE_TRANSITION_PHASE, _vmistate_record_get_string (d->status, STATUS_PHASE));

  _vmistate_record_get_int64 (transition, PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP, &at);
  return at;
}

static VmistateVerdict
judge_guest (const VmistateDerivation *d, gint32 state)
{
  VmistateVerdict verdict = { .kind = VMISTATE_VERDICT_GIVEN };

  _vmistate_verdict_set_since (
      &verdict, _vmistate_view_since (d->view, VMISTATE_SIGNALS_HOST, conclude, /* now= */ NULL));
  if (_vmistate_view_is_active (d->view))
    judge_running (d->view, state, &verdict);
  /* What KubeVirt has ended is not ready, even while its domain is still there. */
  if (verdict.status == NULL
      || (g_str_equal (verdict.status, "True")
          && !_vmistate_record_is (d->status, STATUS_PHASE, "Running")))
    {
      if (verdict.status != NULL)
        verdict.at = find_end (d, verdict.at);
      verdict.status = "False";
      verdict.reason = NO_GUEST;
      verdict.message = "Guest VM is not reported as running";
    }
  return verdict;
}

/* The Pod */

/* Without a Pod, or with one that ends, it does not matter how the guest is. */
static gboolean
has_no_pod (gpointer stored)
{
  return _vmistate_record_is (stored, CONDITION_REASON, "PodNotExists")
         || _vmistate_record_is (stored, CONDITION_REASON, "PodTerminating");
}

/* The Pod's own reasons stand; that the guest does not run is for the hypervisor to say. */
static gboolean
is_held_back_by_pod (gpointer stored, const char *guest)
{
  if (_vmistate_record_is (stored, CONDITION_STATUS, "True")
      || _vmistate_record_is (stored, CONDITION_REASON, NO_GUEST))
    return FALSE;
  if (g_str_equal (guest, "Unknown"))
    return _vmistate_record_is (stored, CONDITION_STATUS, "False");
  return g_str_equal (guest, "True") || has_no_pod (stored);
}

/* KubeVirt's controller has not heard of the guest yet, and so has not looked at the Pod. */
static VmistateVerdict
ask_pod (const VmistateDerivation *d, VmistateVerdict verdict)
{
  gboolean known;
  gpointer pod = _vmistate_evidence_get_pod (
      d->evidence, _vmistate_record_get_string (d->base, STATUS_NODE_NAME), &known);
  gpointer ready = pod != NULL ? _vmistate_pod_get_condition (pod, "Ready") : NULL;

  if (pod == NULL || (ready != NULL && _vmistate_record_is (ready, CONDITION_STATUS, "True")))
    return verdict;
  verdict.status = "False";
  verdict.reason = "PodConditionMissing";
  verdict.message = "virt-launcher pod is missing the Ready condition";
  if (ready == NULL)
    return verdict;
  if (_vmistate_record_has (ready, CONDITION_STATUS))
    verdict.status = _vmistate_record_get_string (ready, CONDITION_STATUS);
  verdict.reason = _vmistate_record_get_string (ready, CONDITION_REASON);
  verdict.message = _vmistate_record_get_string (ready, CONDITION_MESSAGE);
  if (_vmistate_record_get_int64 (ready, CONDITION_LAST_TRANSITION_TIME, &verdict.at))
    verdict.witnessed = FALSE;
  return verdict;
}

VmistateVerdict
_vmistate_judge_ready (const VmistateDerivation *d)
{
  gpointer stored = _vmistate_derivation_get_stored (d, "Ready");
  VmistateVerdict verdict = { .kind = VMISTATE_VERDICT_STANDS };
  gint32 state;

  if (d->view == NULL || !_vmistate_view_get_state (d->view, &state, NULL))
    return verdict;
  verdict = judge_guest (d, state);
  if (stored == NULL)
    return verdict;
  if (is_held_back_by_pod (stored, verdict.status))
    verdict.kind = VMISTATE_VERDICT_STANDS;
  else if (g_str_equal (verdict.status, "True")
           && _vmistate_record_is (stored, CONDITION_REASON, NO_GUEST))
    verdict = ask_pod (d, verdict);
  return verdict;
}
