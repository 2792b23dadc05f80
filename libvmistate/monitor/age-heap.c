/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "age-heap.h"

void
_vmistate_age_heap_init (VmistateAgeHeap *self)
{
  self->ages = g_ptr_array_new ();
}

void
_vmistate_age_heap_clear (VmistateAgeHeap *self)
{
  g_clear_pointer (&self->ages, g_ptr_array_unref);
}

static VmistateAge *
at (const VmistateAgeHeap *self, guint slot)
{
  return self->ages->pdata[slot - 1];
}

static void
put (VmistateAgeHeap *self, guint slot, VmistateAge *age)
{
  self->ages->pdata[slot - 1] = age;
  age->slot = slot;
}

static void
move_up (VmistateAgeHeap *self, VmistateAge *age)
{
  guint slot = age->slot;

  while (slot > 1 && at (self, slot / 2)->due > age->due)
    {
      put (self, slot, at (self, slot / 2));
      slot /= 2;
    }
  put (self, slot, age);
}

static void
move_down (VmistateAgeHeap *self, VmistateAge *age)
{
  guint slot = age->slot;

  while (slot * 2 <= self->ages->len)
    {
      guint child = slot * 2;

      if (child < self->ages->len && at (self, child + 1)->due < at (self, child)->due)
        child++;
      if (at (self, child)->due >= age->due)
        break;
      put (self, slot, at (self, child));
      slot = child;
    }
  put (self, slot, age);
}

void
_vmistate_age_heap_set (VmistateAgeHeap *self, VmistateAge *age, gint64 due)
{
  age->due = due;
  if (age->slot == 0)
    {
      g_ptr_array_add (self->ages, age);
      age->slot = self->ages->len;
    }
  move_up (self, age);
  move_down (self, age);
}

void
_vmistate_age_heap_remove (VmistateAgeHeap *self, VmistateAge *age)
{
  VmistateAge *last;

  if (age->slot == 0)
    return;
  last = at (self, self->ages->len);
  g_ptr_array_set_size (self->ages, (gint) self->ages->len - 1);
  if (last != age)
    {
      put (self, age->slot, last);
      move_up (self, last);
      move_down (self, last);
    }
  age->slot = 0;
}

VmistateAge *
_vmistate_age_heap_peek (const VmistateAgeHeap *self)
{
  return self->ages->len > 0 ? at (self, 1) : NULL;
}
