/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The parts of the sampler that need no libvirt. */

#include "config.h"

#include <signal.h>
#include <sys/wait.h>

#include <glib.h>

#include "sources/sampler/bisect.h"
#include "sources/sampler/process.h"
#include "sources/sampler/quarantine.h"
#include "sources/sampler/shards.h"

#define SECOND G_USEC_PER_SEC

/* Quarantine */

static void
test_rhythm (void)
{
  static const gint64 pauses[] = { 5, 5, 10, 20, 40, 60, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    g_assert_cmpint (_vmistate_quarantine_get_pause_usec (i), ==, pauses[i] * SECOND);
  g_assert_cmpint (_vmistate_quarantine_get_pause_usec (G_MAXUINT), ==, 60 * SECOND);
}

static void
test_quarantine (void)
{
  VmistateQuarantine quarantine = { 0 };
  gint64 now = 100 * SECOND;

  g_assert_true (_vmistate_quarantine_may_try (&quarantine, now));
  _vmistate_quarantine_enter (&quarantine, 77, "first", now);
  g_assert_true (quarantine.active);
  g_assert_false (_vmistate_quarantine_may_try (&quarantine, now + 5 * SECOND - 1));
  g_assert_true (_vmistate_quarantine_may_try (&quarantine, now + 5 * SECOND));

  /* Seeing the same again puts nothing off, and does not change since when. */
  _vmistate_quarantine_enter (&quarantine, 99, "second", now + 4 * SECOND);
  g_assert_cmpint (quarantine.since, ==, 77);
  g_assert_cmpstr (quarantine.why, ==, "second");
  g_assert_true (_vmistate_quarantine_may_try (&quarantine, now + 5 * SECOND));
  _vmistate_quarantine_leave (&quarantine);
  g_assert_false (quarantine.active);
}

static void
test_failing (void)
{
  VmistateQuarantine quarantine = { 0 };
  gint64 now = 0;

  for (guint i = 1; i <= 8; i++)
    {
      gint64 pause = _vmistate_quarantine_get_pause_usec (i);

      _vmistate_quarantine_fail (&quarantine, 1, "kept", now);
      g_assert_false (_vmistate_quarantine_may_try (&quarantine, now + pause - 1));
      g_assert_true (_vmistate_quarantine_may_try (&quarantine, now + pause));
      now += pause;
    }
  /* Once it has answered it begins anew. */
  _vmistate_quarantine_leave (&quarantine);
  _vmistate_quarantine_fail (&quarantine, 1, "kept", now);
  g_assert_true (_vmistate_quarantine_may_try (&quarantine, now + 5 * SECOND));
  _vmistate_quarantine_leave (&quarantine);
}

/* Shards */

static void
test_shards (void)
{
  for (guint n = 0; n < 50; n++)
    {
      for (guint n_shards = 1; n_shards <= 4; n_shards++)
        {
          guint next = 0;

          for (guint i = 0; i < n_shards; i++)
            {
              guint first;
              guint size = _vmistate_shard_get (n, n_shards, i, &first);

              g_assert_cmpuint (first, ==, next);
              g_assert_cmpuint (size, >=, n / n_shards);
              g_assert_cmpuint (size, <=, n / n_shards + 1);
              next += size;
            }
          g_assert_cmpuint (next, ==, n);
        }
    }
}

/* Bisection */

typedef struct
{
  guint64 bad; /* bit i: item i makes a call fail */
  guint64 answered;
  guint64 blamed;
  guint n_calls;
  guint stop_after; /* calls; 0: never */
} Host;

static VmistateBisectAnswer
ask (gpointer *items, guint n, gpointer user_data)
{
  Host *host = user_data;
  guint64 asked = 0;

  for (guint i = 0; i < n; i++)
    asked |= G_GUINT64_CONSTANT (1) << GPOINTER_TO_UINT (items[i]);
  host->n_calls++;
  if (host->stop_after > 0 && host->n_calls >= host->stop_after)
    return VMISTATE_BISECT_STOP;
  if (asked & host->bad)
    return VMISTATE_BISECT_FAILED;
  host->answered |= asked;
  return VMISTATE_BISECT_OK;
}

static void
blame (gpointer item, gpointer user_data)
{
  ((Host *) user_data)->blamed |= G_GUINT64_CONSTANT (1) << GPOINTER_TO_UINT (item);
}

static gboolean
run (Host *host, guint n)
{
  VmistateBisect bisect = { .ask = ask, .blame = blame, .user_data = host };
  gpointer items[64];

  for (guint i = 0; i < n; i++)
    items[i] = GUINT_TO_POINTER (i);
  return _vmistate_bisect_run (&bisect, items, n);
}

static void
test_bisect (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 2000; i++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, 64);
      guint64 all = (G_GUINT64_CONSTANT (1) << n) - 1;
      Host host = { 0 };

      for (guint j = 0; j < i % 4; j++)
        host.bad |= G_GUINT64_CONSTANT (1) << g_rand_int_range (rand, 0, 64);
      host.bad &= all;
      g_assert_true (run (&host, n));
      g_assert_true (host.blamed == host.bad);
      g_assert_true (host.answered == (all & ~host.bad));
    }
}

static void
test_bisect_cost (void)
{
  Host none = { 0 };
  Host one = { .bad = G_GUINT64_CONSTANT (1) << 41 };

  run (&none, 63);
  g_assert_cmpuint (none.n_calls, ==, 1);
  run (&one, 63);
  g_assert_cmpuint (one.n_calls, <=, 1 + 2 * 6);
}

static void
test_bisect_stops (void)
{
  Host host = { .bad = G_MAXUINT64, .stop_after = 3 };

  g_assert_false (run (&host, 63));
  g_assert_cmpuint (host.n_calls, ==, 3);
}

/* Processes */

static void
test_stat (void)
{
  static const struct
  {
    const char *text;
    char letter;
    guint64 start_time;
  } cases[] = {
    { "7 (qemu-system-x86) T 1 7 7 0 -1 1 1 0 0 0 1 2 0 0 20 0 3 0 4711 1 2\n", 'T', 4711 },
    { "7 (a) R) (b) D 1 7 7 0 -1 1 1 0 0 0 1 2 0 0 20 0 3 0 12 1 2\n", 'D', 12 },
    { "7 (short) T 1 7 7\n", 0, 0 },
    { "7 (no number) T 1 7 7 0 -1 1 1 0 0 0 1 2 0 0 20 0 3 0 soon 1 2\n", 0, 0 },
    { "7 no bracket", 0, 0 },
    { "7 (nothing)", 0, 0 },
    { "", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 start_time;
      char letter;
      gboolean ok = _vmistate_process_parse (cases[i].text, &letter, &start_time);

      g_assert_cmpint (ok, ==, cases[i].letter != 0);
      if (!ok)
        continue;
      g_assert_cmpint (letter, ==, cases[i].letter);
      g_assert_cmpuint (start_time, ==, cases[i].start_time);
    }
}

#define ARGV(text) text, sizeof (text) - 1

static void
test_argv (void)
{
  g_assert_cmpstr (_vmistate_process_find_uuid (ARGV ("qemu\0-uuid\0abc\0-m\0")), ==, "abc");
  g_assert_null (_vmistate_process_find_uuid (ARGV ("qemu\0-m\0-uuidx\0abc\0")));
  g_assert_null (_vmistate_process_find_uuid (ARGV ("qemu\0-uuid\0")));
  /* Cut off */
  g_assert_null (_vmistate_process_find_uuid (ARGV ("qemu\0-uuid\0abc")));
  g_assert_null (_vmistate_process_find_uuid (ARGV ("qemu\0-uuid")));
  g_assert_null (_vmistate_process_find_uuid ("", 0));
}

static void
test_look (void)
{
  const char *argv[] = { "sh", "-c", "while :; do :; done", "-uuid", "0c3b", NULL };
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  VmistateProcess process = { 0 };
  VmistateProcess absent = { 0 };
  GPid pid;
  g_autoptr (GError) error = NULL;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                 NULL, &pid, &error);
  g_assert_no_error (error);
  g_hash_table_insert (wanted, (gpointer) "0c3b", &process);
  g_hash_table_insert (wanted, (gpointer) "ffff", &absent);
  _vmistate_process_scan (wanted);
  g_assert_cmpint (process.pid, ==, pid);
  g_assert_cmpint (_vmistate_process_look (&absent), ==, VMISTATE_PROCESS_UNKNOWN);
  g_assert_cmpint (_vmistate_process_look (&process), ==, VMISTATE_PROCESS_RUNS);
  kill (pid, SIGSTOP);
  while (_vmistate_process_look (&process) != VMISTATE_PROCESS_STOPPED)
    g_usleep (1000);

  /* Somebody else with the same number */
  process.start_time++;
  g_assert_cmpint (_vmistate_process_look (&process), ==, VMISTATE_PROCESS_UNKNOWN);
  g_assert_cmpint (process.pid, ==, 0);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sampler/quarantine/rhythm", test_rhythm);
  g_test_add_func ("/sampler/quarantine/enter", test_quarantine);
  g_test_add_func ("/sampler/quarantine/fail", test_failing);
  g_test_add_func ("/sampler/shards", test_shards);
  g_test_add_func ("/sampler/bisect", test_bisect);
  g_test_add_func ("/sampler/bisect/cost", test_bisect_cost);
  g_test_add_func ("/sampler/bisect/stops", test_bisect_stops);
  g_test_add_func ("/sampler/process/stat", test_stat);
  g_test_add_func ("/sampler/process/argv", test_argv);
  g_test_add_func ("/sampler/process/look", test_look);
  return g_test_run ();
}
