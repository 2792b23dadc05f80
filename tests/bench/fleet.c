/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How many facts a second become changed statuses, with fleets of 10,000 and of 100,000 VMIs, and
 * what a VMI costs in memory.
 *
 * Each VMI has an API object with stored conditions, a domain with four interfaces, a guest agent
 * that reports them, and ten conditions in its status. Facts are made beforehand, outside the
 * measured time, go through the sink as a source's do, and each one changes the status of its VMI:
 * a domain that is paused and resumed, an agent whose channel opens and closes, and a guest of
 * which one interface gets another address. By the times in the facts each VMI tells one in 30 s,
 * so that what is held of a guest's addresses comes and goes as it does in life. Seconds are of
 * processor time, because the machine is shared. The peer is the smaller fleet in the same process.
 */

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include <vmistate/vmistate.h>

#include "bench.h"
#include "fleet-facts.h"

#define N_FACTS 500000
#define BATCH   500 /* that come at once; all of one kind, because it divides both fleets */
#define SMALL   10000
#define LARGE   100000
#define WARM_UP 100 /* VMIs that come and go first: code and tables are not memory of a VMI */

/* Counting allocations */

static guint64 n_allocations;

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);
void *malloc (size_t size);
void *calloc (size_t n, size_t size);
void *realloc (void *memory, size_t size);

void *
malloc (size_t size)
{
  n_allocations++;
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  n_allocations++;
  return __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  n_allocations++;
  return __libc_realloc (memory, size);
}

/* The fleet */

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance G_GNUC_UNUSED,
            VmistateStatus *before G_GNUC_UNUSED, VmistateStatus *now G_GNUC_UNUSED,
            gpointer user_data)
{
  ((Fleet *) user_data)->n_changed++;
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!vmistate_monitor_start_finish (VMISTATE_MONITOR (object), result, &error))
    g_error ("%s", error->message);
  *(gboolean *) user_data = TRUE;
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  vmistate_monitor_stop_finish (VMISTATE_MONITOR (object), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
emit (Fleet *fleet, VmistateFact *fact)
{
  vmistate_scripted_source_add (fleet->source, fact);
  g_object_unref (fact);
}

static void
populate (Fleet *fleet)
{
  for (guint i = 0; i < fleet->size; i++)
    {
      emit (fleet, fleet_make_object (i));
      emit (fleet, fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_DOMAIN, fleet_make_domain (i)));
      emit (fleet,
            fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_DOMAIN_STATE, fleet_make_state (FALSE)));
      emit (fleet, fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_CHANNEL,
                                    fleet_make_channel (TRUE)));
      emit (fleet, fleet_make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_REPLY,
                                    fleet_make_guest_interfaces (i, 0)));
      /* Often, so that facts that wait are not taken for memory of the library. */
      if (i % 10 == 0)
        drain ();
    }
  drain ();
}

static void
open_fleet (Fleet *fleet, guint size)
{
  gboolean done = FALSE;

  *fleet = (Fleet){ .size = size, .now = G_GINT64_CONSTANT (1790000000000000) };
  fleet->monitor = vmistate_monitor_new ();
  vmistate_monitor_set_coalesce_msec (fleet->monitor, 0);
  fleet->source = vmistate_scripted_source_new ("hypervisor");
  vmistate_monitor_add_source (fleet->monitor, VMISTATE_SOURCE (fleet->source), NULL);
  g_signal_connect (fleet->monitor, "instance-changed", G_CALLBACK (changed_cb), fleet);
  vmistate_monitor_start_async (fleet->monitor, NULL, started_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  emit (fleet, fleet_fact_from_json ("{\"source\":\"hypervisor\",\"observedAt\":"
                                     "\"2026-01-01T00:00:00Z\",\"sourceReport\":{\"state\":"
                                     "\"LIVE\",\"node\":\"node1\"}}"));
  populate (fleet);
}

static void
close_fleet (Fleet *fleet)
{
  gboolean done = FALSE;

  vmistate_monitor_stop_async (fleet->monitor, NULL, stopped_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fleet->source);
  g_clear_object (&fleet->monitor);
}

/* Measuring */

static gsize
resident_bytes (void)
{
  g_autofree char *text = NULL;
  char **fields;
  gsize pages = 0;

  malloc_trim (0);
  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  fields = g_strsplit (text, " ", -1);
  pages = (gsize) g_ascii_strtoull (fields[1], NULL, 10);
  g_strfreev (fields);
  return pages * 4096;
}

typedef struct
{
  double facts_per_second;
  double facts_per_second_of[N_KINDS];
  double allocations_per_fact;
  double allocations_per_fact_of[N_KINDS];
} Speed;

typedef struct
{
  double seconds;
  guint64 allocations;
  guint n_facts;
} Effort;

static Speed
weigh (const Effort *efforts)
{
  Effort sum = { 0 };
  Speed speed;

  for (guint i = 0; i < N_KINDS; i++)
    {
      sum.seconds += efforts[i].seconds;
      sum.allocations += efforts[i].allocations;
      sum.n_facts += efforts[i].n_facts;
      speed.facts_per_second_of[i] = efforts[i].n_facts / efforts[i].seconds;
      speed.allocations_per_fact_of[i] = (double) efforts[i].allocations / efforts[i].n_facts;
    }
  speed.facts_per_second = sum.n_facts / sum.seconds;
  speed.allocations_per_fact = (double) sum.allocations / sum.n_facts;
  return speed;
}

static Speed
measure (Fleet *fleet)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
  Effort efforts[N_KINDS] = { 0 };

  fleet->n_changed = 0;
  for (guint n = 0; n < N_FACTS; n += BATCH)
    {
      Effort *effort = &efforts[fleet_kind_of_change (fleet, n)];
      double begin;
      guint64 before;

      for (guint i = 0; i < BATCH; i++)
        g_ptr_array_add (batch, fleet_make_change (fleet, n + i));
      before = n_allocations;
      begin = bench_cpu_seconds ();
      for (guint i = 0; i < BATCH; i++)
        vmistate_scripted_source_add (fleet->source, batch->pdata[i]);
      drain ();
      effort->seconds += bench_cpu_seconds () - begin;
      effort->allocations += n_allocations - before;
      effort->n_facts += BATCH;
      g_ptr_array_set_size (batch, 0);
    }
  if (fleet->n_changed != N_FACTS)
    g_error ("%u facts changed %" G_GUINT64_FORMAT " statuses", N_FACTS, fleet->n_changed);
  return weigh (efforts);
}

static void
print (const char *metric, double value, const char *unit, double peer)
{
  const Figure figure = { .bench = "fleet",
                          .metric = metric,
                          .value = value,
                          .unit = unit,
                          .peer = peer > 0 ? "10000 instances" : NULL,
                          .peer_value = peer };

  bench_print (&figure);
}

static void
print_kinds (guint size, const Speed *speed)
{
  static const char *const names[] = { "pause", "resume", "addresses", "channel-closed",
                                       "channel-open" };

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autofree char *facts = g_strdup_printf ("facts-%uk-%s", size / 1000, names[i]);
      g_autofree char *allocations = g_strdup_printf ("allocations-%uk-%s", size / 1000, names[i]);

      print (facts, speed->facts_per_second_of[i], "facts/s", 0);
      print (allocations, speed->allocations_per_fact_of[i], "per fact", 0);
    }
}

static Speed
run (guint size, Speed peer)
{
  gsize before = resident_bytes ();
  gsize after;
  Fleet fleet;
  Speed speed;

  open_fleet (&fleet, size);
  if (g_list_model_get_n_items (G_LIST_MODEL (fleet.monitor)) != size)
    g_error ("the fleet has not %u instances", size);
  if (size == SMALL)
    {
      g_autoptr (VmistateInstance) one = g_list_model_get_item (G_LIST_MODEL (fleet.monitor), 7);
      g_autofree char *json = vmistate_instance_to_json (one, VMISTATE_PROFILE_TRUTH);

      g_printerr ("%s\n", json);
    }
  after = resident_bytes ();
  speed = measure (&fleet);
  print (size == SMALL ? "facts-10k" : "facts-100k", speed.facts_per_second, "facts/s",
         peer.facts_per_second);
  print (size == SMALL ? "allocations-10k" : "allocations-100k", speed.allocations_per_fact,
         "per fact", peer.allocations_per_fact);
  print (size == SMALL ? "memory-10k" : "memory-100k",
         after > before ? (double) (after - before) / size : 0, "bytes per instance", 0);
  /* What it remembers of all those changes counts too. */
  after = resident_bytes ();
  print (size == SMALL ? "memory-after-10k" : "memory-after-100k",
         after > before ? (double) (after - before) / size : 0, "bytes per instance", 0);
  print_kinds (size, &speed);
  close_fleet (&fleet);
  return speed;
}

static void
warm_up (void)
{
  Fleet fleet;

  open_fleet (&fleet, WARM_UP);
  close_fleet (&fleet);
}

int
main (void)
{
  Speed small;

  warm_up ();
  small = run (SMALL, (Speed){ 0 });
  run (LARGE, small);
  return EXIT_SUCCESS;
}
