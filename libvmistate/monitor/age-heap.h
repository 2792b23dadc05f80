/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who is to be looked at next, among very many: a binary heap in which each knows its place. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Part of whoever is to be looked at. Zeroed memory is of one that is in no heap. */
typedef struct
{
  gint64 due;     /* monotonic */
  guint slot;     /* from 1 on; 0: in no heap */
  gpointer owner; /* (not owned) */
} VmistateAge;

typedef struct
{
  GPtrArray *ages; /* (owned) (element-type VmistateAge) borrowed */
} VmistateAgeHeap;

void _vmistate_age_heap_init (VmistateAgeHeap *self);
void _vmistate_age_heap_clear (VmistateAgeHeap *self);

/* Puts @age in, or moves it where it belongs. */
void _vmistate_age_heap_set (VmistateAgeHeap *self, VmistateAge *age, gint64 due);
/* Does nothing if @age is not in. */
void _vmistate_age_heap_remove (VmistateAgeHeap *self, VmistateAge *age);
/* (nullable): the one that is due first */
VmistateAge *_vmistate_age_heap_peek (const VmistateAgeHeap *self);

G_END_DECLS
