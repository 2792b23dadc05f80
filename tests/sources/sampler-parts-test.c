/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The parts of the sampler that need no libvirt. */

#include "config.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "model/record.h"
#include "sources/sampler/bisect.h"
#include "sources/sampler/durations.h"
#include "sources/sampler/process.h"
#include "sources/sampler/quarantine.h"
#include "sources/sampler/shards.h"
#include "sources/sampler/vcpu-places.h"

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
  _vmistate_quarantine_enter (&quarantine, 77, VMISTATE_SAMPLE_MISSING_PROCESS_STOPPED, "first",
                              now);
  g_assert_true (quarantine.active);
  g_assert_false (_vmistate_quarantine_may_try (&quarantine, now + 5 * SECOND - 1));
  g_assert_true (_vmistate_quarantine_may_try (&quarantine, now + 5 * SECOND));

  /* Seeing the same again puts nothing off, and does not change since when. */
  _vmistate_quarantine_enter (&quarantine, 99, VMISTATE_SAMPLE_MISSING_MONITOR_OCCUPIED, "second",
                              now + 4 * SECOND);
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

      _vmistate_quarantine_fail (&quarantine, 1, VMISTATE_SAMPLE_MISSING_CALL_FAILED, "kept", now);
      g_assert_false (_vmistate_quarantine_may_try (&quarantine, now + pause - 1));
      g_assert_true (_vmistate_quarantine_may_try (&quarantine, now + pause));
      now += pause;
    }
  /* Once it has answered it begins anew. */
  _vmistate_quarantine_leave (&quarantine);
  _vmistate_quarantine_fail (&quarantine, 1, VMISTATE_SAMPLE_MISSING_CALL_FAILED, "kept", now);
  g_assert_true (_vmistate_quarantine_may_try (&quarantine, now + 5 * SECOND));
  _vmistate_quarantine_leave (&quarantine);
}

/* What only a call can show does not look healed in between. */
static void
test_quarantine_missing (void)
{
  static const struct
  {
    VmistateSampleMissing seen;
    VmistateSampleMissing later;
  } cases[] = {
    { VMISTATE_SAMPLE_MISSING_PROCESS_STOPPED, VMISTATE_SAMPLE_MISSING_QUARANTINED },
    { VMISTATE_SAMPLE_MISSING_MONITOR_OCCUPIED, VMISTATE_SAMPLE_MISSING_QUARANTINED },
    { VMISTATE_SAMPLE_MISSING_CALL_FAILED, VMISTATE_SAMPLE_MISSING_CALL_FAILED },
    { VMISTATE_SAMPLE_MISSING_NOT_ALLOWED, VMISTATE_SAMPLE_MISSING_NOT_ALLOWED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VmistateQuarantine quarantine = { 0 };

      _vmistate_quarantine_enter (&quarantine, 1, cases[i].seen, "why", 0);
      g_assert_cmpint (quarantine.missing, ==, cases[i].seen);
      g_assert_cmpint (_vmistate_quarantine_get_missing (&quarantine), ==, cases[i].later);
      _vmistate_quarantine_leave (&quarantine);
    }
}

/* Durations */

static void
test_durations (void)
{
  VmistateDurations durations = { 0 };
  g_autoptr (VmistateCallDurations) record = NULL;
  g_autofree char *json = NULL;

  _vmistate_durations_add (&durations, 1000);
  _vmistate_durations_add (&durations, 1001);
  _vmistate_durations_add (&durations, 10000001);
  _vmistate_durations_add (&durations, -1);
  record = _vmistate_durations_to_record (&durations);
  json = vmistate_record_to_json (VMISTATE_RECORD (record), VMISTATE_PROFILE_TRUTH);
  g_assert_cmpstr (json, ==,
                   "{\"count\":4,\"sumUsec\":10002002,\"buckets\":["
                   "{\"upToUsec\":1000,\"count\":2},{\"upToUsec\":2500,\"count\":1},"
                   "{\"upToUsec\":5000,\"count\":0},{\"upToUsec\":10000,\"count\":0},"
                   "{\"upToUsec\":25000,\"count\":0},{\"upToUsec\":50000,\"count\":0},"
                   "{\"upToUsec\":100000,\"count\":0},{\"upToUsec\":250000,\"count\":0},"
                   "{\"upToUsec\":500000,\"count\":0},{\"upToUsec\":1000000,\"count\":0},"
                   "{\"upToUsec\":2500000,\"count\":0},{\"upToUsec\":5000000,\"count\":0},"
                   "{\"upToUsec\":10000000,\"count\":0},{\"count\":1}]}");
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

/* What follows the name, up to the processor, which is number 39 */
#define UP_TO_PROCESSOR                                                                            \
  " S 1 7 7 0 -1 4 1 0 0 0 1 2 0 0 20 0 3 0 12 1 2 3 4 5 6 7 8 0 0 0 0 0 0 0 -1 "

static void
test_places (void)
{
  static const struct
  {
    const char *text;
    gboolean ok;
    guint32 vcpu;
    guint32 cpu;
  } cases[] = {
    { "8 (CPU 0/KVM)" UP_TO_PROCESSOR "5 0 0\n", TRUE, 0, 5 },
    { "8 (CPU 17/TCG)" UP_TO_PROCESSOR "0 0 0\n", TRUE, 17, 0 },
    { "8 (CPU 17/TCG)" UP_TO_PROCESSOR "3", TRUE, 17, 3 },
    /* One thread for all of them */
    { "8 (ALL CPUs/TCG)" UP_TO_PROCESSOR "5 0 0\n" },
    { "8 (IO mon_iothread)" UP_TO_PROCESSOR "5 0 0\n" },
    { "8 (CPU /KVM)" UP_TO_PROCESSOR "5 0 0\n" },
    { "8 (CPU -1/KVM)" UP_TO_PROCESSOR "5 0 0\n" },
    { "8 (CPU 99999/KVM)" UP_TO_PROCESSOR "5 0 0\n" },
    { "8 (CPU 1/KVM) x)" UP_TO_PROCESSOR "5 0 0\n" },
    { "8 (CPU 1/KVM)" UP_TO_PROCESSOR "-1 0 0\n" },
    { "8 (CPU 1/KVM) S 1 7 7\n" },
    { "8 )CPU 1/KVM( S 1 7 7\n" },
    { "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VmistateVcpuPlace place;

      g_assert_cmpint (_vmistate_vcpu_place_parse (cases[i].text, &place), ==, cases[i].ok);
      if (!cases[i].ok)
        continue;
      g_assert_cmpuint (place.vcpu, ==, cases[i].vcpu);
      g_assert_cmpuint (place.cpu, ==, cases[i].cpu);
    }
}

typedef struct
{
  GAsyncQueue *is_one; /* (owned) */
  GAsyncQueue *may_go; /* (owned) */
} Vcpu;

static gpointer
be_a_vcpu (gpointer data)
{
  Vcpu *vcpu = data;

  prctl (PR_SET_NAME, "CPU 3/KVM");
  g_async_queue_push (vcpu->is_one, vcpu);
  g_async_queue_pop (vcpu->may_go);
  return NULL;
}

static guint
count_vcpus (VmistateVcpuThreads *threads)
{
  g_autoptr (GArray) places = _vmistate_vcpu_places_look (threads, getpid ());

  return places->len;
}

/* This process becomes a hypervisor for a while. */
static void
test_threads (void)
{
  Vcpu vcpu = { g_async_queue_new (), g_async_queue_new () };
  g_autoptr (GArray) places = NULL;
  VmistateVcpuThreads threads = { 0 };
  GThread *thread;
  guint32 cpu;

  g_assert_cmpuint (count_vcpus (&threads), ==, 0);
  thread = g_thread_new ("vcpu", be_a_vcpu, &vcpu);
  g_async_queue_pop (vcpu.is_one);
  places = _vmistate_vcpu_places_look (&threads, getpid ());
  g_assert_true (_vmistate_vcpu_places_find (places, 3, &cpu));
  g_assert_cmpuint (cpu, <, (guint) sysconf (_SC_NPROCESSORS_CONF));
  g_assert_false (_vmistate_vcpu_places_find (places, 0, &cpu));
  g_assert_false (_vmistate_vcpu_places_find (NULL, 3, &cpu));
  g_async_queue_push (vcpu.may_go, &vcpu);
  g_thread_join (thread);

  /* The kernel lists a thread for a moment after it was joined. */
  while (count_vcpus (&threads) > 0)
    g_usleep (1000);
  _vmistate_vcpu_threads_clear (&threads);
  g_async_queue_unref (vcpu.is_one);
  g_async_queue_unref (vcpu.may_go);
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
  g_test_add_func ("/sampler/quarantine/missing", test_quarantine_missing);
  g_test_add_func ("/sampler/shards", test_shards);
  g_test_add_func ("/sampler/bisect", test_bisect);
  g_test_add_func ("/sampler/bisect/cost", test_bisect_cost);
  g_test_add_func ("/sampler/bisect/stops", test_bisect_stops);
  g_test_add_func ("/sampler/process/stat", test_stat);
  g_test_add_func ("/sampler/process/argv", test_argv);
  g_test_add_func ("/sampler/process/look", test_look);
  g_test_add_func ("/sampler/places/parse", test_places);
  g_test_add_func ("/sampler/places/threads", test_threads);
  g_test_add_func ("/sampler/durations", test_durations);
  return g_test_run ();
}
