/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The sampler against libvirt's own test driver: real calls, threads and connections, but no
 * hypervisor that could hang. */

#include <libvirt/libvirt.h>
#include <vmistate/vmistate.h>

#define URI      "test:///default"
#define TEST_UID "6695eb01-f6a4-8304-79aa-97f2502e193f"

typedef struct
{
  VmistateMonitor *monitor;
  VmistateSamplerSource *sampler;
  guint n_sampled;
} Fixture;

static void
sampled_cb (VmistateInstance *instance, VmistateSample *sample, gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_true (vmistate_instance_get_sample (instance) == sample);
  self->n_sampled++;
}

static void
added_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance, gpointer user_data)
{
  g_signal_connect (instance, "sampled", G_CALLBACK (sampled_cb), user_data);
}

static void
set_up (Fixture *self, gconstpointer uri)
{
  g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new (uri);

  self->sampler = g_object_new (VMISTATE_TYPE_SAMPLER_SOURCE, "uri", uri, "period-msec", 100, NULL);
  self->monitor = vmistate_monitor_new ();
  g_signal_connect (self->monitor, "instance-added", G_CALLBACK (added_cb), self);
  vmistate_monitor_set_coalesce_msec (self->monitor, 0);
  vmistate_monitor_add_source (self->monitor, VMISTATE_SOURCE (source), NULL);
  vmistate_monitor_add_source (self->monitor, VMISTATE_SOURCE (self->sampler), NULL);
  vmistate_monitor_start_async (self->monitor, NULL, NULL, NULL);
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  vmistate_monitor_stop_finish (VMISTATE_MONITOR (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
stop (Fixture *self)
{
  gboolean stopped = FALSE;

  vmistate_monitor_stop_async (self->monitor, NULL, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint n;

  stop (self);
  n = self->n_sampled;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->n_sampled, ==, n);
  g_object_unref (self->sampler);
  g_assert_finalize_object (self->monitor);
}

static void
wait_for_samples (Fixture *self, guint n)
{
  guint wanted = self->n_sampled + n;

  while (self->n_sampled < wanted)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_samples (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateSamplerReport) report = NULL;
  g_autoptr (GDateTime) newest = NULL;
  g_autoptr (GDateTime) previous = NULL;
  VmistateInstance *instance;
  guint64 number;
  gint32 state;
  gboolean skipped;

  wait_for_samples (self, 3);
  instance = vmistate_monitor_lookup (self->monitor, TEST_UID);
  g_assert_true (vmistate_sample_get_state (vmistate_instance_get_sample (instance), &state));
  g_assert_cmpint (state, ==, VIR_DOMAIN_RUNNING);
  g_assert_true (
      vmistate_sample_get_monitor_skipped (vmistate_instance_get_sample (instance), &skipped));
  g_assert_false (skipped);
  newest = vmistate_sample_dup_taken_at (vmistate_instance_get_sample (instance));
  previous = vmistate_sample_dup_taken_at (vmistate_instance_get_previous_sample (instance));
  g_assert_cmpint (g_date_time_compare (newest, previous), >, 0);

  report = vmistate_sampler_source_dup_report (self->sampler);
  g_assert_true (vmistate_sampler_report_get_domains (report, &number));
  g_assert_cmpuint (number, ==, 1);
  g_assert_true (vmistate_sampler_report_get_skipped (report, &number));
  g_assert_cmpuint (number, ==, 0);
  g_assert_true (vmistate_sampler_report_get_given_up (report, &number));
  g_assert_cmpuint (number, ==, 0);
}

/* @expected: 0: they cannot be compared */
static void
assert_interval (VmistateSample *newer, VmistateSample *older, guint64 expected)
{
  g_autoptr (VmistateSampleRates) rates = vmistate_sample_compute_rates (newer, older);
  guint64 interval;

  g_assert_cmpint (vmistate_sample_rates_get_interval_usec (rates, &interval), ==, expected != 0);
  g_assert_cmpuint (interval, ==, expected);
}

/* A domain that does not run has a state, and nothing is missing. */
static void
test_shut_off (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virConnectPtr connection;
  virDomainPtr domain;
  VmistateInstance *instance;
  gboolean skipped;
  gint32 state;

  wait_for_samples (self, 1);
  connection = virConnectOpen (URI);
  domain = virDomainLookupByName (connection, "test");
  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  wait_for_samples (self, 3);
  instance = vmistate_monitor_lookup (self->monitor, TEST_UID);
  g_assert_true (vmistate_sample_get_state (vmistate_instance_get_sample (instance), &state));
  g_assert_cmpint (state, ==, VIR_DOMAIN_SHUTOFF);
  g_assert_false (
      vmistate_sample_get_monitor_skipped (vmistate_instance_get_sample (instance), &skipped));
  g_assert_null (vmistate_sample_get_message (vmistate_instance_get_sample (instance)));
  g_assert_cmpint (vmistate_sample_get_missing (vmistate_instance_get_sample (instance)), ==,
                   VMISTATE_SAMPLE_MISSING_INACTIVE);
  g_assert_null (vmistate_sample_get_run (vmistate_instance_get_sample (instance)));
  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  virDomainFree (domain);
  virConnectClose (connection);
}

/* Samples of one run can be compared, those of two cannot, whatever their counters say. */
static void
test_runs (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateSample) first = NULL;
  VmistateSample *sample;
  VmistateInstance *instance;
  virConnectPtr connection;
  virDomainPtr domain;
  guint64 before;
  guint64 now;

  wait_for_samples (self, 2);
  instance = vmistate_monitor_lookup (self->monitor, TEST_UID);
  first = g_object_ref (vmistate_instance_get_previous_sample (instance));
  sample = vmistate_instance_get_sample (instance);
  g_assert_cmpint (vmistate_sample_get_missing (sample), ==, VMISTATE_SAMPLE_MISSING_NOTHING);
  g_assert_nonnull (vmistate_sample_get_run (sample));
  g_assert_cmpstr (vmistate_sample_get_run (sample), ==, vmistate_sample_get_run (first));
  g_assert_true (vmistate_sample_get_monotonic_usec (first, &before));
  g_assert_true (vmistate_sample_get_monotonic_usec (sample, &now));
  g_assert_cmpuint (now, >, before);
  assert_interval (sample, first, now - before);

  connection = virConnectOpen (URI);
  domain = virDomainLookupByName (connection, "test");
  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  virDomainFree (domain);
  virConnectClose (connection);
  do
    {
      wait_for_samples (self, 1);
      instance = vmistate_monitor_lookup (self->monitor, TEST_UID);
      sample = vmistate_instance_get_sample (instance);
    }
  while (vmistate_sample_get_run (sample) == NULL
         || g_str_equal (vmistate_sample_get_run (sample), vmistate_sample_get_run (first)));
  assert_interval (sample, first, 0);
}

static void
rate_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  g_assert_null (vmistate_sampler_source_measure_dirty_rate_finish (
      VMISTATE_SAMPLER_SOURCE (object), result, error));
}

static void
assert_rate_fails (Fixture *self, const char *uid, int code)
{
  g_autoptr (GError) error = NULL;

  vmistate_sampler_source_measure_dirty_rate_async (self->sampler, uid, 1, NULL, rate_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, VMISTATE_ERROR, code);
}

static void
test_dirty_rate (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  wait_for_samples (self, 1);
  assert_rate_fails (self, TEST_UID, VMISTATE_ERROR_UNSUPPORTED);
  assert_rate_fails (self, "nobody", VMISTATE_ERROR_NOT_FOUND);
  stop (self);
  assert_rate_fails (self, TEST_UID, VMISTATE_ERROR_CLOSED);
}

static guint
count_entries (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_leaves_nothing (void)
{
  guint threads = 0;
  guint fds = 0;

  for (guint i = 0; i < 10; i++)
    {
      Fixture fixture = { 0 };

      set_up (&fixture, URI);
      wait_for_samples (&fixture, 2);
      tear_down (&fixture, NULL);
      /* The kernel lists a thread for a moment after it was joined. */
      for (guint j = 0; j < 2000 && i > 0 && count_entries ("/proc/self/task") > threads; j++)
        g_usleep (1000);
      if (i == 0)
        {
          g_usleep (G_USEC_PER_SEC / 10);
          threads = count_entries ("/proc/self/task");
          fds = count_entries ("/proc/self/fd");
        }
      g_assert_cmpuint (count_entries ("/proc/self/task"), <=, threads);
      g_assert_cmpuint (count_entries ("/proc/self/fd"), <=, fds);
    }
}

static void
test_bad_uri (void)
{
  g_autoptr (VmistateSamplerSource) source = vmistate_sampler_source_new ("no URI");
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (GError) error = NULL;

  vmistate_monitor_start_async (monitor, NULL, NULL, NULL);
  g_assert_false (vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
  g_assert_null (vmistate_sampler_source_dup_report (source));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sampler/test-driver/samples", Fixture, URI, set_up, test_samples, tear_down);
  g_test_add ("/sampler/test-driver/shut-off", Fixture, URI, set_up, test_shut_off, tear_down);
  g_test_add ("/sampler/test-driver/runs", Fixture, URI, set_up, test_runs, tear_down);
  g_test_add ("/sampler/test-driver/dirty-rate", Fixture, URI, set_up, test_dirty_rate, tear_down);
  g_test_add_func ("/sampler/test-driver/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/sampler/test-driver/bad-uri", test_bad_uri);
  return g_test_run ();
}
