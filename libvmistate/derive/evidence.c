/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "evidence.h"

#include "agent-support.h"
#include "condition-past.h"
#include "domain-numbers.h"
#include "io-error.h"
#include "log-stop.h"

#include "model/payloads-control.h"

#include <string.h>

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

/* Lifetime */

static void
seldom_free (VmistateSeldom *self)
{
  _vmistate_observation_clear (&self->responsiveness);
  _vmistate_observation_clear (&self->outgoing);
  _vmistate_observation_clear (&self->incoming);
  _vmistate_observation_clear (&self->io_error);
  _vmistate_history_clear (&self->responses);
  _vmistate_history_clear (&self->credentials);
  g_free (self);
}

static void
view_clear (VmistateView *view)
{
  _vmistate_observation_clear (&view->domain);
  _vmistate_observation_clear (&view->state);
  _vmistate_observation_clear (&view->channel);
  for (guint i = 0; i < view->n_answered; i++)
    {
      _vmistate_observation_clear (&view->answered[i].good);
      _vmistate_observation_clear (&view->answered[i].error);
    }
  g_clear_pointer (&view->answered, g_free);
  g_clear_pointer (&view->memory, _vmistate_address_memory_free);
  g_clear_pointer (&view->seldom, seldom_free);
  _vmistate_history_clear (&view->states);
  _vmistate_history_clear (&view->channels);
  _vmistate_history_clear (&view->signs);
  _vmistate_history_clear (&view->infos);
}

void
_vmistate_evidence_init (VmistateEvidence *self)
{
  self->views = NULL;
  self->n_views = 0;
  self->now = 0;
  self->expiry = G_MAXINT64;
  self->control = NULL;
  self->catalog = NULL;
  self->stops = NULL;
  self->touched = VMISTATE_TOUCH_ALL;
  self->derived_from = NULL;
  self->base_judged = 0;
  self->stored_judged = 0;
  self->judged = 0;
  self->base = NULL;
  self->node_until = G_MAXINT64;
}

static void
control_free (VmistateControl *self)
{
  _vmistate_observation_clear (&self->vmi);
  _vmistate_observation_clear (&self->pod_networks);
  _vmistate_observation_clear (&self->launcher);
  _vmistate_observation_clear (&self->controller);
  _vmistate_history_clear (&self->conditions);
  _vmistate_history_clear (&self->failures);
  g_free (self);
}

void
_vmistate_evidence_clear (VmistateEvidence *self)
{
  for (guint i = 0; i < self->n_views; i++)
    view_clear (&self->views[i]);
  g_clear_pointer (&self->views, g_free);
  self->n_views = 0;
  g_clear_pointer (&self->control, control_free);
  g_clear_pointer (&self->stops, g_array_unref);
  g_clear_object (&self->base);
}

/* Folding */

static VmistateView *
ensure_view (VmistateEvidence *self, const VmistateSourceRecord *source)
{
  VmistateView fresh = { .source = source };
  guint i;

  for (i = 0; i < self->n_views; i++)
    {
      VmistateView *view = &self->views[i];

      if (view->source == source)
        return view;
      if (g_strcmp0 (view->source->id, source->id) > 0)
        break;
    }
  /* Mostly there is one, and it is large. */
  self->views = g_renew (VmistateView, self->views, self->n_views + 1);
  memmove (&self->views[i + 1], &self->views[i], (self->n_views - i) * sizeof (VmistateView));
  self->views[i] = fresh;
  self->n_views++;
  return &self->views[i];
}

static VmistateControl *
ensure_control (VmistateEvidence *self)
{
  if (self->control == NULL)
    self->control = g_new0 (VmistateControl, 1);
  return self->control;
}

static gboolean
fold_controller (VmistateControl *control, VmistateFact *fact, gint64 now)
{
  const char *reason =
      _vmistate_record_get_string (_vmistate_fact_get_payload (fact), CONTROLLER_SYNC_REASON);

  return _vmistate_history_add (&control->failures, vmistate_fact_get_observed_at_usec (fact),
                                reason != NULL ? g_str_hash (reason) : 0)
         | _vmistate_observation_fold_plain (&control->controller, fact, now);
}

static guint
fold_anywhere (VmistateEvidence *self, const VmistateSourceRecord *source, VmistateFact *fact,
               gint64 now)
{
  VmistateObservation *observation;

  switch (vmistate_fact_get_kind (fact))
    {
    case VMISTATE_FACT_KIND_POD_NETWORKS:
      observation = &ensure_control (self)->pod_networks;
      break;
    case VMISTATE_FACT_KIND_LAUNCHER:
      observation = &ensure_control (self)->launcher;
      break;
    case VMISTATE_FACT_KIND_CONTROLLER:
      return fold_controller (ensure_control (self), fact, now) ? VMISTATE_TOUCH_OBJECT : 0;
    case VMISTATE_FACT_KIND_LOG:
      return _vmistate_log_stop_fold (&self->stops, source, fact) ? VMISTATE_TOUCH_STATE : 0;
    default:
      return _vmistate_view_fold (ensure_view (self, source), fact, now);
    }
  return _vmistate_observation_fold_plain (observation, fact, now) ? VMISTATE_TOUCH_NODE_AGENT : 0;
}

/* Of a migration it counts when the guest was seen, even if it was as before. */
static gboolean
may_migrate (const VmistateEvidence *self)
{
  return self->n_views > 1 || (self->n_views == 1 && self->views[0].seldom != NULL);
}

gboolean
_vmistate_evidence_fold (VmistateEvidence *self, const VmistateSourceRecord *source,
                         VmistateFact *fact)
{
  gint64 before = self->now;
  guint touched;

  self->now = MAX (self->now, vmistate_fact_get_observed_at_usec (fact));
  if (self->expiry != G_MAXINT64 || _vmistate_record_has (fact, FACT_VALID_FOR_MSEC))
    self->expiry = G_MININT64;
  touched = fold_anywhere (self, source, fact, before);
  if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_DOMAIN_STATE && may_migrate (self))
    touched |= VMISTATE_TOUCH_STATE;
  /* Addresses that are no longer reported are held for a while. */
  if (touched & VMISTATE_TOUCH_GUEST_INTERFACES)
    self->expiry = G_MININT64;
  self->touched |= touched;
  return touched != 0;
}

gboolean
_vmistate_evidence_fold_vmi (VmistateEvidence *self, const VmistateSourceRecord *source,
                             VmistateFact *fact, gpointer object)
{
  VmistateControl *control = ensure_control (self);
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  gint64 before = self->now;
  gboolean changed =
      _vmistate_history_add (&control->conditions, at, _vmistate_condition_past_pack (object));

  self->now = MAX (self->now, at);
  /* Also one that was deleted since. */
  if (at >= control->vmi.observed_at
      && _vmistate_observation_fold (&control->vmi, fact, object, before))
    {
      control->source = source;
      changed = TRUE;
    }
  if (changed)
    self->touched |= VMISTATE_TOUCH_OBJECT;
  return changed;
}

gboolean
_vmistate_evidence_forget_vmi (VmistateEvidence *self, gint64 at)
{
  self->now = MAX (self->now, at);
  if (!_vmistate_evidence_has_vmi (self) || at < self->control->vmi.observed_at)
    return FALSE;
  g_clear_object (&self->control->vmi.payload);
  self->control->vmi.observed_at = at;
  self->touched |= VMISTATE_TOUCH_OBJECT;
  return TRUE;
}

gboolean
_vmistate_evidence_has_vmi (const VmistateEvidence *self)
{
  return self->control != NULL && self->control->vmi.payload != NULL;
}

GPtrArray *
_vmistate_evidence_dup_pods (const VmistateEvidence *self)
{
  gpointer metadata =
      _vmistate_evidence_has_vmi (self)
          ? _vmistate_record_get_record (self->control->vmi.payload, VMI_OBJECT_METADATA)
          : NULL;
  const char *uid = _vmistate_record_get_string (metadata, OBJECT_META_UID);

  return uid != NULL && self->catalog != NULL ? _vmistate_catalog_dup_pods (self->catalog, uid)
                                              : g_ptr_array_new ();
}

gboolean
_vmistate_evidence_is_described (const VmistateEvidence *self)
{
  if (_vmistate_evidence_has_vmi (self))
    return TRUE;
  for (guint i = 0; i < self->n_views; i++)
    {
      const VmistateView *view = &self->views[i];

      if (!view->gone && (view->domain.payload != NULL || view->state.payload != NULL))
        return TRUE;
    }
  return FALSE;
}

gboolean
_vmistate_evidence_is_over (const VmistateEvidence *self)
{
  if (_vmistate_evidence_has_vmi (self))
    return FALSE;
  for (guint i = 0; i < self->n_views; i++)
    {
      const VmistateView *view = &self->views[i];

      if (view->state.payload == NULL || !view->gone)
        return FALSE;
    }
  return TRUE;
}

/* Reading */

gint64
_vmistate_evidence_get_now (const VmistateEvidence *self)
{
  return self->catalog != NULL ? MAX (self->now, _vmistate_catalog_get_now (self->catalog))
                               : self->now;
}

static gint64
earlier_expiry (gint64 earliest, const VmistateObservation *observation, gint64 now)
{
  gint64 until = _vmistate_observation_valid_until (observation);

  return observation->payload == NULL || until < now ? earliest : MIN (earliest, until);
}

/* When the next address of the guest is held no longer */
static gint64
next_release (const VmistateView *view, gint64 now)
{
  const VmistateAgentAnswer *answer;

  answer = _vmistate_view_find_answer (view, VMISTATE_AGENT_INTERFACES);
  if (answer == NULL || answer->good.payload == NULL)
    return G_MAXINT64;
  return _vmistate_address_memory_next_expiry (view->memory, &answer->good,
                                               answer->good.observed_at > view->booted_at, now);
}

static gint64
find_expiry (const VmistateEvidence *self)
{
  gint64 earliest = self->node_until >= self->now ? self->node_until : G_MAXINT64;

  for (guint i = 0; i < self->n_views; i++)
    {
      const VmistateView *view = &self->views[i];

      earliest = earlier_expiry (earliest, &view->domain, self->now);
      earliest = earlier_expiry (earliest, &view->state, self->now);
      earliest =
          earlier_expiry (earliest, &_vmistate_view_get_seldom (view)->responsiveness, self->now);
      earliest = earlier_expiry (earliest, &view->channel, self->now);
      for (guint j = 0; j < view->n_answered; j++)
        earliest = earlier_expiry (earliest, &view->answered[j].good, self->now);
      earliest = MIN (earliest, next_release (view, self->now));
    }
  return earliest;
}

gint64
_vmistate_evidence_next_expiry (VmistateEvidence *self)
{
  if (self->expiry < self->now)
    self->expiry = find_expiry (self);
  return self->expiry;
}

const VmistateSeldom *
_vmistate_view_get_seldom (const VmistateView *view)
{
  static const VmistateSeldom nothing;

  return view->seldom != NULL ? view->seldom : &nothing;
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

const VmistateAgentAnswer *
_vmistate_view_find_answer (const VmistateView *view, VmistateAgentCommandId command)
{
  for (guint i = 0; i < view->n_answered; i++)
    {
      if (view->answered[i].command == command)
        return &view->answered[i];
    }
  return NULL;
}

gpointer
_vmistate_view_get_answer (const VmistateView *view, VmistateAgentCommandId command)
{
  const VmistateAgentAnswer *answer = _vmistate_view_find_answer (view, command);

  return answer != NULL && _vmistate_view_counts (view, answer) ? answer->good.payload : NULL;
}
