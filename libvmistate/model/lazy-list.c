/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "lazy-list.h"

void
_vmistate_lazy_list_init (VmistateLazyList *self, const VmistateLazyClass *klass)
{
  *self = (VmistateLazyList){ .klass = klass };
  g_atomic_ref_count_init (&self->ref_count);
}

VmistateLazyList *
_vmistate_lazy_list_ref (VmistateLazyList *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
_vmistate_lazy_list_unref (VmistateLazyList *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->list, g_ptr_array_unref);
  self->klass->free (self);
}

GPtrArray *
_vmistate_lazy_list_read (VmistateLazyList *self)
{
  GPtrArray *list = g_atomic_pointer_get (&self->list);

  if (list != NULL)
    return list;
  list = self->klass->expand (self);
  /* Another thread may have been faster. */
  if (g_atomic_pointer_compare_and_exchange (&self->list, NULL, list))
    return list;
  g_ptr_array_unref (list);
  return g_atomic_pointer_get (&self->list);
}

static void
read_free (VmistateLazyList *self)
{
  g_free (self);
}

VmistateLazyList *
_vmistate_lazy_list_new_read (GPtrArray *records)
{
  static const VmistateLazyClass klass = { .free = read_free };
  VmistateLazyList *self = g_new (VmistateLazyList, 1);

  _vmistate_lazy_list_init (self, &klass);
  self->list = records;
  return self;
}
