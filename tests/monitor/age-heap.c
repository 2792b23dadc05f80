/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The heap always gives the one that is due first, whatever was put in, moved and taken out. */

#include "monitor/age-heap.h"

#define N_AGES  200
#define N_STEPS 20000

static gint64
find_first (const VmistateAge *ages)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < N_AGES; i++)
    {
      if (ages[i].slot != 0)
        first = MIN (first, ages[i].due);
    }
  return first;
}

static void
test_random (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  VmistateAge ages[N_AGES] = { 0 };
  VmistateAgeHeap heap;

  _vmistate_age_heap_init (&heap);
  for (guint step = 0; step < N_STEPS; step++)
    {
      VmistateAge *age = &ages[g_rand_int_range (rand, 0, N_AGES)];
      VmistateAge *first;

      if (g_rand_int_range (rand, 0, 3) == 0)
        _vmistate_age_heap_remove (&heap, age);
      else
        _vmistate_age_heap_set (&heap, age, g_rand_int_range (rand, 0, 1000));
      first = _vmistate_age_heap_peek (&heap);
      g_assert_cmpint (first != NULL ? first->due : G_MAXINT64, ==, find_first (ages));
    }
  _vmistate_age_heap_clear (&heap);
}

static void
test_order (void)
{
  VmistateAge ages[N_AGES] = { 0 };
  VmistateAgeHeap heap;
  VmistateAge *first;
  gint64 last = -1;
  guint n = 0;

  _vmistate_age_heap_init (&heap);
  for (guint i = 0; i < N_AGES; i++)
    _vmistate_age_heap_set (&heap, &ages[i], i * 7919 % 101);
  for (; (first = _vmistate_age_heap_peek (&heap)) != NULL; n++)
    {
      g_assert_cmpint (first->due, >=, last);
      last = first->due;
      _vmistate_age_heap_remove (&heap, first);
      g_assert_cmpuint (first->slot, ==, 0);
    }
  g_assert_cmpuint (n, ==, N_AGES);
  _vmistate_age_heap_clear (&heap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/age-heap/order", test_order);
  g_test_add_data_func ("/age-heap/seed-1", GUINT_TO_POINTER (1), test_random);
  g_test_add_data_func ("/age-heap/seed-2", GUINT_TO_POINTER (2), test_random);
  return g_test_run ();
}
