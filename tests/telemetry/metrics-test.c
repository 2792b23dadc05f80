/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Metrics over a monitor: what appears when, and what never does. */

#include <string.h>

#include "model/record.h"
#include "telemetry/event-counts.h"

#include "fleet.h"

#define FACT(time, body)                                                                           \
  "{\"source\":\"libvirt:test\",\"namespace\":\"n\",\"name\":\"vm\",\"uid\":\"u\","                \
  "\"observedAt\":\"2026-01-01T00:00:" time "Z\"," body "}"
#define VM "{domain=\"n_vm\",uuid=\"u\""

#define RUNNING     "\"domainState\":{\"state\":1,\"reason\":1}"
#define PAUSED      "\"domainState\":{\"state\":3,\"reason\":5}"
#define GONE        "\"domainState\":{\"state\":5,\"reason\":1,\"gone\":true}"
#define EVENT(name) "\"domainEvent\":{\"id\":1,\"name\":\"" name "\"}"

static void
set_up (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_set_up (self, /* path= */ NULL);
}

static void
tear_down (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tear_down (self);
}

static void
assert_value (Fleet *self, const char *sample, const char *expected)
{
  g_autofree char *value = fleet_find (self, sample);

  g_test_message ("%s", sample);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_nothing (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_value (self, "vmistate_vmis", "0");
  assert_value (self, "libvirt_up", NULL);
  assert_value (self, "libvirt_domain", NULL);
  vmistate_metrics_set_profiles (self->metrics, VMISTATE_METRICS_PROFILES_INOVEX);
  assert_value (self, "libvirt_domains", NULL);
  vmistate_metrics_set_profiles (self->metrics, VMISTATE_METRICS_PROFILES_NONE);
  assert_value (self, "", NULL);
}

static void
test_up (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, FACT ("01", RUNNING));
  assert_value (self, "libvirt_up", "1");
  fleet_tell (self, "{\"source\":\"libvirt:other\",\"observedAt\":\"2099-01-01T00:00:00Z\","
                    "\"sourceReport\":{\"state\":\"LOST\"}}");
  assert_value (self, "libvirt_up", "0");
  vmistate_metrics_set_profiles (self->metrics, VMISTATE_METRICS_PROFILES_INOVEX);
  assert_value (self, "libvirt_domains", NULL);
}

/* What no sample told is absent; what it told is there, until the next one does not. */
static void
test_unknown (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, FACT ("01", RUNNING));
  assert_value (self, "libvirt_domain_cpu_time", NULL);
  assert_value (self, "libvirt_domain_sample", NULL);
  fleet_tell (self, FACT ("02", "\"sample\":{\"takenAt\":\"2026-01-01T00:00:02Z\","
                                "\"cpu\":{\"timeUsec\":0}}"));
  assert_value (self, "libvirt_domain_cpu_time_seconds_total" VM "}", "0");
  assert_value (self, "libvirt_domain_cpu_user", NULL);
  assert_value (self, "libvirt_domain_memory", NULL);
  assert_value (self, "libvirt_domain_sample_success" VM "}", "1");
  assert_value (self, "libvirt_domain_sample_timestamp_seconds" VM "}", "1767225602");
  fleet_tell (self, FACT ("03", "\"sample\":{\"monitorSkipped\":true}"));
  assert_value (self, "libvirt_domain_cpu_time", NULL);
  assert_value (self, "libvirt_domain_sample_success" VM "}", "0");
}

static void
test_events (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, FACT ("01", RUNNING));
  fleet_tell (self, FACT ("02", EVENT ("REBOOT")));
  fleet_tell (self, FACT ("04", EVENT ("REBOOT")));
  fleet_tell (self, FACT ("03", EVENT ("REBOOT")));
  assert_value (self, "vmistate_vmi_events_total" VM ",event=\"REBOOT\"}", "3");
  assert_value (self, "vmistate_vmi_event_timestamp_seconds" VM ",event=\"REBOOT\"}", "1767225604");
  fleet_tell (self, FACT ("05", GONE));
  assert_value (self, "vmistate_vmis", "0");
  fleet_tell (self, FACT ("06", RUNNING));
  assert_value (self, "vmistate_vmis", "1");
  assert_value (self, "vmistate_vmi_events_total", NULL);
}

static void
test_event_names (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = NULL;
  guint n_names = 0;

  fleet_tell (self, FACT ("01", RUNNING));
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *fact =
          g_strdup_printf (FACT ("02", "\"domainEvent\":{\"id\":1,\"name\":\"E%u\"}"), i);

      fleet_tell (self, fact);
    }
  text = vmistate_metrics_render (self->metrics, VMISTATE_METRICS_FORMAT_PROMETHEUS);
  for (const char *at = text; (at = strstr (at, "vmistate_vmi_events_total{")) != NULL; at++)
    n_names++;
  g_assert_cmpuint (n_names, ==, VMISTATE_MAX_EVENT_NAMES);
  assert_value (self, "vmistate_vmi_events_total" VM ",event=\"OTHER\"}", "69");
}

static void
test_io_error (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  const char *const told = "vmistate_vmi_io_error_info" VM ",device=\"ua-d\",reason=\"enospc\"}";

  fleet_tell (self, FACT ("01", RUNNING));
  fleet_tell (self, FACT ("02", "\"domainEvent\":{\"id\":4,\"name\":\"IO_ERROR\",\"data\":{"
                                "\"alias\":\"ua-d\",\"action\":\"PAUSE\"}}"));
  fleet_tell (self, FACT ("02", "\"domainEvent\":{\"id\":8,\"name\":\"IO_ERROR_REASON\",\"data\":{"
                                "\"alias\":\"ua-d\",\"action\":\"PAUSE\",\"reason\":\"enospc\"}}"));
  fleet_tell (self, FACT ("03", "\"domainEvent\":{\"id\":8,\"name\":\"IO_ERROR_REASON\",\"data\":{"
                                "\"alias\":\"ua-e\",\"action\":\"REPORT\",\"reason\":\"x\"}}"));
  assert_value (self, "vmistate_vmi_io_error", NULL);
  fleet_tell (self, FACT ("04", PAUSED));
  assert_value (self, told, "1");
  assert_value (self, "vmistate_vmi_pause_reason" VM ",vmistate_vmi_pause_reason=\"PausedIOError\"",
                "1");
  fleet_tell (self, FACT ("05", RUNNING));
  assert_value (self, "vmistate_vmi_io_error", NULL);
  assert_value (self, "vmistate_vmi_pause_reason", NULL);
}

/* The same name with other labels: the first profile's is there, alone. */
static void
test_profiles (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  const char *const name = "libvirt_domain_block_stats_read_bytes_total";
  g_autofree char *tinkoff = g_strconcat (name, VM ",target_device", NULL);
  g_autofree char *kumina = g_strconcat (name, VM ",source_file", NULL);

  fleet_tell (self, FACT ("01", RUNNING));
  fleet_tell (self, FACT ("02", "\"sample\":{\"blocks\":[{\"name\":\"vda\",\"path\":\"/d\","
                                "\"readBytes\":5}]}"));
  vmistate_metrics_set_profiles (self->metrics, VMISTATE_METRICS_PROFILES_KUMINA);
  assert_value (self, kumina, "5");
  assert_value (self, tinkoff, NULL);
  vmistate_metrics_set_profiles (self->metrics, VMISTATE_METRICS_PROFILES_KUMINA
                                                    | VMISTATE_METRICS_PROFILES_TINKOFF);
  assert_value (self, tinkoff, "5");
  assert_value (self, kumina, NULL);
  assert_value (self, "libvirt_domain_info_meta{domain=\"n_vm\",uuid=\"u\"}", "1");
}

#define HOST(time, body)                                                                           \
  "{\"source\":\"host:test\",\"observedAt\":\"2026-01-01T00:00:" time "Z\",\"host\":{" body "}}"
#define POOL "{source=\"host:test\",storage_pool=\"p\",pool_uuid=\"u\"}"

static void
test_host (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  const char *const versions =
      "libvirt_versions_info{source=\"host:test\",libvirtd_running=\"9.0.0\"}";

  assert_value (self, "libvirt_versions", NULL);
  fleet_tell (self, HOST ("02", "\"libvirtVersion\":\"9.0.0\",\"pools\":[{\"name\":\"p\","
                                "\"uuid\":\"u\",\"state\":2,\"capacityBytes\":0,"
                                "\"timedOut\":false}]"));
  assert_value (self, versions, "1");
  assert_value (self, "libvirt_storage_pool_capacity_bytes" POOL, "0");
  assert_value (self, "libvirt_storage_pool_available_bytes", NULL);
  assert_value (self, "libvirt_storage_pool_timed_out" POOL, "0");
  assert_value (self, "vmistate_host_timestamp_seconds{source=\"host:test\"}", "1767225602");
  /* It stays when the source is lost, but not when the pool hangs. What is older counts no more. */
  fleet_tell (self, "{\"source\":\"host:test\",\"observedAt\":\"2099-01-01T00:00:00Z\","
                    "\"sourceReport\":{\"state\":\"LOST\"}}");
  assert_value (self, versions, "1");
  fleet_tell (self, HOST ("04", "\"pools\":[{\"name\":\"p\",\"uuid\":\"u\",\"timedOut\":true}]"));
  fleet_tell (self, HOST ("03", "\"pools\":[]"));
  assert_value (self, "libvirt_storage_pool_timed_out" POOL, "1");
  assert_value (self, "libvirt_storage_pool_capacity_bytes", NULL);
  fleet_tell (self, HOST ("05", "\"pools\":[]"));
  assert_value (self, "libvirt_storage_pool", NULL);
}

static void
count_cb (GObject *object G_GNUC_UNUSED, GParamSpec *pspec G_GNUC_UNUSED, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_property (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateMetricsProfiles profiles;
  guint n_notified = 0;

  g_signal_connect (self->metrics, "notify::profiles", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpint (vmistate_metrics_get_profiles (self->metrics), ==,
                   VMISTATE_METRICS_PROFILES_DEFAULT);
  g_object_set (self->metrics, "profiles", VMISTATE_METRICS_PROFILES_KUMINA, NULL);
  g_object_set (self->metrics, "profiles", VMISTATE_METRICS_PROFILES_KUMINA, NULL);
  g_object_get (self->metrics, "profiles", &profiles, NULL);
  g_assert_cmpint (profiles, ==, VMISTATE_METRICS_PROFILES_KUMINA);
  g_assert_cmpuint (n_notified, ==, 1);
}

static void
test_own_numbers (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_value (self, "vmistate_metrics_render_duration_seconds_count", NULL);
  assert_value (self, "vmistate_metrics_render_duration_seconds_count", "1");
  assert_value (self, "vmistate_metrics_render_duration_seconds_bucket{le=\"+Inf\"}", "2");
  assert_value (self, "vmistate_metrics_families", "5");
  assert_value (self, "vmistate_metrics_duplicates_refused_total", "0");
}

static void
test_sampler (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_value (self, "vmistate_sampler", NULL);
  fleet_report_sampler (self);
  assert_value (self, "vmistate_sampler_calls_given_up_total{source=\"sampler:qemu:///system\"}",
                "2");
  vmistate_metrics_set_sampler_report (self->metrics, "sampler:qemu:///system", NULL);
  assert_value (self, "vmistate_sampler", NULL);
}

/* Only what could be there can be missing, and only reasons that we know become labels. */
static void
test_sample_missing (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const others[] = { "Nothing", "Inactive", "Unknown", "Later" };

  fleet_tell (self, FACT ("01", RUNNING));
  fleet_tell (self, FACT ("02", "\"sample\":{\"missing\":\"Busy\","
                                "\"missingSince\":\"2026-01-01T00:00:01.5Z\"}"));
  assert_value (self, "libvirt_domain_sample_missing" VM ",reason=\"Busy\"}", "1");
  assert_value (self, "libvirt_domain_sample_missing_since_timestamp_seconds" VM "}",
                "1767225601.5");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *fact =
          g_strdup_printf (FACT ("03", "\"sample\":{\"missing\":\"%s\"}"), others[i]);

      fleet_tell (self, fact);
      assert_value (self, "libvirt_domain_sample_missing", NULL);
    }
}

#define BUCKET(bound) "{\"upToUsec\":" bound ",\"count\":1}"
#define REST          "{\"count\":1}"

/* A report may have been made elsewhere; what is no histogram is not told as one. */
static void
test_sampler_calls (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *buckets;
    const char *count;
  } cases[] = {
    { BUCKET ("5") "," BUCKET ("7") "," REST, "3" },
    { REST, "1" },
    { BUCKET ("7") "," BUCKET ("5") "," REST, NULL },
    { BUCKET ("5") "," BUCKET ("5") "," REST, NULL },
    { BUCKET ("5"), NULL },
    { REST "," BUCKET ("5"), NULL },
    { "{\"upToUsec\":5}," REST, NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"monitorCalls\":{\"sumUsec\":9,\"buckets\":[%s]}}", cases[i].buckets);
      g_autoptr (VmistateSamplerReport) report =
          _vmistate_record_from_json (VMISTATE_TYPE_SAMPLER_REPORT, json, -1, NULL);

      vmistate_metrics_set_sampler_report (self->metrics, "s", report);
      assert_value (self,
                    "vmistate_sampler_call_duration_seconds_count{source=\"s\",part=\"monitor\"}",
                    cases[i].count);
    }
}

/* Metrics outlive the program's own reference to the monitor, and end without it. */
static void
test_lifetime (void)
{
  VmistateMonitor *monitor = vmistate_monitor_new ();
  VmistateMetrics *metrics = vmistate_metrics_new (monitor);
  g_autofree char *text = NULL;

  g_object_unref (monitor);
  text = vmistate_metrics_render (metrics, VMISTATE_METRICS_FORMAT_OPENMETRICS);
  g_assert_true (g_str_has_suffix (text, "# EOF\n"));
  g_assert_finalize_object (metrics);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/telemetry/metrics/" #name, Fleet, NULL, set_up, test_##name, tear_down)
  ADD (nothing);
  ADD (up);
  ADD (unknown);
  ADD (events);
  ADD (event_names);
  ADD (io_error);
  ADD (profiles);
  ADD (host);
  ADD (property);
  ADD (own_numbers);
  ADD (sampler);
  ADD (sampler_calls);
  ADD (sample_missing);
#undef ADD
  g_test_add_func ("/telemetry/metrics/lifetime", test_lifetime);
  return g_test_run ();
}
