/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From "no channel" to "answers", one rung at a time. An open channel alone is no sign of life:
 * only an answer is. */

#include "config.h"

#include "agent-support.h"
#include "timeline.h"
#include "verdict.h"

typedef enum
{
  NOT_CONFIGURED,
  GUEST_NOT_RUNNING,
  CHANNEL_DISCONNECTED,
  SILENT,
  UNRESPONSIVE,
  FROZEN,
  UNSUPPORTED,
  CONNECTED,
  N_RUNGS,
} Rung;

static const struct
{
  const char *status;
  const char *reason;
  const char *message;
} rungs[] = {
  [NOT_CONFIGURED] = { "False", "NotConfigured", "the domain has no channel for a guest agent" },
  [GUEST_NOT_RUNNING] = { "False", "GuestNotRunning", "the guest is not running" },
  [CHANNEL_DISCONNECTED] = { "False", "ChannelDisconnected",
                             "nothing in the guest has opened the agent's channel" },
  [SILENT] = { "False", "Silent", "the agent's channel is open, but nothing has answered yet" },
  [UNRESPONSIVE] = { "False", "Unresponsive", "the agent no longer answers" },
  [FROZEN] = { "True", "Frozen",
               "the guest's file systems are frozen, and until they are thawed the agent refuses "
               "other commands" },
  [UNSUPPORTED] = { "True", "Unsupported", NULL },
  [CONNECTED] = { "True", "Connected", NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (rungs) == N_RUNGS);

/* The channel */

gboolean
_vmistate_view_has_open_channel (const VmistateView *view, gint64 *since)
{
  const VmistateHistory *channels = &view->channels;
  guint length = _vmistate_history_get_length (channels);

  *since = MAX (_vmistate_history_since (channels), view->booted_at);
  return length > 0 && _vmistate_history_get (channels, length - 1)->value == VMISTATE_CHANNEL_OPEN;
}

gpointer
_vmistate_view_get_answer_since (const VmistateView *view, VmistateAgentCommandId command,
                                 gint64 since, gint64 *at)
{
  const VmistateAgentAnswer *answer = _vmistate_view_find_answer (view, command);
  const VmistateObservation *good = answer != NULL ? &answer->good : NULL;

  if (good == NULL || good->payload == NULL || good->observed_at <= MAX (since, view->booted_at))
    return NULL;
  *at = good->observed_at;
  return good->payload;
}

/* The rungs */

static gboolean
is_frozen (const VmistateView *view, gint64 since, gint64 *at)
{
  gpointer answer = _vmistate_view_get_answer_since (view, VMISTATE_AGENT_FSFREEZE, since, at);

  return answer != NULL && _vmistate_record_is (answer, AGENT_REPLY_FSFREEZE_STATUS, "frozen");
}

/* Returns: (transfer full) (nullable): the names of basic commands that it says it lacks; an agent
 * that lists none at all is an old one, and says nothing */
static char *
name_missing (const VmistateView *view, gint64 since)
{
  gint64 at;
  gpointer info = _vmistate_view_get_answer_since (view, VMISTATE_AGENT_INFO, since, &at);
  GPtrArray *commands = _vmistate_record_get_list (info, AGENT_REPLY_COMMANDS);

  if (commands == NULL || commands->len == 0)
    return NULL;
  return _vmistate_agent_name_missing (_vmistate_view_get_lacks (view));
}

/* Of an agent that answers */
static Rung
judge_answers (const VmistateView *view, VmistateVerdict *verdict)
{
  gint64 since;
  gint64 at;
  char *missing;

  _vmistate_view_has_open_channel (view, &since);
  if (is_frozen (view, since, &at))
    return FROZEN;
  missing = name_missing (view, since);
  if (missing == NULL)
    return CONNECTED;
  verdict->made = g_strdup_printf ("the agent answers, but it lacks %s", missing);
  verdict->message = verdict->made;
  g_free (missing);
  return UNSUPPORTED;
}

/* The rung at any moment; what it answers is not asked. */
static Rung
find_rung (const VmistateMomentary *momentary)
{
  static const Rung by_life[] = {
    [VMISTATE_AGENT_NO_CHANNEL] = NOT_CONFIGURED,
    [VMISTATE_AGENT_CHANNEL_CLOSED] = CHANNEL_DISCONNECTED,
    [VMISTATE_AGENT_SILENT] = SILENT,
    [VMISTATE_AGENT_UNRESPONSIVE] = UNRESPONSIVE,
    [VMISTATE_AGENT_ANSWERING] = CONNECTED,
  };

  return _vmistate_state_value_is_active (momentary->state) ? by_life[momentary->agent]
                                                            : GUEST_NOT_RUNNING;
}

/* Of rungs with the same status it does not matter which one it was. */
static gint
conclude (const VmistateMomentary *momentary)
{
  Rung rung = find_rung (momentary);

  if (momentary->lost || (rung != GUEST_NOT_RUNNING && !momentary->responsive))
    return N_RUNGS;
  return rung == CONNECTED ? CONNECTED : NOT_CONFIGURED;
}

VmistateVerdict
_vmistate_judge_agent (const VmistateDerivation *d)
{
  VmistateVerdict verdict = { .kind = VMISTATE_VERDICT_STANDS };
  const VmistateView *view = d->view;
  VmistateMomentary now;
  Rung rung;

  if (view == NULL || view->state.payload == NULL || view->domain.payload == NULL)
    return verdict;
  verdict.kind = VMISTATE_VERDICT_GIVEN;
  _vmistate_verdict_set_since (
      &verdict,
      _vmistate_view_since (view, VMISTATE_SIGNALS_HOST | VMISTATE_SIGNALS_AGENT, conclude, &now));
  if (!_vmistate_view_is_current (view, &verdict.reason, &verdict.message))
    {
      verdict.status = "Unknown";
      return verdict;
    }
  rung = find_rung (&now);
  if (rung == CONNECTED)
    rung = judge_answers (view, &verdict);
  verdict.status = rungs[rung].status;
  verdict.reason = rungs[rung].reason;
  if (verdict.made == NULL)
    verdict.message = rungs[rung].message;
  return verdict;
}
