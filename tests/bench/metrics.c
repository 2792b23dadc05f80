/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How long a text of metrics takes: 100 VMs with a full sample each, and a status.
 *
 * The peer is copying the same text once, as anything that sends it has to. */

#include <string.h>

#include "bench.h"

#include "model/fact.h"
#include "model/fact.h"
#include "monitor/instance.h"

#include <vmistate/vmistate.h>

#define N_VMS     100
#define N_RENDERS 200

/* What a domain with two vCPUs, two disks and an interface tells */
static VmistateSample *
make_sample (guint i)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"source\":\"s\",\"name\":\"vm\",\"uid\":\"u\",\"observedAt\":\"2026-01-01T00:00:00Z\","
      "\"sample\":{\"takenAt\":\"2026-01-01T00:00:00.123456Z\",\"state\":1,\"reason\":1,"
      "\"cpu\":{\"timeUsec\":%u123456,\"userUsec\":%u1234,\"systemUsec\":%u5678},"
      "\"balloon\":{\"currentBytes\":2147483648,\"maximumBytes\":2147483648,\"swapInBytes\":0,"
      "\"swapOutBytes\":0,\"majorFaults\":%u,\"minorFaults\":1%u,\"unusedBytes\":1000000000,"
      "\"availableBytes\":2000000000,\"usableBytes\":1500000000,\"rssBytes\":987654321,"
      "\"diskCachesBytes\":12345678,\"lastUpdate\":\"2026-01-01T00:00:00Z\"},"
      "\"vcpusCurrent\":2,\"vcpusMaximum\":2,"
      "\"vcpus\":[{\"id\":0,\"state\":1,\"timeUsec\":%u999999,\"waitUsec\":0,\"delayUsec\":17},"
      "{\"id\":1,\"state\":1,\"timeUsec\":%u888888,\"waitUsec\":0,\"delayUsec\":18}],"
      "\"interfaces\":[{\"name\":\"vnet%u\",\"rxBytes\":%u,\"rxPackets\":2,\"rxErrors\":0,"
      "\"rxDrops\":0,\"txBytes\":%u,\"txPackets\":6,\"txErrors\":0,\"txDrops\":0}],"
      "\"blocks\":[{\"name\":\"vda\",\"path\":\"/var/lib/libvirt/images/%u.qcow2\","
      "\"readRequests\":10,\"readBytes\":20480,\"readTimeUsec\":1500001,\"writeRequests\":11,"
      "\"writeBytes\":22528,\"writeTimeUsec\":2500001,\"flushRequests\":3,\"flushTimeUsec\":40,"
      "\"allocationBytes\":1000,\"capacityBytes\":2000,\"physicalBytes\":1500},"
      "{\"name\":\"vdb\",\"readRequests\":10,\"readBytes\":20480,\"readTimeUsec\":15000,"
      "\"writeRequests\":11,\"writeBytes\":22528,\"writeTimeUsec\":25000,\"flushRequests\":3,"
      "\"flushTimeUsec\":40,\"allocationBytes\":1000,\"capacityBytes\":2000,"
      "\"physicalBytes\":1500}],\"monitorSkipped\":false}}",
      i, i, i, i, i, i, i, i, i, i, i);
  g_autoptr (VmistateFact) fact = vmistate_fact_new_from_json (json, -1, &error);

  if (fact == NULL)
    g_error ("%s", error->message);
  return g_object_ref (_vmistate_fact_get_payload (fact));
}

static void
add_vm (VmistateScriptedSource *source, guint i)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"source\":\"libvirt:qemu:///system\",\"namespace\":\"fleet\",\"name\":\"vm-%06u\","
      "\"uid\":\"aa000000-1111-4222-8333-%012u\",\"observedAt\":\"2026-01-01T00:00:00Z\","
      "\"domainState\":{\"state\":3,\"reason\":1}}",
      i, i);

  if (!vmistate_scripted_source_add_json (source, json, &error))
    g_error ("%s", error->message);
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  vmistate_monitor_start_finish (VMISTATE_MONITOR (object), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
fill (VmistateMonitor *monitor)
{
  g_autoptr (VmistateScriptedSource) source =
      vmistate_scripted_source_new ("libvirt:qemu:///system");
  gboolean started = FALSE;

  vmistate_monitor_set_coalesce_msec (monitor, 0);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  vmistate_monitor_start_async (monitor, NULL, started_cb, &started);
  for (guint i = 0; i < N_VMS; i++)
    add_vm (source, i);
  while (!started || g_list_model_get_n_items (G_LIST_MODEL (monitor)) < N_VMS)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_VMS; i++)
    {
      g_autoptr (VmistateInstance) instance = g_list_model_get_item (G_LIST_MODEL (monitor), i);
      g_autoptr (VmistateFact) fact =
          _vmistate_fact_new (VMISTATE_FACT_KIND_SAMPLE, "sampler", /* identity= */ NULL,
                              /* observed_at_usec= */ i + 1, make_sample (i + 1));

      _vmistate_instance_take_sample (instance, fact);
    }
}

static guint
count_samples (const char *text, const char *only)
{
  guint n_samples = 0;

  for (const char *line = text; *line != '\0'; line = strchr (line, '\n') + 1)
    n_samples += *line != '#' && g_str_has_prefix (line, only) ? 1 : 0;
  return n_samples;
}

static void
measure (VmistateMetrics *metrics, VmistateMetricsFormat format, const char *name)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *text = NULL;
  g_autofree char *metric = g_strdup_printf ("%s render, p50", name);
  double cpu = bench_cpu_seconds ();

  for (guint i = 0; i < N_RENDERS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      gint64 took;

      g_free (text);
      text = vmistate_metrics_render (metrics, format);
      took = g_get_monotonic_time () - begun;
      g_array_append_val (times, took);
    }
  cpu = (bench_cpu_seconds () - cpu) / N_RENDERS;
  for (guint i = 0; i < N_RENDERS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      g_autofree char *copy = g_strdup (text);
      gint64 took = g_get_monotonic_time () - begun;

      g_array_append_val (copies, took);
    }
  bench_print (&(Figure){ "metrics", metric, bench_percentile (times, 50) / 1000, "ms",
                          .peer = "copy of the text",
                          .peer_value = MAX (bench_percentile (copies, 50), 1) / 1000 });
  bench_print (&(Figure){ "metrics", "CPU per render", cpu * 1000, "ms", .peer = "allowed",
                          .peer_value = 5 });
  bench_print (&(Figure){ "metrics", "samples", count_samples (text, ""), "samples",
                          .peer = "wanted of hypervisors", .peer_value = 4400 });
  bench_print (&(Figure){ "metrics", "samples of hypervisors", count_samples (text, "libvirt_"),
                          "samples", .peer = "wanted of hypervisors", .peer_value = 4400 });
  bench_print (&(Figure){ "metrics", "text", (double) strlen (text) / 1024, "KiB" });
}

int
main (void)
{
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (VmistateMetrics) metrics = vmistate_metrics_new (monitor);

  fill (monitor);
  measure (metrics, VMISTATE_METRICS_FORMAT_PROMETHEUS, "Prometheus");
  measure (metrics, VMISTATE_METRICS_FORMAT_OPENMETRICS, "OpenMetrics");
  vmistate_metrics_set_profiles (
      metrics, VMISTATE_METRICS_PROFILES_DEFAULT | VMISTATE_METRICS_PROFILES_KUBEVIRT
                   | VMISTATE_METRICS_PROFILES_TINKOFF | VMISTATE_METRICS_PROFILES_INOVEX
                   | VMISTATE_METRICS_PROFILES_KUMINA);
  measure (metrics, VMISTATE_METRICS_FORMAT_PROMETHEUS, "all profiles");
  return 0;
}
