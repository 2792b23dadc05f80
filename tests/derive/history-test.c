/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Histories: moments in order of time whatever the order of arrival, and what is forgotten when
 * there are too many. */

#include "derive/history.h"

typedef struct
{
  gint64 at;
  gint64 value;
} Told;

static void
tell (VmistateHistory *history, const Told *told, guint n_told)
{
  for (guint i = 0; i < n_told; i++)
    _vmistate_history_add (history, told[i].at, told[i].value);
}

static void
assert_moments (const VmistateHistory *history, const Told *expected, guint n_expected)
{
  g_assert_cmpuint (_vmistate_history_get_length (history), ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    {
      g_assert_cmpint (_vmistate_history_get (history, i)->at, ==, expected[i].at);
      g_assert_cmpint (_vmistate_history_get (history, i)->value, ==, expected[i].value);
    }
}

static void
test_empty (void)
{
  VmistateHistory history = { 0 };

  g_assert_cmpuint (_vmistate_history_get_length (&history), ==, 0);
  g_assert_cmpint (_vmistate_history_since (&history), ==, 0);
  _vmistate_history_clear (&history);
}

static void
test_any_order (void)
{
  static const Told told[] = { { 5, 1 }, { 2, 0 }, { 9, 1 }, { 4, 0 }, { 7, 1 } };
  static const Told expected[] = { { 2, 0 }, { 4, 0 }, { 5, 1 }, { 7, 1 }, { 9, 1 } };
  VmistateHistory history = { 0 };

  tell (&history, told, G_N_ELEMENTS (told));
  assert_moments (&history, expected, G_N_ELEMENTS (expected));
  g_assert_cmpint (_vmistate_history_since (&history), ==, 5);
  /* A late one between two of the same value */
  g_assert_true (_vmistate_history_add (&history, 6, 0));
  g_assert_cmpint (_vmistate_history_since (&history), ==, 7);
  _vmistate_history_clear (&history);
}

static void
test_news (void)
{
  VmistateHistory history = { 0 };

  g_assert_true (_vmistate_history_add (&history, 1, 7));
  g_assert_false (_vmistate_history_add (&history, 2, 7));
  g_assert_false (_vmistate_history_add (&history, 2, 7));
  g_assert_true (_vmistate_history_add (&history, 3, 8));
  g_assert_true (_vmistate_history_add (&history, 0, 7));
  g_assert_cmpint (_vmistate_history_since (&history), ==, 3);
  _vmistate_history_clear (&history);
}

static void
test_ties (void)
{
  static const Told told[] = { { 5, 2 }, { 5, 0 }, { 5, 1 } };
  static const Told ranked[] = { { 5, 0 }, { 5, 1 }, { 5, 2 } };
  VmistateHistory history = { 0 };

  /* The last one told is the last one */
  tell (&history, told, G_N_ELEMENTS (told));
  assert_moments (&history, told, G_N_ELEMENTS (told));
  _vmistate_history_clear (&history);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    _vmistate_history_add_ranked (&history, told[i].at, told[i].value);
  assert_moments (&history, ranked, G_N_ELEMENTS (ranked));
  _vmistate_history_clear (&history);
}

static void
test_mask (void)
{
  static const Told told[] = { { 1, 0x11 }, { 2, 0x12 }, { 3, 0x22 }, { 4, 0x23 } };
  VmistateHistory history = { 0 };

  tell (&history, told, G_N_ELEMENTS (told));
  g_assert_cmpint (_vmistate_history_since (&history), ==, 4);
  g_assert_cmpint (_vmistate_history_since_masked (&history, 0xf0), ==, 3);
  g_assert_cmpint (_vmistate_history_since_masked (&history, 0x02), ==, 2);
  g_assert_cmpint (_vmistate_history_since_masked (&history, 0x100), ==, 1);
  _vmistate_history_clear (&history);
}

/* However often the same is told, the first and the last of it stay, and so do changes. */
static void
test_repetitions_go_first (void)
{
  VmistateHistory history = { 0 };
  guint last;

  _vmistate_history_add (&history, 0, 1);
  for (guint i = 1; i <= 10 * VMISTATE_HISTORY_MAX; i++)
    _vmistate_history_add (&history, i, 2);
  g_assert_cmpuint (_vmistate_history_get_length (&history), ==, VMISTATE_HISTORY_MAX);
  last = _vmistate_history_get_length (&history) - 1;
  g_assert_cmpint (_vmistate_history_get (&history, 0)->value, ==, 1);
  g_assert_cmpint (_vmistate_history_get (&history, last)->at, ==, 10 * VMISTATE_HISTORY_MAX);
  g_assert_cmpint (_vmistate_history_since (&history), ==, 1);
  _vmistate_history_clear (&history);
}

/* Of changes the first stays, and the newest ones. */
static void
test_changes_go_by_age (void)
{
  VmistateHistory history = { 0 };
  const guint n = 3 * VMISTATE_HISTORY_MAX;

  for (guint i = 0; i < n; i++)
    _vmistate_history_add (&history, i, i);
  g_assert_cmpuint (_vmistate_history_get_length (&history), ==, VMISTATE_HISTORY_MAX);
  g_assert_cmpint (_vmistate_history_get (&history, 0)->value, ==, 0);
  for (guint i = 1; i < VMISTATE_HISTORY_MAX; i++)
    g_assert_cmpint (_vmistate_history_get (&history, i)->value, ==, n - VMISTATE_HISTORY_MAX + i);
  _vmistate_history_clear (&history);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/empty", test_empty);
  g_test_add_func ("/history/any-order", test_any_order);
  g_test_add_func ("/history/news", test_news);
  g_test_add_func ("/history/ties", test_ties);
  g_test_add_func ("/history/mask", test_mask);
  g_test_add_func ("/history/repetitions-go-first", test_repetitions_go_first);
  g_test_add_func ("/history/changes-go-by-age", test_changes_go_by_age);
  return g_test_run ();
}
