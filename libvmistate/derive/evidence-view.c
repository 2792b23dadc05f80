/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How one source's view of a VMI takes a fact in, and what of the status that touches. */

#include "config.h"

#include "agent-support.h"
#include "domain-numbers.h"
#include "evidence.h"
#include "io-error.h"

#include "model/payloads-control.h"

#include <string.h>

static int
find_command (const char *name)
{
  for (guint i = 0; i < VMISTATE_AGENT_N_COMMANDS; i++)
    {
      if (g_strcmp0 (_vmistate_agent_command_name (i), name) == 0)
        return i;
    }
  return -1;
}

static VmistateSeldom *
ensure_seldom (VmistateView *view)
{
  if (view->seldom == NULL)
    view->seldom = g_new0 (VmistateSeldom, 1);
  return view->seldom;
}

static void
set_booted_at (VmistateView *view, gint64 at)
{
  view->booted_at = MAX (view->booted_at, at);
}

static gint32
state_value (gpointer state)
{
  gint32 number;
  gint32 reason;
  gboolean gone;

  if (_vmistate_record_get_boolean (state, DOMAIN_STATE_GONE, &gone) && gone)
    return VMISTATE_STATE_GONE;
  _vmistate_record_get_int32 (state, DOMAIN_STATE_STATE, &number);
  _vmistate_record_get_int32 (state, DOMAIN_STATE_REASON, &reason);
  return VMISTATE_STATE_VALUE (number, reason);
}

gboolean
_vmistate_state_value_is_active (gint64 value)
{
  gint64 state = value >> 8;

  return value != VMISTATE_STATE_GONE && state != DOMAIN_NOSTATE && state != DOMAIN_SHUTOFF
         && state != DOMAIN_CRASHED;
}

gboolean
_vmistate_view_is_active (const VmistateView *view)
{
  return view->state.payload != NULL
         && _vmistate_state_value_is_active (state_value (view->state.payload));
}

/* Whether a full history of states, of which each new one makes an old one forgotten, knows of an
 * end of the guest that may go with it. */
static gboolean
may_forget_end (const VmistateHistory *states)
{
  guint length = _vmistate_history_get_length (states);

  for (guint i = 0; length == VMISTATE_HISTORY_MAX && i < length; i++)
    {
      if (!_vmistate_state_value_is_active (_vmistate_history_get (states, i)->value))
        return TRUE;
    }
  return FALSE;
}

/* Returns: VmistateTouch */
static guint
fold_past_state (VmistateView *view, gint64 at, gint64 value, gboolean is_newest)
{
  gboolean forgets = may_forget_end (&view->states);

  if (!_vmistate_history_add (&view->states, at, value))
    return 0;
  return is_newest && !forgets ? VMISTATE_TOUCH_STATE : VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_LIFE;
}

/* What a guest had is not its any more once it has stopped, and is again when it runs. */
static guint
fold_state (VmistateView *view, VmistateFact *fact, gint64 now)
{
  gpointer payload = _vmistate_fact_get_payload (fact);
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  gboolean was_active = _vmistate_view_is_active (view);
  gint64 stopped_at = view->stopped_at;
  gboolean is_newest = view->state.payload != NULL && at >= view->state.observed_at;
  guint touched = _vmistate_observation_fold_common (&view->state, fact, payload, now)
                      ? VMISTATE_TOUCH_STATE
                      : 0;

  touched |= fold_past_state (view, at, state_value (payload), is_newest);
  view->gone = state_value (view->state.payload) == VMISTATE_STATE_GONE;
  /* That it stood still once counts, even if the fact comes after newer ones. */
  if (!_vmistate_state_value_is_active (state_value (payload)))
    {
      view->stopped_at = MAX (view->stopped_at, at);
      set_booted_at (view, at);
    }
  if (was_active != _vmistate_view_is_active (view) || stopped_at != view->stopped_at)
    touched |= VMISTATE_TOUCH_GUEST_INTERFACES | VMISTATE_TOUCH_LIFE;
  return touched;
}

/* @text: (nullable): the state of the channel; "": there is one, of which nothing is known */
static gboolean
fold_channel_text (VmistateView *view, const char *text, gint64 at)
{
  if (text == NULL)
    return _vmistate_history_add (&view->channels, at, VMISTATE_CHANNEL_NONE);
  if (*text == '\0')
    return FALSE;
  return _vmistate_history_add (&view->channels, at,
                                g_str_equal (text, "connected") ? VMISTATE_CHANNEL_OPEN
                                                                : VMISTATE_CHANNEL_CLOSED);
}

static gboolean
fold_credential (VmistateView *view, gpointer domain, gint64 at)
{
  gpointer notes = _vmistate_record_get_record (domain, DOMAIN_NOTES);
  gpointer note = _vmistate_record_get_record (notes, DOMAIN_NOTES_CREDENTIAL);
  gboolean succeeded;

  return _vmistate_record_get_boolean (note, CREDENTIAL_NOTE_SUCCEEDED, &succeeded)
         && _vmistate_history_add (&ensure_seldom (view)->credentials, at, succeeded);
}

/* The XML tells of the channel as well as events do; the later one counts. */
static guint
fold_domain (VmistateView *view, VmistateFact *fact, gint64 now)
{
  gpointer payload = _vmistate_fact_get_payload (fact);
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  const char *channel = _vmistate_record_get_string (payload, DOMAIN_AGENT_CHANNEL);
  guint touched = _vmistate_observation_fold_common (&view->domain, fact, payload, now)
                      ? VMISTATE_TOUCH_DOMAIN
                      : 0;

  if (fold_credential (view, payload, at))
    touched |= VMISTATE_TOUCH_DOMAIN;
  if (fold_channel_text (view, channel, at))
    touched |= VMISTATE_TOUCH_CHANNEL;
  return touched;
}

static gboolean
fold_channel (VmistateView *view, VmistateFact *fact, gint64 now)
{
  gpointer payload = _vmistate_fact_get_payload (fact);
  gboolean connected;

  _vmistate_record_get_boolean (payload, AGENT_CHANNEL_CONNECTED, &connected);
  return _vmistate_history_add (&view->channels, vmistate_fact_get_observed_at_usec (fact),
                                connected ? VMISTATE_CHANNEL_OPEN : VMISTATE_CHANNEL_CLOSED)
         | _vmistate_observation_fold_common (&view->channel, fact, payload, now);
}

static guint
fold_event (VmistateView *view, VmistateFact *fact, gint64 now)
{
  const char *name =
      _vmistate_record_get_string (_vmistate_fact_get_payload (fact), DOMAIN_EVENT_NAME);

  if (g_strcmp0 (name, "REBOOT") == 0)
    {
      gint64 at = vmistate_fact_get_observed_at_usec (fact);

      set_booted_at (view, at);
      _vmistate_history_add_ranked (&view->signs, at, VMISTATE_SIGN_REBOOT);
      return VMISTATE_TOUCH_ANSWER;
    }
  if (_vmistate_io_error_is_told_by (fact)
      && _vmistate_io_error_fold (&ensure_seldom (view)->io_error, fact, now))
    return VMISTATE_TOUCH_STATE;
  return 0;
}

/* Beyond that any of them came, what some steps ask of the answers */
static guint
get_answer_touch (int command)
{
  switch (command)
    {
    case VMISTATE_AGENT_INTERFACES:
      return VMISTATE_TOUCH_ANSWER | VMISTATE_TOUCH_GUEST_INTERFACES;
    case VMISTATE_AGENT_INFO:
      return VMISTATE_TOUCH_ANSWER | VMISTATE_TOUCH_GUEST_INFO | VMISTATE_TOUCH_AGENT_INFO;
    case VMISTATE_AGENT_PING:
      return VMISTATE_TOUCH_ANSWER;
    default:
      return VMISTATE_TOUCH_ANSWER | VMISTATE_TOUCH_GUEST_INFO;
    }
}

static VmistateAgentAnswer *
ensure_answer (VmistateView *view, VmistateAgentCommandId command)
{
  guint i = 0;

  while (i < view->n_answered && view->answered[i].command < command)
    i++;
  if (i < view->n_answered && view->answered[i].command == command)
    return &view->answered[i];
  view->answered = g_renew (VmistateAgentAnswer, view->answered, view->n_answered + 1);
  memmove (&view->answered[i + 1], &view->answered[i],
           (view->n_answered - i) * sizeof (VmistateAgentAnswer));
  view->n_answered++;
  view->answered[i] = (VmistateAgentAnswer){ .command = command };
  return &view->answered[i];
}

/* Rubbish and "no such command" are answers too; a time-out is silence; what libvirt refused to ask
 * says nothing either way. */
static void
fold_sign (VmistateView *view, gpointer reply, gint64 at)
{
  const char *error = _vmistate_record_get_string (reply, AGENT_REPLY_ERROR);

  if (g_strcmp0 (error, "timeout") == 0)
    _vmistate_history_add_ranked (&view->signs, at, VMISTATE_SIGN_SILENCE);
  else if (error == NULL || g_str_equal (error, "protocol") || g_str_equal (error, "unsupported"))
    _vmistate_history_add_ranked (&view->signs, at, VMISTATE_SIGN_ANSWER);
}

/* An answer that says what the last one said may still be the first of a new boot. */
static guint
fold_answer (VmistateView *view, VmistateFact *fact, gint64 now)
{
  gpointer reply = _vmistate_fact_get_payload (fact);
  int command = find_command (_vmistate_record_get_string (reply, AGENT_REPLY_COMMAND));
  VmistateAgentAnswer *answer;
  gboolean was_known;

  if (command < 0)
    return 0;
  answer = ensure_answer (view, command);
  was_known = _vmistate_view_counts (view, answer);
  fold_sign (view, reply, vmistate_fact_get_observed_at_usec (fact));
  if (_vmistate_record_has (reply, AGENT_REPLY_ERROR))
    _vmistate_observation_fold (&answer->error, fact, reply, now);
  else if (command == VMISTATE_AGENT_INTERFACES)
    _vmistate_address_memory_fold (&view->memory, &answer->good, fact, reply, now);
  else
    _vmistate_observation_fold_common (&answer->good, fact, reply, now);
  if (command == VMISTATE_AGENT_INFO)
    _vmistate_view_note_support (view, reply, vmistate_fact_get_observed_at_usec (fact));
  return get_answer_touch (command)
         | (_vmistate_view_counts (view, answer) != was_known ? VMISTATE_TOUCH_GUEST_INFO : 0);
}

static gboolean
fold_responsiveness (VmistateView *view, VmistateFact *fact, gint64 now)
{
  gboolean responsive = TRUE;

  _vmistate_record_get_boolean (_vmistate_fact_get_payload (fact), RESPONSIVENESS_RESPONSIVE,
                                &responsive);
  return _vmistate_history_add (&ensure_seldom (view)->responses,
                                vmistate_fact_get_observed_at_usec (fact), responsive)
         | _vmistate_observation_fold_plain (&ensure_seldom (view)->responsiveness, fact, now);
}

/* An end that is told again has come later. */
static gboolean
fold_job (VmistateView *view, VmistateFact *fact, gint64 now)
{
  const char *role =
      _vmistate_record_get_string (_vmistate_fact_get_payload (fact), MIGRATION_JOB_ROLE);
  VmistateSeldom *seldom = ensure_seldom (view);
  VmistateObservation *job =
      g_strcmp0 (role, "target") == 0 ? &seldom->incoming : &seldom->outgoing;

  _vmistate_observation_fold_plain (job, fact, now);
  return job->observed_at == vmistate_fact_get_observed_at_usec (fact);
}

/* Kinds of facts that are folded into a view, and what they touch. */
guint
_vmistate_view_fold (VmistateView *view, VmistateFact *fact, gint64 now)
{
  gint64 booted_at = view->booted_at;
  guint touched = 0;

  switch (vmistate_fact_get_kind (fact))
    {
    case VMISTATE_FACT_KIND_DOMAIN:
      touched = fold_domain (view, fact, now);
      break;
    case VMISTATE_FACT_KIND_DOMAIN_STATE:
      touched = fold_state (view, fact, now);
      break;
    case VMISTATE_FACT_KIND_DOMAIN_EVENT:
      touched = fold_event (view, fact, now);
      break;
    case VMISTATE_FACT_KIND_RESPONSIVENESS:
      touched = fold_responsiveness (view, fact, now) ? VMISTATE_TOUCH_RESPONSIVENESS : 0;
      break;
    case VMISTATE_FACT_KIND_AGENT_CHANNEL:
      touched = fold_channel (view, fact, now) ? VMISTATE_TOUCH_CHANNEL : 0;
      break;
    case VMISTATE_FACT_KIND_AGENT_REPLY:
      touched = fold_answer (view, fact, now);
      break;
    case VMISTATE_FACT_KIND_MIGRATION_JOB:
      touched = fold_job (view, fact, now) ? VMISTATE_TOUCH_JOB : 0;
      break;
    default:
      break;
    }
  return view->booted_at != booted_at ? touched | VMISTATE_TOUCH_BOOT : touched;
}
