/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "history.h"

#include <string.h>

static void
remove_at (VmistateHistory *self, guint i)
{
  memmove (&self->moments[i], &self->moments[i + 1],
           (self->length - i - 1) * sizeof (VmistateMoment));
  self->length--;
}

static void
insert_at (VmistateHistory *self, guint i, VmistateMoment moment)
{
  if (self->length == self->capacity)
    {
      /* One more than are kept, before another one goes. */
      self->capacity = (guint16) CLAMP (self->capacity * 2, 2, VMISTATE_HISTORY_MAX + 1);
      self->moments = g_renew (VmistateMoment, self->moments, self->capacity);
    }
  memmove (&self->moments[i + 1], &self->moments[i], (self->length - i) * sizeof (VmistateMoment));
  self->moments[i] = moment;
  self->length++;
}

/* Where a moment @at belongs: behind those at the same time or earlier. */
static guint
find_place (const VmistateHistory *self, gint64 at)
{
  guint i = self->length;

  while (i > 0 && self->moments[i - 1].at > at)
    i--;
  return i;
}

/* A moment that tells nothing new goes first: the last such one, which nothing was late for. */
static void
make_room (VmistateHistory *self)
{
  guint i = self->length - 1;

  while (i > 1 && self->moments[i].value != self->moments[i - 1].value)
    i--;
  remove_at (self, i);
}

gboolean
_vmistate_history_add (VmistateHistory *self, gint64 at, gint32 value)
{
  guint i = find_place (self, at);
  gboolean known = i > 0 && self->moments[i - 1].value == value;

  if (known && self->moments[i - 1].at == at)
    return FALSE;
  insert_at (self, i, (VmistateMoment){ at, value });
  if (self->length > VMISTATE_HISTORY_MAX)
    make_room (self);
  return !known || i + 1 < self->length;
}

void
_vmistate_history_clear (VmistateHistory *self)
{
  g_clear_pointer (&self->moments, g_free);
  self->length = self->capacity = 0;
}

gint64
_vmistate_history_since (const VmistateHistory *self)
{
  guint i = self->length;

  if (i == 0)
    return 0;
  while (i > 1 && self->moments[i - 2].value == self->moments[i - 1].value)
    i--;
  return self->moments[i - 1].at;
}
