/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ready, Paused and AgentConnected, in this order. */

#include "config.h"

#include "agent-ladder.h"
#include "derive.h"
#include "domain-numbers.h"

#include "model/condition.h"
#include "model/status.h"

/* A verdict lives on the stack until it becomes a condition. */
typedef struct
{
  const char *type;
  const char *status; /* NULL: the condition is not there */
  const char *reason;
  const char *message;
  gint64 at; /* when that became known */
} Verdict;

typedef struct
{
  const char *reason;
  const char *message;
} PauseText;

/* KubeVirt has words for two of these and is silent about a guest stopped for another reason. */
static const PauseText pause_texts[] = {
  [PAUSED_UNKNOWN] = { "PausedForUnknownReason", "VMI was paused for an unknown reason" },
  [PAUSED_USER] = { "PausedByUser", "VMI was paused by user" },
  [PAUSED_MIGRATION] = { "PausedByMigration", "VMI is paused while it migrates" },
  [PAUSED_SAVE] = { "PausedBySave", "VMI is paused while its memory is saved" },
  [PAUSED_DUMP] = { "PausedByDump", "VMI is paused while its memory is dumped" },
  [PAUSED_IOERROR] = { "PausedIOError", "VMI was paused, low-level IO error detected" },
  [PAUSED_WATCHDOG] = { "PausedByWatchdog", "VMI was paused by its watchdog" },
  [PAUSED_FROM_SNAPSHOT] = { "PausedFromSnapshot", "VMI is paused as its snapshot was" },
  [PAUSED_SHUTTING_DOWN] = { "PausedShuttingDown", "VMI is paused while it shuts down" },
  [PAUSED_SNAPSHOT] = { "PausedBySnapshot", "VMI is paused while a snapshot is taken" },
  [PAUSED_CRASHED] = { "PausedGuestCrashed", "VMI was paused because the guest crashed" },
  [PAUSED_STARTING_UP] = { "PausedStartingUp", "VMI is being started" },
  [PAUSED_POSTCOPY] = { "PausedByPostcopy", "VMI is paused for post-copy migration" },
  [PAUSED_POSTCOPY_FAILED] = { "PausedPostcopyFailed",
                               "VMI was paused because post-copy migration failed" },
  [PAUSED_API_ERROR] = { "PausedAPIError", "VMI could not be resumed by the hypervisor" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (pause_texts) == PAUSED_N_REASONS);

static Verdict
judge_paused (const VmistateView *view)
{
  Verdict verdict = { .type = "Paused", .at = view->state.observed_at };
  const PauseText *text;
  gint32 state;
  gint32 reason;

  if (!_vmistate_view_get_state (view, &state, &reason) || state != DOMAIN_PAUSED || view->gone)
    return verdict;
  text = &pause_texts[reason >= 0 && reason < PAUSED_N_REASONS ? reason : PAUSED_UNKNOWN];
  verdict.status = "True";
  verdict.reason = text->reason;
  verdict.message = text->message;
  return verdict;
}

static Verdict
judge_ready (const VmistateView *view)
{
  Verdict verdict = { .type = "Ready", .at = view->state.observed_at };
  gint32 state;

  if (!_vmistate_view_get_state (view, &state, NULL))
    return verdict;
  if (!_vmistate_view_is_active (view))
    {
      verdict.status = "False";
      verdict.reason = "GuestNotRunning";
      verdict.message = "Guest VM is not reported as running";
    }
  else if (!_vmistate_view_is_current (view, &verdict.reason, &verdict.message))
    {
      verdict.status = "Unknown";
      verdict.at = view->source->state == VMISTATE_SOURCE_STATE_LOST
                       ? view->source->observed_at
                       : view->responsiveness.observed_at;
    }
  else if (state == DOMAIN_PAUSED)
    {
      verdict.status = "False";
      verdict.reason = "Paused";
      verdict.message = "the virtual machine is paused";
    }
  else if (state == DOMAIN_SHUTDOWN)
    {
      verdict.status = "False";
      verdict.reason = "ShuttingDown";
      verdict.message = "the virtual machine is shutting down";
    }
  else if (state == DOMAIN_PMSUSPENDED)
    {
      verdict.status = "False";
      verdict.reason = "Suspended";
      verdict.message = "the guest has put itself to sleep";
    }
  else
    verdict.status = "True";
  return verdict;
}

static Verdict
judge_agent (const VmistateView *view)
{
  Verdict verdict = { .type = "AgentConnected" };
  VmistateAgentVerdict agent = _vmistate_derive_agent_ladder (view);

  verdict.status = agent.status;
  verdict.reason = agent.reason;
  verdict.message = agent.message;
  verdict.at = agent.at;
  return verdict;
}

/* When the condition took its status: the old moment as long as the status is the same. */
static gint64
transition_time (VmistateStatus *previous, const Verdict *verdict)
{
  VmistateCondition *before =
      previous != NULL ? vmistate_status_find_condition (previous, verdict->type) : NULL;
  gint64 at;

  if (before != NULL
      && g_strcmp0 (_vmistate_record_get_string (before, CONDITION_STATUS), verdict->status) == 0
      && _vmistate_record_get_int64 (before, CONDITION_LAST_TRANSITION_TIME, &at))
    return at;
  return verdict->at;
}

static void
add_condition (GPtrArray *conditions, VmistateStatus *previous, Verdict verdict)
{
  VmistateCondition *condition;

  if (verdict.status == NULL)
    return;
  condition = g_object_new (VMISTATE_TYPE_CONDITION, NULL);
  _vmistate_record_set_string (condition, CONDITION_TYPE, verdict.type);
  _vmistate_record_set_string (condition, CONDITION_STATUS, verdict.status);
  _vmistate_record_set_string (condition, CONDITION_REASON, verdict.reason);
  _vmistate_record_set_string (condition, CONDITION_MESSAGE, verdict.message);
  _vmistate_record_set_time (condition, CONDITION_LAST_TRANSITION_TIME,
                             transition_time (previous, &verdict));
  g_ptr_array_add (conditions, condition);
}

void
_vmistate_derive_conditions (const VmistateView *view, VmistateStatus *previous,
                             VmistateStatus *status)
{
  GPtrArray *conditions = _vmistate_record_list_new ();

  add_condition (conditions, previous, judge_ready (view));
  add_condition (conditions, previous, judge_paused (view));
  add_condition (conditions, previous, judge_agent (view));
  _vmistate_record_take_list (status, STATUS_CONDITIONS, conditions);
}
