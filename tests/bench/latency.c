/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From a source's callback to the signal: how long a fact is inside the library.
 *
 * A thread emits facts at a steady pace, each a real change; the owner's context tells them with
 * coalescing off. The peer is what no library can avoid: a GSource of the same context woken from
 * the same thread. */

#include <vmistate/vmistate.h>

#include "bench.h"

#define N_FACTS     20000
#define PACE_USEC   100
#define N_INSTANCES 100

typedef struct
{
  VmistateScriptedSource *source;
  GMainContext *context;
  GMainLoop *loop;
  gint64 *sent;      /* per fact, when it was emitted */
  GArray *latencies; /* of signals */
  GArray *wakeups;   /* of the bare context */
} Bench;

typedef struct
{
  Bench *bench;
  gint64 sent;
} Wakeup;

static gboolean
wakeup_cb (gpointer user_data)
{
  Wakeup *wakeup = user_data;
  gint64 latency = g_get_monotonic_time () - wakeup->sent;

  g_array_append_val (wakeup->bench->wakeups, latency);
  if (wakeup->bench->wakeups->len == N_FACTS)
    g_main_loop_quit (wakeup->bench->loop);
  g_free (wakeup);
  return G_SOURCE_REMOVE;
}

static gpointer
emit_wakeups (gpointer data)
{
  Bench *bench = data;

  for (guint i = 0; i < N_FACTS; i++)
    {
      Wakeup *wakeup = g_new (Wakeup, 1);

      wakeup->bench = bench;
      wakeup->sent = g_get_monotonic_time ();
      g_main_context_invoke (bench->context, wakeup_cb, wakeup);
      g_usleep (PACE_USEC);
    }
  return NULL;
}

/* The number of the fact stands in its time, and so in the status. */
static VmistateFact *
make_fact (guint i)
{
  g_autofree char *json = g_strdup_printf (
      "{\"source\":\"s\",\"name\":\"vm%u\",\"observedAt\":\"2026-01-01T%02u:%02u:%02uZ\","
      "\"domainState\":{\"state\":%d,\"reason\":1}}",
      i % N_INSTANCES, i / 3600, i / 60 % 60, i % 60, i / N_INSTANCES % 2 == 0 ? 1 : 3);

  return vmistate_fact_new_from_json (json, -1, NULL);
}

static gpointer
emit_facts (gpointer data)
{
  Bench *bench = data;

  for (guint i = 0; i < N_FACTS; i++)
    {
      g_autoptr (VmistateFact) fact = make_fact (i);

      bench->sent[i] = g_get_monotonic_time ();
      vmistate_scripted_source_add (bench->source, fact);
      g_usleep (PACE_USEC);
    }
  return NULL;
}

static void
take_latency (Bench *bench, VmistateStatus *status)
{
  VmistateStamp *stamp = vmistate_status_find_stamp (status, "phase", NULL);
  g_autoptr (GDateTime) at = vmistate_stamp_dup_observed_at (stamp);
  guint i = g_date_time_get_hour (at) * 3600 + g_date_time_get_minute (at) * 60
            + g_date_time_get_second (at);
  gint64 latency = g_get_monotonic_time () - bench->sent[i];

  g_array_append_val (bench->latencies, latency);
  if (i == N_FACTS - 1)
    g_main_loop_quit (bench->loop);
}

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance G_GNUC_UNUSED,
            VmistateStatus *old_status G_GNUC_UNUSED, VmistateStatus *new_status,
            gpointer user_data)
{
  take_latency (user_data, new_status);
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  vmistate_monitor_stop_finish (VMISTATE_MONITOR (object), result, NULL);
  g_main_loop_quit (user_data);
}

static void
run_thread (Bench *bench, GThreadFunc func)
{
  GThread *thread = g_thread_new ("emitter", func, bench);

  g_main_loop_run (bench->loop);
  g_thread_join (thread);
}

static void
print (Bench *bench, const char *metric, double percent)
{
  bench_print (&(Figure){
      .bench = "latency",
      .metric = metric,
      .value = bench_percentile (bench->latencies, percent) / 1000,
      .unit = "ms",
      .peer = "bare context wakeup",
      .peer_value = MAX (bench_percentile (bench->wakeups, percent), 1) / 1000,
  });
}

int
main (void)
{
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  Bench bench = {
    .source = vmistate_scripted_source_new ("s"),
    .context = g_main_context_default (),
    .loop = g_main_loop_new (NULL, FALSE),
    .sent = g_new0 (gint64, N_FACTS),
    .latencies = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .wakeups = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };

  run_thread (&bench, emit_wakeups);
  vmistate_monitor_set_coalesce_msec (monitor, 0);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (bench.source), NULL);
  g_signal_connect (monitor, "instance-changed", G_CALLBACK (changed_cb), &bench);
  vmistate_monitor_start_async (monitor, NULL, NULL, NULL);
  run_thread (&bench, emit_facts);
  vmistate_monitor_stop_async (monitor, NULL, stopped_cb, bench.loop);
  g_main_loop_run (bench.loop);

  print (&bench, "callback to changed, p50", 50);
  print (&bench, "callback to changed, p99", 99);
  print (&bench, "callback to changed, max", 100);
  bench_print (&(Figure){ "latency", "changes told", bench.latencies->len, "signals",
                          .peer = "facts emitted that change something",
                          .peer_value = N_FACTS - N_INSTANCES });

  g_array_unref (bench.latencies);
  g_array_unref (bench.wakeups);
  g_free (bench.sent);
  g_object_unref (bench.source);
  g_main_loop_unref (bench.loop);
  return 0;
}
