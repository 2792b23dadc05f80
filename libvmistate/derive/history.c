/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "history.h"

#include <string.h>

typedef struct _VmistateMoments Moments;

static void
remove_at (Moments *self, guint i)
{
  memmove (&self->moments[i], &self->moments[i + 1],
           (self->length - i - 1) * sizeof (VmistateMoment));
  self->length--;
}

/* Mostly there are one or two. */
static Moments *
ensure_room (Moments *self)
{
  guint length = self != NULL ? self->length : 0;
  guint capacity;

  if (self != NULL && length < self->capacity)
    return self;
  /* One more than are kept, before another one goes. */
  capacity = CLAMP (length * 2, 1, VMISTATE_HISTORY_MAX + 1);
  self = g_realloc (self, sizeof (Moments) + capacity * sizeof (VmistateMoment));
  self->length = (guint16) length;
  self->capacity = (guint16) capacity;
  return self;
}

static void
insert_at (Moments *self, guint i, VmistateMoment moment)
{
  memmove (&self->moments[i + 1], &self->moments[i], (self->length - i) * sizeof (VmistateMoment));
  self->moments[i] = moment;
  self->length++;
}

/* Where a moment belongs: behind those that are earlier. */
static guint
find_place (const Moments *self, VmistateMoment moment, gboolean ranked)
{
  guint i = self->length;

  while (i > 0
         && (self->moments[i - 1].at > moment.at
             || (ranked && self->moments[i - 1].at == moment.at
                 && self->moments[i - 1].value > moment.value)))
    i--;
  return i;
}

static gboolean
repeats (const Moments *self, guint i)
{
  return self->moments[i].value == self->moments[i - 1].value;
}

/* A moment that tells nothing new goes first, but neither the first nor the last of its value: a
 * late fact may come before or behind them.
 * Returns: where it was */
static guint
make_room (Moments *self)
{
  guint last = self->length - 1;
  guint i = last - 1;

  while (i > 0 && !(repeats (self, i) && repeats (self, i + 1)))
    i--;
  if (i == 0)
    {
      i = last;
      while (i > 1 && !repeats (self, i))
        i--;
    }
  remove_at (self, i);
  return i;
}

static gboolean
add (VmistateHistory *history, VmistateMoment moment, gboolean ranked)
{
  Moments *self = history->kept;
  guint i = self != NULL ? find_place (self, moment, ranked) : 0;
  gboolean known = i > 0 && self->moments[i - 1].value == moment.value;

  if (known && self->moments[i - 1].at == moment.at)
    return FALSE;
  self = history->kept = ensure_room (self);
  insert_at (self, i, moment);
  if (self->length > VMISTATE_HISTORY_MAX && make_room (self) != i)
    return TRUE;
  return !known || i + 1 < self->length;
}

gboolean
_vmistate_history_add (VmistateHistory *self, gint64 at, gint64 value)
{
  return add (self, (VmistateMoment){ at, value }, /* ranked= */ FALSE);
}

gboolean
_vmistate_history_add_ranked (VmistateHistory *self, gint64 at, gint64 value)
{
  return add (self, (VmistateMoment){ at, value }, /* ranked= */ TRUE);
}

void
_vmistate_history_clear (VmistateHistory *self)
{
  g_clear_pointer (&self->kept, g_free);
}

gint64
_vmistate_history_since (const VmistateHistory *self)
{
  return _vmistate_history_since_masked (self, ~G_GINT64_CONSTANT (0));
}

gint64
_vmistate_history_since_masked (const VmistateHistory *self, gint64 mask)
{
  guint i = _vmistate_history_get_length (self);

  if (i == 0)
    return 0;
  while (
      i > 1
      && ((_vmistate_history_get (self, i - 2)->value ^ _vmistate_history_get (self, i - 1)->value)
          & mask)
             == 0)
    i--;
  return _vmistate_history_get (self, i - 1)->at;
}
