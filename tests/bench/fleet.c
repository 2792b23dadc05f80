/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How many facts a second become changed statuses, with fleets of 10,000 and of 100,000 VMIs, and
 * what a VMI costs in memory.
 *
 * Each VMI has an API object with stored conditions, a domain with four interfaces, a guest agent
 * that reports them, and ten conditions in its status. Facts are made beforehand, outside the
 * measured time, go through the sink as a source's do, and each one changes the status of its VMI:
 * a domain that is paused and resumed, an agent whose channel opens and closes, and a guest whose
 * addresses change. Seconds are of processor time, because the machine is shared. The peer is the
 * smaller fleet in the same process. */

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include <vmistate/vmistate.h>

#include "bench.h"
#include "model/fact.h"
#include "model/payloads.h"
#include "model/record.h"

#define N_FACTS      500000
#define BATCH        10000 /* all of one kind, because it divides both sizes of the fleet */
#define N_INTERFACES 4
#define SMALL        10000
#define LARGE        100000

typedef struct
{
  VmistateMonitor *monitor;
  VmistateScriptedSource *source;
  guint size;
  guint64 n_changed;
  gint64 now;
} Fleet;

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

/* Facts */

typedef struct
{
  char name[32];
  char uid[48];
} Names;

static VmistateIdentity
identify (Names *names, guint i)
{
  g_snprintf (names->name, sizeof names->name, "vm-%06u", i);
  g_snprintf (names->uid, sizeof names->uid, "aa000000-1111-4222-8333-%012u", i);
  return (VmistateIdentity){ "fleet", names->name, names->uid };
}

static VmistateFact *
make_fact (Fleet *fleet, guint i, VmistateFactKind kind, gpointer payload)
{
  Names names;
  VmistateIdentity identity = identify (&names, i);

  return _vmistate_fact_new (kind, "hypervisor", &identity, fleet->now++, payload);
}

static VmistateFact *fact_from_json (Fleet *fleet, const char *format, ...) G_GNUC_PRINTF (2, 3);

static VmistateFact *
fact_from_json (Fleet *fleet G_GNUC_UNUSED, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  VmistateFact *fact;
  va_list args;

  va_start (args, format);
  json = g_strdup_vprintf (format, args);
  va_end (args);
  fact = vmistate_fact_new_from_json (json, -1, &error);
  if (fact == NULL)
    g_error ("%s: %s", error->message, json);
  return fact;
}

static VmistateFact *
make_object (Fleet *fleet, guint i)
{
  Names names;

  identify (&names, i);
  return fact_from_json (
      fleet,
      "{\"source\":\"kubernetes\",\"observedAt\":\"2026-01-01T00:00:00Z\",\"object\":{"
      "\"apiVersion\":\"kubevirt.io/v1\",\"kind\":\"VirtualMachineInstance\",\"metadata\":{"
      "\"namespace\":\"fleet\",\"name\":\"%s\",\"uid\":\"%s\"},\"spec\":{\"domain\":{\"devices\":{"
      "\"interfaces\":[{\"name\":\"net0\",\"masquerade\":{}}]}},\"networks\":[{\"name\":\"net0\","
      "\"pod\":{}}]},\"status\":{\"phase\":\"Running\",\"nodeName\":\"node1\",\"conditions\":["
      "{\"type\":\"DataVolumesReady\",\"status\":\"True\",\"reason\":\"AllDVsReady\"},"
      "{\"type\":\"AccessCredentialsSynchronized\",\"status\":\"True\"},"
      "{\"type\":\"HotVCPUChange\",\"status\":\"True\"},"
      "{\"type\":\"HotMemoryChange\",\"status\":\"True\"},"
      "{\"type\":\"VolumesChange\",\"status\":\"True\",\"message\":\"migrate volumes\"},"
      "{\"type\":\"MigrationRequired\",\"status\":\"False\",\"reason\":\"AutoMigrationPending\"},"
      "{\"type\":\"LiveMigratable\",\"status\":\"True\"},"
      "{\"type\":\"StorageLiveMigratable\",\"status\":\"True\"}"
      "]}}}",
      names.name, names.uid);
}

static gpointer
make_guest_interfaces (guint i, guint round)
{
  gpointer reply = g_object_new (_vmistate_agent_reply_get_type (), NULL);
  GPtrArray *list = _vmistate_record_list_new ();

  for (guint j = 0; j < N_INTERFACES; j++)
    {
      gpointer interface = g_object_new (_vmistate_guest_interface_get_type (), NULL);
      gpointer address = g_object_new (_vmistate_guest_address_get_type (), NULL);
      GPtrArray *addresses = _vmistate_record_list_new ();
      char text[64];

      g_snprintf (text, sizeof text, "eth%u", j);
      _vmistate_record_set_string (interface, GUEST_INTERFACE_NAME, text);
      g_snprintf (text, sizeof text, "52:54:00:%02x:%02x:%02x", i >> 8 & 0xff, i & 0xff, j);
      _vmistate_record_set_string (interface, GUEST_INTERFACE_HARDWARE_ADDRESS, text);
      g_snprintf (text, sizeof text, "10.%u.%u.%u", j, round & 0xff, i & 0xff);
      _vmistate_record_set_string (address, GUEST_ADDRESS_TYPE, "ipv4");
      _vmistate_record_set_string (address, GUEST_ADDRESS_ADDRESS, text);
      _vmistate_record_set_integer (address, GUEST_ADDRESS_PREFIX, 24);
      g_ptr_array_add (addresses, address);
      _vmistate_record_take_list (interface, GUEST_INTERFACE_ADDRESSES, addresses);
      g_ptr_array_add (list, interface);
    }
  _vmistate_record_set_string (reply, AGENT_REPLY_COMMAND, "guest-network-get-interfaces");
  _vmistate_record_take_list (reply, AGENT_REPLY_INTERFACES, list);
  return reply;
}

static gpointer
make_domain (guint i)
{
  gpointer domain = g_object_new (_vmistate_domain_get_type (), NULL);
  GPtrArray *list = _vmistate_record_list_new ();

  for (guint j = 0; j < N_INTERFACES; j++)
    {
      gpointer nic = g_object_new (_vmistate_domain_interface_get_type (), NULL);
      char text[64];

      g_snprintf (text, sizeof text, "ua-net%u", j);
      _vmistate_record_set_string (nic, DOMAIN_INTERFACE_ALIAS, text);
      g_snprintf (text, sizeof text, "52:54:00:%02x:%02x:%02x", i >> 8 & 0xff, i & 0xff, j);
      _vmistate_record_set_string (nic, DOMAIN_INTERFACE_MAC, text);
      g_ptr_array_add (list, nic);
    }
  _vmistate_record_set_boolean (domain, DOMAIN_ACPI, TRUE);
  _vmistate_record_set_string (domain, DOMAIN_TYPE, "kvm");
  _vmistate_record_set_string (domain, DOMAIN_MACHINE, "pc-q35-7.2");
  _vmistate_record_set_string (domain, DOMAIN_AGENT_CHANNEL, "connected");
  _vmistate_record_set_integer (domain, DOMAIN_CURRENT_MEMORY, 2097152);
  _vmistate_record_set_string (domain, DOMAIN_CURRENT_MEMORY_UNIT, "KiB");
  _vmistate_record_take_list (domain, DOMAIN_INTERFACES, list);
  return domain;
}

static gpointer
make_state (gboolean paused)
{
  gpointer state = g_object_new (_vmistate_domain_state_get_type (), NULL);

  _vmistate_record_set_integer (state, DOMAIN_STATE_STATE, paused ? 3 : 1);
  _vmistate_record_set_integer (state, DOMAIN_STATE_REASON, 1);
  return state;
}

static gpointer
make_channel (gboolean connected)
{
  gpointer channel = g_object_new (_vmistate_agent_channel_get_type (), NULL);

  _vmistate_record_set_boolean (channel, AGENT_CHANNEL_CONNECTED, connected);
  return channel;
}

/* The kinds of facts, in the order in which every VMI gets them. */
enum
{
  PAUSE,
  RESUME,
  ADDRESSES,
  CHANNEL_CLOSED,
  CHANNEL_OPEN,
  N_KINDS,
};

static guint
kind_of_change (Fleet *fleet, guint n)
{
  return n / fleet->size % N_KINDS;
}

/* Each differs from what was known. */
static VmistateFact *
make_change (Fleet *fleet, guint n)
{
  guint i = n % fleet->size;
  guint round = n / fleet->size;

  switch (kind_of_change (fleet, n))
    {
    case PAUSE:
      return make_fact (fleet, i, VMISTATE_FACT_KIND_DOMAIN_STATE, make_state (TRUE));
    case RESUME:
      return make_fact (fleet, i, VMISTATE_FACT_KIND_DOMAIN_STATE, make_state (FALSE));
    case ADDRESSES:
      return make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_REPLY,
                        make_guest_interfaces (i, round + 1));
    case CHANNEL_CLOSED:
      return make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_CHANNEL, make_channel (FALSE));
    default:
      return make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_CHANNEL, make_channel (TRUE));
    }
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
      emit (fleet, make_object (fleet, i));
      emit (fleet, make_fact (fleet, i, VMISTATE_FACT_KIND_DOMAIN, make_domain (i)));
      emit (fleet, make_fact (fleet, i, VMISTATE_FACT_KIND_DOMAIN_STATE, make_state (FALSE)));
      emit (fleet, make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_CHANNEL, make_channel (TRUE)));
      emit (fleet,
            make_fact (fleet, i, VMISTATE_FACT_KIND_AGENT_REPLY, make_guest_interfaces (i, 0)));
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
  emit (fleet, fact_from_json (fleet, "{\"source\":\"hypervisor\",\"observedAt\":"
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
      Effort *effort = &efforts[kind_of_change (fleet, n)];
      double begin;
      guint64 before;

      for (guint i = 0; i < BATCH; i++)
        g_ptr_array_add (batch, make_change (fleet, n + i));
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
  print_kinds (size, &speed);
  close_fleet (&fleet);
  return speed;
}

int
main (void)
{
  Speed small = run (SMALL, (Speed){ 0 });

  run (LARGE, small);
  return EXIT_SUCCESS;
}
