/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "evidence.h"

#include "domain-numbers.h"

static const char *const command_names[] = {
  [VMISTATE_AGENT_INFO] = "guest-info",
  [VMISTATE_AGENT_OSINFO] = "guest-get-osinfo",
  [VMISTATE_AGENT_HOSTNAME] = "guest-get-host-name",
  [VMISTATE_AGENT_TIMEZONE] = "guest-get-timezone",
  [VMISTATE_AGENT_USERS] = "guest-get-users",
  [VMISTATE_AGENT_FILESYSTEMS] = "guest-get-fsinfo",
  [VMISTATE_AGENT_INTERFACES] = "guest-network-get-interfaces",
  [VMISTATE_AGENT_FSFREEZE] = "guest-fsfreeze-status",
  [VMISTATE_AGENT_LOAD] = "guest-get-load",
  [VMISTATE_AGENT_PING] = "guest-ping",
};
G_STATIC_ASSERT (G_N_ELEMENTS (command_names) == VMISTATE_AGENT_N_COMMANDS);

const char *
_vmistate_agent_command_name (VmistateAgentCommandId command)
{
  return command_names[command];
}

static int
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (command_names); i++)
    {
      if (g_strcmp0 (command_names[i], name) == 0)
        return i;
    }
  return -1;
}

/* Lifetime */

static void
observation_clear (VmistateObservation *self)
{
  g_clear_object (&self->payload);
}

static void
view_clear (gpointer data)
{
  VmistateView *view = data;

  observation_clear (&view->domain);
  observation_clear (&view->state);
  observation_clear (&view->responsiveness);
  observation_clear (&view->channel);
  for (guint i = 0; view->answers != NULL && i < VMISTATE_AGENT_N_COMMANDS; i++)
    {
      observation_clear (&view->answers[i].good);
      observation_clear (&view->answers[i].error);
    }
  g_clear_pointer (&view->answers, g_free);
}

void
_vmistate_evidence_init (VmistateEvidence *self)
{
  self->views =
      g_array_new (/* zero_terminated= */ FALSE, /* clear= */ TRUE, sizeof (VmistateView));
  g_array_set_clear_func (self->views, view_clear);
  self->now = 0;
}

void
_vmistate_evidence_clear (VmistateEvidence *self)
{
  g_clear_pointer (&self->views, g_array_unref);
}

/* Folding */

static VmistateView *
ensure_view (VmistateEvidence *self, const VmistateSourceRecord *source)
{
  VmistateView fresh = { .source = source };
  guint i;

  for (i = 0; i < self->views->len; i++)
    {
      VmistateView *view = &g_array_index (self->views, VmistateView, i);

      if (view->source == source)
        return view;
      if (g_strcmp0 (view->source->id, source->id) > 0)
        break;
    }
  g_array_insert_val (self->views, i, fresh);
  return &g_array_index (self->views, VmistateView, i);
}

static gint64
valid_until (VmistateFact *fact)
{
  gint64 msec;

  if (!_vmistate_record_get_int64 (fact, FACT_VALID_FOR_MSEC, &msec))
    return G_MAXINT64;
  return vmistate_fact_get_observed_at_usec (fact) + CLAMP (msec, 0, G_MAXINT32) * 1000;
}

/* Returns: TRUE if what is known changed, FALSE if it only got younger or the fact is old. */
static gboolean
observe (VmistateObservation *self, VmistateFact *fact, gint64 now)
{
  gpointer payload = _vmistate_fact_get_payload (fact);
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  gboolean after_gap = vmistate_fact_get_after_gap (fact);
  gboolean was_stale = self->valid_until < now;
  gboolean same;

  if (self->payload != NULL && at < self->observed_at)
    return FALSE;
  same = self->payload != NULL && vmistate_record_equal (self->payload, payload);
  if (!same)
    g_set_object ((GObject **) &self->payload, payload);
  self->observed_at = at;
  self->valid_until = valid_until (fact);
  if (same && !was_stale && self->after_gap == after_gap)
    return FALSE;
  self->after_gap = after_gap;
  return TRUE;
}

static gboolean
set_booted_at (VmistateView *view, gint64 at)
{
  if (at <= view->booted_at)
    return FALSE;
  view->booted_at = at;
  return TRUE;
}

static gboolean
fold_state (VmistateView *view, VmistateFact *fact, gint64 now)
{
  gboolean changed = observe (&view->state, fact, now);
  gboolean gone;

  _vmistate_record_get_boolean (view->state.payload, DOMAIN_STATE_GONE, &gone);
  view->gone = gone;
  if (!_vmistate_view_is_active (view))
    changed |= set_booted_at (view, view->state.observed_at);
  return changed;
}

static gboolean
fold_event (VmistateView *view, VmistateFact *fact)
{
  const char *name =
      _vmistate_record_get_string (_vmistate_fact_get_payload (fact), DOMAIN_EVENT_NAME);

  if (g_strcmp0 (name, "REBOOT") != 0)
    return FALSE;
  return set_booted_at (view, vmistate_fact_get_observed_at_usec (fact));
}

static gboolean
fold_answer (VmistateView *view, VmistateFact *fact, gint64 now)
{
  gpointer reply = _vmistate_fact_get_payload (fact);
  int command = find_command (_vmistate_record_get_string (reply, AGENT_REPLY_COMMAND));

  if (command < 0)
    return FALSE;
  if (view->answers == NULL)
    view->answers = g_new0 (VmistateAgentAnswer, VMISTATE_AGENT_N_COMMANDS);
  if (_vmistate_record_has (reply, AGENT_REPLY_ERROR))
    return observe (&view->answers[command].error, fact, now);
  return observe (&view->answers[command].good, fact, now);
}

gboolean
_vmistate_evidence_fold (VmistateEvidence *self, const VmistateSourceRecord *source,
                         VmistateFact *fact)
{
  gint64 before = self->now;
  VmistateView *view = ensure_view (self, source);

  self->now = MAX (self->now, vmistate_fact_get_observed_at_usec (fact));
  switch (vmistate_fact_get_kind (fact))
    {
    case VMISTATE_FACT_KIND_DOMAIN:
      return observe (&view->domain, fact, before);
    case VMISTATE_FACT_KIND_DOMAIN_STATE:
      return fold_state (view, fact, before);
    case VMISTATE_FACT_KIND_DOMAIN_EVENT:
      return fold_event (view, fact);
    case VMISTATE_FACT_KIND_RESPONSIVENESS:
      return observe (&view->responsiveness, fact, before);
    case VMISTATE_FACT_KIND_AGENT_CHANNEL:
      return observe (&view->channel, fact, before);
    case VMISTATE_FACT_KIND_AGENT_REPLY:
      return fold_answer (view, fact, before);
    default:
      return FALSE;
    }
}

gboolean
_vmistate_evidence_drop_gone (VmistateEvidence *self)
{
  for (guint i = self->views->len; i > 0; i--)
    {
      if (g_array_index (self->views, VmistateView, i - 1).gone)
        g_array_remove_index (self->views, i - 1);
    }
  return self->views->len == 0;
}

/* Reading */

gboolean
_vmistate_evidence_has_source (const VmistateEvidence *self, const VmistateSourceRecord *source)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      if (g_array_index (self->views, VmistateView, i).source == source)
        return TRUE;
    }
  return FALSE;
}

static gint64
earlier_expiry (gint64 earliest, const VmistateObservation *observation, gint64 now)
{
  if (observation->payload == NULL || observation->valid_until < now)
    return earliest;
  return MIN (earliest, observation->valid_until);
}

gint64
_vmistate_evidence_next_expiry (const VmistateEvidence *self)
{
  gint64 earliest = G_MAXINT64;

  for (guint i = 0; i < self->views->len; i++)
    {
      const VmistateView *view = &g_array_index (self->views, VmistateView, i);

      earliest = earlier_expiry (earliest, &view->domain, self->now);
      earliest = earlier_expiry (earliest, &view->state, self->now);
      earliest = earlier_expiry (earliest, &view->responsiveness, self->now);
      earliest = earlier_expiry (earliest, &view->channel, self->now);
      for (guint j = 0; view->answers != NULL && j < VMISTATE_AGENT_N_COMMANDS; j++)
        earliest = earlier_expiry (earliest, &view->answers[j].good, self->now);
    }
  return earliest;
}

gboolean
_vmistate_view_get_state (const VmistateView *view, gint32 *state, gint32 *reason)
{
  if (view->state.payload == NULL)
    return FALSE;
  if (reason != NULL)
    _vmistate_record_get_int32 (view->state.payload, DOMAIN_STATE_REASON, reason);
  return _vmistate_record_get_int32 (view->state.payload, DOMAIN_STATE_STATE, state);
}

gboolean
_vmistate_view_is_active (const VmistateView *view)
{
  gint32 state;

  if (view->gone || !_vmistate_view_get_state (view, &state, NULL))
    return FALSE;
  return state != DOMAIN_NOSTATE && state != DOMAIN_SHUTOFF && state != DOMAIN_CRASHED;
}

gpointer
_vmistate_view_get_answer (const VmistateView *view, VmistateAgentCommandId command)
{
  const VmistateObservation *good;

  if (view->answers == NULL)
    return NULL;
  good = &view->answers[command].good;
  return good->payload != NULL && good->observed_at > view->booted_at ? good->payload : NULL;
}

static guint
view_rank (const VmistateView *view)
{
  return (_vmistate_view_is_active (view) ? 2 : 0)
         + (view->source->state == VMISTATE_SOURCE_STATE_LIVE ? 1 : 0);
}

const VmistateView *
_vmistate_evidence_main_view (const VmistateEvidence *self)
{
  const VmistateView *best = NULL;

  for (guint i = 0; i < self->views->len; i++)
    {
      const VmistateView *view = &g_array_index (self->views, VmistateView, i);

      if (best == NULL || view_rank (view) > view_rank (best)
          || (view_rank (view) == view_rank (best)
              && view->state.observed_at > best->state.observed_at))
        best = view;
    }
  return best;
}
