/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From "no channel" to "answers", one rung at a time. An open channel alone is no sign of life:
 * only an answer is. */

#include "config.h"

#include "agent-ladder.h"

#include "derive.h"

typedef enum
{
  NOT_CONFIGURED,
  GUEST_NOT_RUNNING,
  CHANNEL_DISCONNECTED,
  SILENT,
  UNRESPONSIVE,
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

  for (guint i = 0; view->answers != NULL && i < VMISTATE_AGENT_N_COMMANDS; i++)
    {
      const VmistateObservation *good = &view->answers[i].good;
      const VmistateObservation *error = &view->answers[i].error;

      if (good->payload != NULL)
        signs.answered_at = MAX (signs.answered_at, good->observed_at);
      if (error->payload != NULL)
        weigh_error (&signs, error);
    }
  return signs;
}

static gboolean
is_connected (const VmistateView *view)
{
  gboolean connected = FALSE;

  if (view->channel.payload != NULL)
    _vmistate_record_get_boolean (view->channel.payload, AGENT_CHANNEL_CONNECTED, &connected);
  return connected;
}

static Rung
climb (const VmistateView *view, gint64 *at)
{
  Signs signs = find_signs (view);

  *at = view->state.observed_at;
  if (!_vmistate_view_is_active (view))
    return GUEST_NOT_RUNNING;
  *at = view->domain.observed_at;
  if (!_vmistate_record_has (view->domain.payload, DOMAIN_AGENT_CHANNEL))
    return NOT_CONFIGURED;
  *at = MAX (view->channel.observed_at, view->booted_at);
  if (!is_connected (view))
    return CHANNEL_DISCONNECTED;
  /* Answers from before the channel was opened are another agent's. */
  if (signs.silent_at > MAX (signs.answered_at, *at))
    {
      *at = signs.silent_at;
      return UNRESPONSIVE;
    }
  if (signs.answered_at <= *at)
    return SILENT;
  *at = signs.answered_at;
  return CONNECTED;
}

VmistateAgentVerdict
_vmistate_derive_agent_ladder (const VmistateView *view)
{
  VmistateAgentVerdict verdict = { 0 };
  Rung rung;

  if (view->state.payload == NULL || view->domain.payload == NULL)
    return verdict;
  if (!_vmistate_view_is_current (view, &verdict.reason, &verdict.message))
    {
      verdict.status = "Unknown";
      verdict.at = MAX (view->source->observed_at, view->responsiveness.observed_at);
      return verdict;
    }
  rung = climb (view, &verdict.at);
  verdict.status = rungs[rung].status;
  verdict.reason = rungs[rung].reason;
  verdict.message = rungs[rung].message;
  return verdict;
}
