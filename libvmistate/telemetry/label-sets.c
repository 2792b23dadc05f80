/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "label-sets.h"

#include <string.h>

#define MIN_SLOTS 16

void
_vmistate_label_sets_clear (VmistateLabelSets *self)
{
  g_clear_pointer (&self->slots, g_free);
  self->n_slots = 0;
  self->n_used = 0;
}

void
_vmistate_label_sets_reset (VmistateLabelSets *self)
{
  if (self->n_used > 0)
    memset (self->slots, 0, self->n_slots * sizeof *self->slots);
  self->n_used = 0;
}

/* Eight bytes a step; a table that grows with what is in it needs no better one. */
guint32
_vmistate_label_sets_hash (const char *labels, gsize length)
{
  guint64 hash = length;

  while (length > 0)
    {
      gsize step = MIN (length, sizeof (guint64));
      guint64 word = 0;

      memcpy (&word, labels, step);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
      labels += step;
      length -= step;
    }
  return (guint32) (hash ^ (hash >> 32));
}

static VmistateLabelSlot *
find_free (const VmistateLabelSets *self, guint32 hash)
{
  guint i = hash & (self->n_slots - 1);

  while (self->slots[i].offset_plus_one != 0)
    i = (i + 1) & (self->n_slots - 1);
  return &self->slots[i];
}

gboolean
_vmistate_label_sets_has (const VmistateLabelSets *self, const char *text, guint32 hash,
                          const char *labels, gsize length)
{
  if (self->n_slots == 0)
    return FALSE;
  for (guint i = hash & (self->n_slots - 1);; i = (i + 1) & (self->n_slots - 1))
    {
      const VmistateLabelSlot *slot = &self->slots[i];

      if (slot->offset_plus_one == 0)
        return FALSE;
      if (slot->hash == hash && slot->length == length
          && memcmp (text + slot->offset_plus_one - 1, labels, length) == 0)
        return TRUE;
    }
}

/* At most half of the slots are used. */
static void
grow (VmistateLabelSets *self)
{
  VmistateLabelSets grown = { .n_slots = MAX (self->n_slots * 2, MIN_SLOTS),
                              .n_used = self->n_used };

  grown.slots = g_new0 (VmistateLabelSlot, grown.n_slots);
  for (guint i = 0; i < self->n_slots; i++)
    {
      if (self->slots[i].offset_plus_one != 0)
        *find_free (&grown, self->slots[i].hash) = self->slots[i];
    }
  g_free (self->slots);
  *self = grown;
}

void
_vmistate_label_sets_add (VmistateLabelSets *self, guint32 hash, gsize offset, gsize length)
{
  if (self->n_used * 2 >= self->n_slots)
    grow (self);
  self->n_used++;
  *find_free (self, hash) = (VmistateLabelSlot){ hash, (guint32) length, offset + 1 };
}
