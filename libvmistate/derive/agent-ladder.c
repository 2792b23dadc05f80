/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From "no channel" to "answers", one rung at a time. An open channel alone is no sign of life:
 * only an answer is. */

#include "config.h"

#include "agent-support.h"
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

/* The newest sign of life and the newest time-out of this boot. */
typedef struct
{
  gint64 answered_at;
  gint64 silent_at;
} Signs;

/* Rubbish and "no such command" are answers too; a time-out is silence; what libvirt refused to
 * ask says nothing either way. */
static void
weigh_error (Signs *signs, const VmistateObservation *error)
{
  const char *code = _vmistate_record_get_string (error->payload, AGENT_REPLY_ERROR);

  if (g_strcmp0 (code, "timeout") == 0)
    signs->silent_at = MAX (signs->silent_at, error->observed_at);
  else if (g_strcmp0 (code, "protocol") == 0 || g_strcmp0 (code, "unsupported") == 0)
    signs->answered_at = MAX (signs->answered_at, error->observed_at);
}

static Signs
find_signs (const VmistateView *view)
{
  Signs signs = { 0 };

  for (guint i = 0; i < view->n_answered; i++)
    {
      const VmistateObservation *good = &view->answered[i].good;
      const VmistateObservation *error = &view->answered[i].error;

      if (good->payload != NULL)
        signs.answered_at = MAX (signs.answered_at, good->observed_at);
      if (error->payload != NULL)
        weigh_error (&signs, error);
    }
  return signs;
}

/* The channel */

gboolean
_vmistate_view_has_open_channel (const VmistateView *view, gint64 *since)
{
  const VmistateHistory *channels = &view->channels;

  *since = MAX (_vmistate_history_since (channels), view->booted_at);
  return channels->length > 0 && channels->moments[channels->length - 1].value != FALSE;
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

/* An agent that is frozen lists most commands as switched off; they will be there again. */
void
_vmistate_view_note_support (VmistateView *view, VmistateFact *fact)
{
  const VmistateObservation *info = &_vmistate_view_find_answer (view, VMISTATE_AGENT_INFO)->good;
  gint64 since;
  gint64 at;

  if (_vmistate_record_has (_vmistate_fact_get_payload (fact), AGENT_REPLY_ERROR)
      || vmistate_fact_get_observed_at_usec (fact) != info->observed_at)
    return;
  _vmistate_view_has_open_channel (view, &since);
  if (!is_frozen (view, since, &at))
    view->agent_lacks = _vmistate_agent_find_missing (
        _vmistate_record_get_list (info->payload, AGENT_REPLY_COMMANDS));
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
  return _vmistate_agent_name_missing (view->agent_lacks);
}

/* Of an agent that answers */
static Rung
judge_answers (const VmistateView *view, gint64 since, VmistateVerdict *verdict)
{
  char *missing;

  if (is_frozen (view, since, &verdict->at))
    return FROZEN;
  missing = name_missing (view, since);
  if (missing == NULL)
    return CONNECTED;
  verdict->made = g_strdup_printf ("the agent answers, but it lacks %s", missing);
  verdict->message = verdict->made;
  g_free (missing);
  return UNSUPPORTED;
}

static Rung
climb (const VmistateView *view, VmistateVerdict *verdict)
{
  Signs signs = find_signs (view);
  gint64 since;

  verdict->at = view->state.observed_at;
  if (!_vmistate_view_is_active (view))
    return GUEST_NOT_RUNNING;
  verdict->at = view->domain.observed_at;
  if (!_vmistate_record_has (view->domain.payload, DOMAIN_AGENT_CHANNEL))
    return NOT_CONFIGURED;
  if (!_vmistate_view_has_open_channel (view, &since))
    {
      verdict->at = since;
      return CHANNEL_DISCONNECTED;
    }
  /* Answers from before the channel was opened are another agent's. */
  if (signs.silent_at > MAX (signs.answered_at, since))
    {
      verdict->at = signs.silent_at;
      return UNRESPONSIVE;
    }
  verdict->at = since;
  if (signs.answered_at <= since)
    return SILENT;
  verdict->at = signs.answered_at;
  return judge_answers (view, since, verdict);
}

VmistateVerdict
_vmistate_judge_agent (const VmistateDerivation *d)
{
  VmistateVerdict verdict = { .kind = VMISTATE_VERDICT_STANDS };
  const VmistateView *view = d->view;
  Rung rung;

  if (view == NULL || view->state.payload == NULL || view->domain.payload == NULL)
    return verdict;
  verdict.kind = VMISTATE_VERDICT_GIVEN;
  if (!_vmistate_view_is_current (view, &verdict.reason, &verdict.message))
    {
      verdict.status = "Unknown";
      verdict.at = MAX (view->source->observed_at, view->responsiveness.observed_at);
      return verdict;
    }
  rung = climb (view, &verdict);
  /* What was so from the beginning has been so since the domain was seen. */
  if (verdict.at == 0)
    verdict.at = view->domain.observed_at;
  verdict.status = rungs[rung].status;
  verdict.reason = rungs[rung].reason;
  if (verdict.made == NULL)
    verdict.message = rungs[rung].message;
  return verdict;
}
