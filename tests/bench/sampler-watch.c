/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Samples one libvirt until its standard input ends, and prints twice a second what it sees of
 * itself, as one JSON line:
 *
 *   sampler-watch URI PERIOD-MSEC DEADLINE-MSEC [with-libvirt-source]
 *
 * `vms` has for each VMI two ages in seconds: of its newest sample, and of its newest sample with
 * the numbers that only the hypervisor knows; -1 where there was none. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>

#include <vmistate/vmistate.h>

#include "bench.h"
#include "model/fact.h"
#include "monitor/sink.h"

#define PRINT_MSEC 500

typedef struct
{
  gint64 taken_at; /* 0: never */
  gint64 whole_at;
} Seen;

typedef struct
{
  GMainLoop *loop;
  VmistateSink *sink;
  VmistateSamplerSource *sampler;
  GHashTable *seen; /* (owned) name -> (owned) Seen */
  guint n_running;
} Watch;

static void
take_facts (GPtrArray *facts, gpointer user_data)
{
  Watch *self = user_data;

  for (guint i = 0; i < facts->len; i++)
    {
      VmistateFact *fact = facts->pdata[i];
      VmistateSample *sample;
      Seen *seen;
      gboolean skipped;

      if (vmistate_fact_get_kind (fact) != VMISTATE_FACT_KIND_SAMPLE)
        continue;
      seen = g_hash_table_lookup (self->seen, vmistate_fact_get_name (fact));
      if (seen == NULL)
        {
          seen = g_new0 (Seen, 1);
          g_hash_table_insert (self->seen, g_strdup (vmistate_fact_get_name (fact)), seen);
        }
      sample = VMISTATE_SAMPLE (_vmistate_fact_get_payload (fact));
      seen->taken_at = vmistate_fact_get_observed_at_usec (fact);
      if (vmistate_sample_get_monitor_skipped (sample, &skipped) && !skipped)
        seen->whole_at = seen->taken_at;
    }
}

static double
get_age (gint64 now, gint64 at)
{
  return at == 0 ? -1 : (double) (now - at) / G_USEC_PER_SEC;
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Resident, of which /proc/self/statm has the pages as its second number. */
static guint64
read_rss_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  sscanf (text, "%*u %lu", &pages);
  return pages * (guint64) sysconf (_SC_PAGESIZE);
}

static gboolean
print_cb (gpointer user_data)
{
  Watch *self = user_data;
  g_autoptr (VmistateSamplerReport) report = vmistate_sampler_source_dup_report (self->sampler);
  g_autofree char *json =
      report != NULL ? vmistate_record_to_json (VMISTATE_RECORD (report), VMISTATE_PROFILE_TRUTH)
                     : g_strdup ("{}");
  gint64 now = vmistate_sink_get_time_usec (self->sink);
  const char *comma = "";
  GHashTableIter iter;
  gpointer name;
  Seen *seen;

  printf (
      "{\"report\":%s,\"cpuSeconds\":%.6f,\"threads\":%u,\"fds\":%u,\"rssBytes\":%" G_GUINT64_FORMAT
      ",\"vms\":{",
      json, bench_cpu_seconds (), count_entries ("/proc/self/task"),
      count_entries ("/proc/self/fd"), read_rss_bytes ());
  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, &name, (gpointer *) &seen))
    {
      printf ("%s\"%s\":[%.3f,%.3f]", comma, (const char *) name, get_age (now, seen->taken_at),
              get_age (now, seen->whole_at));
      comma = ",";
    }
  puts ("}}");
  fflush (stdout);
  return G_SOURCE_CONTINUE;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *self = user_data;

  vmistate_source_stop_finish (VMISTATE_SOURCE (source), result, NULL);
  self->n_running--;
  if (self->n_running == 0)
    g_main_loop_quit (self->loop);
}

static void
input_ended_cb (GObject *input, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (input), result, NULL);

  g_main_loop_quit (user_data);
}

static void
start (Watch *self, gpointer source)
{
  g_autoptr (GError) error = NULL;

  if (!vmistate_source_start (source, self->sink, &error))
    g_error ("%s", error->message);
  self->n_running++;
}

int
main (int argc, char **argv)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, /* close_fd= */ FALSE);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, /* is_running= */ FALSE);
  g_autoptr (VmistateLibvirtSource) libvirt_source = NULL;
  g_autoptr (VmistateInbox) inbox = NULL;
  Watch self = { .loop = loop };

  if (argc < 4)
    g_error ("usage: sampler-watch URI PERIOD-MSEC DEADLINE-MSEC [with-libvirt-source]");
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  inbox = _vmistate_inbox_new (g_main_context_default (), take_facts, &self);
  self.sink = _vmistate_sink_new (inbox);
  self.sampler = g_object_new (VMISTATE_TYPE_SAMPLER_SOURCE, "uri", argv[1], "period-msec",
                               atoi (argv[2]), "deadline-msec", atoi (argv[3]), NULL);
  start (&self, self.sampler);
  if (argc > 4)
    {
      libvirt_source = vmistate_libvirt_source_new (argv[1]);
      start (&self, libvirt_source);
    }
  g_timeout_add (PRINT_MSEC, print_cb, &self);
  g_input_stream_read_bytes_async (input, 1, G_PRIORITY_DEFAULT, /* cancellable= */ NULL,
                                   input_ended_cb, loop);
  g_main_loop_run (loop);
  vmistate_source_stop_async (VMISTATE_SOURCE (self.sampler), NULL, stopped_cb, &self);
  if (libvirt_source != NULL)
    vmistate_source_stop_async (VMISTATE_SOURCE (libvirt_source), NULL, stopped_cb, &self);
  g_main_loop_run (loop);
  _vmistate_inbox_close (inbox);
  g_object_unref (self.sampler);
  g_object_unref (self.sink);
  g_hash_table_unref (self.seen);
  return 0;
}
