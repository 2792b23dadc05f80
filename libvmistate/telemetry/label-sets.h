/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The label sets that a family has already, to refuse one that comes twice. They lie in the text
 * of the family's samples; here is only where. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 hash;
  guint32 length;
  gsize offset_plus_one; /* 0: an empty slot */
} VmistateLabelSlot;

typedef struct
{
  VmistateLabelSlot *slots; /* (owned) (nullable) */
  guint n_slots;            /* 0, or a power of 2 */
  guint n_used;
} VmistateLabelSets;

void _vmistate_label_sets_clear (VmistateLabelSets *self);
/* Forgets all sets, but keeps the memory for the next. */
void _vmistate_label_sets_reset (VmistateLabelSets *self);
guint32 _vmistate_label_sets_hash (const char *labels, gsize length);
gboolean _vmistate_label_sets_has (const VmistateLabelSets *self, const char *text, guint32 hash,
                                   const char *labels, gsize length);
/* The set is at @offset of the text, and is not there yet. */
void _vmistate_label_sets_add (VmistateLabelSets *self, guint32 hash, gsize offset, gsize length);

G_END_DECLS
