/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where several hypervisors know one VMI, which of them to believe. While it migrates two have a
 * domain of it, and only one of them runs the guest. */

#include "config.h"

#include "domain-numbers.h"
#include "evidence.h"

typedef enum
{
  ABSENT,   /* was here, or has never run here */
  INACTIVE, /* has ended here */
  WAITING,  /* ran here, and stands still for a migration */
  RUNNING,
} Presence;

static gboolean
is_waiting (gint64 value)
{
  return value == VMISTATE_STATE_VALUE (DOMAIN_PAUSED, PAUSED_MIGRATION)
         || value == VMISTATE_STATE_VALUE (DOMAIN_PAUSED, PAUSED_STARTING_UP);
}

/* Whether the guest has run in the domain's last life up to moment @end, or only waited to. */
static gboolean
has_run (const VmistateHistory *states, guint end)
{
  for (guint i = end; i > 0; i--)
    {
      gint64 value = _vmistate_history_get (states, i - 1)->value;

      if (!_vmistate_state_value_is_active (value))
        return FALSE;
      if (!is_waiting (value))
        return TRUE;
    }
  return FALSE;
}

static Presence
find_presence (const VmistateView *view)
{
  const VmistateHistory *states = &view->states;
  guint end = _vmistate_history_get_length (states);
  gint64 value;

  if (end == 0)
    return ABSENT;
  value = _vmistate_history_get (states, end - 1)->value;
  if (value == VMISTATE_STATE_GONE)
    return ABSENT;
  if (_vmistate_state_value_is_active (value) && !is_waiting (value))
    return RUNNING;
  while (end > 0
         && !_vmistate_state_value_is_active (_vmistate_history_get (states, end - 1)->value))
    end--;
  if (!has_run (states, end))
    return ABSENT;
  return _vmistate_state_value_is_active (value) ? WAITING : INACTIVE;
}

/* A connection that is lost says what was; a live one says what is. */
static guint
find_rank (const VmistateView *view)
{
  return find_presence (view) * 2 + (view->source->state == VMISTATE_SOURCE_STATE_LIVE ? 1 : 0);
}

const VmistateView *
_vmistate_evidence_main_view (const VmistateEvidence *self)
{
  const VmistateView *best = NULL;
  guint best_rank = 0;

  for (guint i = 0; i < self->n_views; i++)
    {
      const VmistateView *view = &self->views[i];
      guint rank = find_rank (view);

      /* Of two that run it, the one that has come later: the other is just being stopped. */
      if (best == NULL || rank > best_rank
          || (rank == best_rank
              && _vmistate_history_since (&view->states) > _vmistate_history_since (&best->states)))
        {
          best = view;
          best_rank = rank;
        }
    }
  return best;
}
