/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "timeline.h"

#include <string.h>

/* What a signal changes of the moment; all return whether it does. */

static gboolean
set_life (VmistateMomentary *self, VmistateAgentLife life)
{
  gboolean changed = self->agent != life;

  self->agent = life;
  return changed;
}

static gboolean
apply_sign (VmistateMomentary *self, gint64 value)
{
  static const VmistateAgentLife lives[] = {
    [VMISTATE_SIGN_SILENCE] = VMISTATE_AGENT_UNRESPONSIVE,
    [VMISTATE_SIGN_ANSWER] = VMISTATE_AGENT_ANSWERING,
    [VMISTATE_SIGN_REBOOT] = VMISTATE_AGENT_SILENT,
  };

  /* What comes through a closed channel was said by another agent, and was late. */
  return self->agent >= VMISTATE_AGENT_SILENT && set_life (self, lives[value]);
}

static gboolean
apply_channel (VmistateMomentary *self, gint64 value)
{
  switch (value)
    {
    case VMISTATE_CHANNEL_NONE:
      return set_life (self, VMISTATE_AGENT_NO_CHANNEL);
    case VMISTATE_CHANNEL_CLOSED:
      return set_life (self, VMISTATE_AGENT_CHANNEL_CLOSED);
    default:
      return set_life (self, MAX (self->agent, VMISTATE_AGENT_SILENT));
    }
}

static gboolean
apply_state (VmistateMomentary *self, gint64 value)
{
  gboolean changed = !self->seen || self->state != value;

  self->seen = TRUE;
  self->state = value;
  if (!_vmistate_state_value_is_active (value))
    changed |= apply_sign (self, VMISTATE_SIGN_REBOOT);
  return changed;
}

static gboolean
apply_response (VmistateMomentary *self, gint64 value)
{
  gboolean changed = self->responsive != (value != FALSE);

  self->responsive = value != FALSE;
  return changed;
}

static gboolean
apply_source (VmistateMomentary *self, gint64 value)
{
  gboolean lost = value == VMISTATE_SOURCE_STATE_LOST;
  gboolean changed = self->lost != lost;

  self->lost = lost;
  return changed;
}

/* Signals of one kind on their way from the past */
typedef struct
{
  const VmistateMoment *next;
  const VmistateMoment *end;
  gboolean (*apply) (VmistateMomentary *self, gint64 value);
} Track;

typedef struct
{
  Track tracks[6];
  guint n_tracks; /* those that have not come to their end */
} Past;

static void
add_track (Past *self, const VmistateMoment *first, guint length,
           gboolean (*apply) (VmistateMomentary *self, gint64 value))
{
  if (length > 0)
    self->tracks[self->n_tracks++] = (Track){ first, first + length, apply };
}

static void
add_history (Past *self, const VmistateHistory *history,
             gboolean (*apply) (VmistateMomentary *self, gint64 value))
{
  guint length = _vmistate_history_get_length (history);

  add_track (self, length > 0 ? _vmistate_history_get (history, 0) : NULL, length, apply);
}

/* The one whose next moment is the earliest; of several, the first */
static Track *
find_next (Past *self)
{
  Track *best = self->tracks;

  for (guint i = 1; i < self->n_tracks; i++)
    {
      if (self->tracks[i].next->at < best->next->at)
        best = &self->tracks[i];
    }
  return best;
}

static void
take_step (Past *self, Track *track)
{
  if (++track->next < track->end)
    return;
  self->n_tracks--;
  memmove (track, track + 1, (gsize) (&self->tracks[self->n_tracks] - track) * sizeof (Track));
}

/* An answer of the very moment at which a channel was opened, or a guest booted, is not one of what
 * is there now: signs come before all others.
 * @boot: of the past the histories may have forgotten the last boot, the view has not */
static void
find_past (const VmistateView *view, VmistateSignals signals, const VmistateMoment *boot,
           Past *self)
{
  self->n_tracks = 0;
  if (signals & VMISTATE_SIGNALS_AGENT)
    {
      add_history (self, &view->signs, apply_sign);
      add_track (self, boot, boot->at > 0 ? 1 : 0, apply_sign);
      add_history (self, &view->channels, apply_channel);
    }
  add_history (self, &view->states, apply_state);
  if (signals & VMISTATE_SIGNALS_HOST)
    {
      add_history (self, &_vmistate_view_get_seldom (view)->responses, apply_response);
      add_history (self, &view->source->states, apply_source);
    }
}

VmistateSince
_vmistate_view_since (const VmistateView *view, VmistateSignals signals, VmistateConclude conclude,
                      VmistateMomentary *now)
{
  const VmistateMoment boot = { view->booted_at, VMISTATE_SIGN_REBOOT };
  VmistateMomentary self = { .agent = VMISTATE_AGENT_CHANNEL_CLOSED, .responsive = TRUE };
  VmistateSince since = { 0 };
  gint concluded = 0;
  Past past;

  find_past (view, signals, &boot, &past);
  while (past.n_tracks > 0)
    {
      Track *track = find_next (&past);
      gint64 at = track->next->at;
      gboolean changed = track->apply (&self, track->next->value);
      gint conclusion;

      take_step (&past, track);
      if (!changed || !self.seen)
        continue;
      conclusion = conclude (&self);
      if (since.at != 0 && conclusion == concluded)
        continue;
      since.witnessed = since.at != 0;
      since.at = at;
      concluded = conclusion;
    }
  if (now != NULL)
    *now = self;
  return since;
}

static gint
conclude_active (const VmistateMomentary *momentary)
{
  return _vmistate_state_value_is_active (momentary->state);
}

gint64
_vmistate_view_active_since (const VmistateView *view)
{
  return _vmistate_view_since (view, VMISTATE_SIGNALS_STATE, conclude_active, /* now= */ NULL).at;
}
