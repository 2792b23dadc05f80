/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the source tells of libvirt's own test driver, fact by fact and in order: no daemon and no
 * hypervisor, but libvirt's real events. */

#include "config.h"

#include <string.h>

#include <libvirt/libvirt.h>

#include "libvirt-rig.h"
#include "model/fact.h"
#include "model/payloads.h"

#define URI "test:///default"

#define FRESH_UUID "11111111-2222-3333-4444-555555555555"
#define DOMAIN(name, more)                                                                         \
  "<domain type='test'><name>" name "</name><uuid>" FRESH_UUID "</uuid>" more                      \
  "<memory>1024</memory><vcpu>1</vcpu><os><type>hvm</type></os></domain>"
#define KUBEVIRT(uid)                                                                              \
  "<metadata><kv:kubevirt xmlns:kv='http://kubevirt.io'><kv:uid>" uid                              \
  "</kv:uid></kv:kubevirt></metadata>"

typedef struct
{
  LibvirtRig rig;
  VmistateLibvirtSource *source;
  virConnectPtr connection; /* another client, which does things */
} Fixture;

/* The driver keeps what happened to its domains as long as any connection is open. */
static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *first = NULL;

  rig_init (&self->rig, /* context= */ NULL);
  self->source = vmistate_libvirt_source_new (URI);
  rig_start (&self->rig, self->source);
  first = rig_read_until (&self->rig, "SOURCE LIVE");
  g_assert_cmpstr (first, ==, "DOMAIN test\nSTATE test 1/0\nSOURCE LIVE\n");
  self->connection = virConnectOpen (URI);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  rig_stop (&self->rig, self->source);
  virConnectClose (self->connection);
  g_assert_finalize_object (self->source);
  rig_clear (&self->rig);
}

static void
assert_reads (Fixture *self, const char *last_line, const char *expected)
{
  g_autofree char *found = rig_read_until (&self->rig, last_line);

  g_assert_cmpstr (found, ==, expected);
}

/* Tests */

static void
test_report (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gpointer report = _vmistate_fact_get_payload (rig_last (&self->rig));
  const char *const *unsupported = _vmistate_record_get_texts (report, SOURCE_REPORT_UNSUPPORTED);
  g_autofree char *node = virConnectGetHostname (self->connection);

  g_assert_nonnull (unsupported);
  g_assert_true (g_strv_contains (unsupported, "CONTROL_INFO"));
  g_assert_true (g_strv_contains (unsupported, "PROBE"));
  g_assert_false (g_strv_contains (unsupported, "LIFECYCLE"));
  g_assert_cmpstr (_vmistate_record_get_string (report, SOURCE_REPORT_NODE), ==, node);
  g_assert_false (_vmistate_record_has (report, SOURCE_REPORT_MESSAGE));
}

static void
test_suspend_resume (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virDomainPtr domain = virDomainLookupByName (self->connection, "test");

  g_assert_cmpint (virDomainSuspend (domain), ==, 0);
  assert_reads (self, "STATE test 3/1", "EVENT test LIFECYCLE SUSPENDED PAUSED\nSTATE test 3/1\n");
  g_assert_cmpint (virDomainResume (domain), ==, 0);
  assert_reads (self, "STATE test 1/5", "EVENT test LIFECYCLE RESUMED UNPAUSED\nSTATE test 1/5\n");
  virDomainFree (domain);
}

/* Each step is told, although the last one is over before the first is looked at. */
static void
test_quick_sequence (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virDomainPtr domain = virDomainLookupByName (self->connection, "test");
  gint64 last = 0;

  for (guint i = 0; i < 50; i++)
    {
      g_assert_cmpint (virDomainSuspend (domain), ==, 0);
      g_assert_cmpint (virDomainResume (domain), ==, 0);
    }
  for (guint i = 0; i < 50; i++)
    {
      assert_reads (self, "STATE test 3/1",
                    "EVENT test LIFECYCLE SUSPENDED PAUSED\nSTATE test 3/1\n");
      g_assert_cmpint (vmistate_fact_get_observed_at_usec (rig_last (&self->rig)), >=, last);
      last = vmistate_fact_get_observed_at_usec (rig_last (&self->rig));
      assert_reads (self, "STATE test 1/5",
                    "EVENT test LIFECYCLE RESUMED UNPAUSED\nSTATE test 1/5\n");
      g_assert_cmpint (vmistate_fact_get_observed_at_usec (rig_last (&self->rig)), >=, last);
    }
  virDomainFree (domain);
}

static void
test_persistent (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virDomainPtr domain = virDomainDefineXML (self->connection, DOMAIN ("fresh", ""));

  assert_reads (self, "STATE fresh 5/0",
                "DOMAIN fresh\nEVENT fresh LIFECYCLE DEFINED ADDED\nSTATE fresh 5/0\n");
  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  /* The XML of a running domain has its number. */
  assert_reads (self, "DOMAIN fresh",
                "EVENT fresh LIFECYCLE STARTED BOOTED\nSTATE fresh 1/1\nDOMAIN fresh\n");
  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  assert_reads (self, "DOMAIN fresh",
                "EVENT fresh LIFECYCLE STOPPED DESTROYED\nSTATE fresh 5/2\nDOMAIN fresh\n");
  g_assert_cmpint (virDomainUndefine (domain), ==, 0);
  assert_reads (self, "STATE fresh 5/2 gone",
                "EVENT fresh LIFECYCLE UNDEFINED REMOVED\nSTATE fresh 5/2 gone\n");
  virDomainFree (domain);
}

static void
test_transient (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virDomainPtr domain = virDomainCreateXML (self->connection, DOMAIN ("fresh", ""), /* flags= */ 0);
  gboolean transient;

  assert_reads (self, "STATE fresh 1/1",
                "DOMAIN fresh\nEVENT fresh LIFECYCLE STARTED BOOTED\nSTATE fresh 1/1\n");
  _vmistate_record_get_boolean (
      _vmistate_fact_get_payload (self->rig.facts->pdata[self->rig.n_read - 3]), DOMAIN_TRANSIENT,
      &transient);
  g_assert_true (transient);
  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  assert_reads (self, "STATE fresh 5/2 gone",
                "EVENT fresh LIFECYCLE STOPPED DESTROYED\nSTATE fresh 5/2\nSTATE fresh 5/2 gone\n");
  virDomainFree (domain);
}

/* A running domain that loses its definition lives on, and is gone when it stops. */
static void
test_undefined_while_running (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virDomainPtr domain = virDomainDefineXML (self->connection, DOMAIN ("fresh", ""));
  g_autofree char *before = NULL;

  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  before = rig_read_until (&self->rig, "STATE fresh 1/1");
  rig_run_for (&self->rig, 200);
  self->rig.n_read = self->rig.facts->len;
  g_assert_cmpint (virDomainUndefine (domain), ==, 0);
  assert_reads (self, "DOMAIN fresh", "EVENT fresh LIFECYCLE UNDEFINED REMOVED\nDOMAIN fresh\n");
  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  assert_reads (self, "STATE fresh 5/2 gone",
                "EVENT fresh LIFECYCLE STOPPED DESTROYED\nSTATE fresh 5/2\nSTATE fresh 5/2 gone\n");
  virDomainFree (domain);
}

/* Another UID is another VMI, even in the same domain. */
static void
test_changed_identity (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virDomainPtr domain =
      virDomainDefineXML (self->connection, DOMAIN ("shop_web", KUBEVIRT ("uid-1")));
  virDomainPtr again;

  assert_reads (self, "STATE web 5/0",
                "DOMAIN web\nEVENT web LIFECYCLE DEFINED ADDED\nSTATE web 5/0\n");
  g_assert_cmpstr (vmistate_fact_get_uid (rig_last (&self->rig)), ==, "uid-1");
  g_assert_cmpstr (vmistate_fact_get_namespace (rig_last (&self->rig)), ==, "shop");

  again = virDomainDefineXML (self->connection, DOMAIN ("shop_web", KUBEVIRT ("uid-2")));
  assert_reads (self, "STATE web 5/0 gone",
                "EVENT web LIFECYCLE DEFINED UPDATED\nSTATE web 5/0 gone\n");
  g_assert_cmpstr (vmistate_fact_get_uid (rig_last (&self->rig)), ==, "uid-1");
  assert_reads (self, "STATE web 5/0", "DOMAIN web\nSTATE web 5/0\n");
  g_assert_cmpstr (vmistate_fact_get_uid (rig_last (&self->rig)), ==, "uid-2");

  g_assert_cmpint (virDomainUndefine (again), ==, 0);
  assert_reads (self, "STATE web 5/0 gone",
                "EVENT web LIFECYCLE UNDEFINED REMOVED\nSTATE web 5/0 gone\n");
  virDomainFree (again);
  virDomainFree (domain);
}

static guint
count_lines (Fixture *self, const char *line)
{
  guint n = 0;

  for (guint i = 0; i < self->rig.facts->len; i++)
    {
      g_autofree char *found = rig_describe (self->rig.facts->pdata[i]);

      n += g_str_equal (found, line);
    }
  return n;
}

static void
wait_for_lines (Fixture *self, const char *line, guint n)
{
  for (guint i = 0; i < 2000 && count_lines (self, line) < n; i++)
    rig_run_for (&self->rig, 10);
  g_assert_cmpuint (count_lines (self, line), ==, n);
}

/* Many changes are few readings. */
static void
test_burst (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint32 cores;

  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *xml = g_strdup_printf (
          "<domain type='test'><name>fresh</name><uuid>" FRESH_UUID "</uuid><memory>1024</memory>"
          "<vcpu>%u</vcpu><cpu><topology sockets='1' cores='%u' threads='1'/></cpu>"
          "<os><type>hvm</type></os></domain>",
          i, i);
      virDomainPtr domain = virDomainDefineXML (self->connection, xml);

      g_assert_nonnull (domain);
      virDomainFree (domain);
    }
  wait_for_lines (self, "EVENT fresh LIFECYCLE DEFINED UPDATED", 39);
  rig_run_for (&self->rig, 300);
  g_assert_cmpuint (count_lines (self, "DOMAIN fresh"), <=, 10);
  self->rig.n_read = self->rig.facts->len;
  while (vmistate_fact_get_kind (rig_last (&self->rig)) != VMISTATE_FACT_KIND_DOMAIN)
    self->rig.n_read--;
  _vmistate_record_get_uint32 (_vmistate_fact_get_payload (rig_last (&self->rig)), DOMAIN_CORES,
                               &cores);
  g_assert_cmpuint (cores, ==, 40);
}

/* A reading without news is not told. */
static void
test_no_news (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 5; i++)
    {
      virDomainPtr domain = virDomainDefineXML (self->connection, DOMAIN ("fresh", ""));

      virDomainFree (domain);
      wait_for_lines (self, "EVENT fresh LIFECYCLE DEFINED UPDATED", i);
      rig_run_for (&self->rig, 150);
    }
  g_assert_cmpuint (count_lines (self, "DOMAIN fresh"), ==, 1);
  g_assert_cmpuint (count_lines (self, "STATE fresh 5/0"), ==, 1);
}

static void
test_two_sources (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateLibvirtSource) other = vmistate_libvirt_source_new ("test:///default?x");
  virDomainPtr domain = virDomainLookupByName (self->connection, "test");
  LibvirtRig rig;
  g_autofree char *first = NULL;
  g_autofree char *then = NULL;

  rig_init (&rig, /* context= */ NULL);
  rig_start (&rig, other);
  first = rig_read_until (&rig, "SOURCE LIVE");
  g_assert_cmpint (virDomainSuspend (domain), ==, 0);
  then = rig_read_until (&rig, "STATE test 3/1");
  g_assert_cmpstr (vmistate_fact_get_source (rig_last (&rig)), ==, "libvirt:test:///default?x");
  assert_reads (self, "STATE test 3/1", "EVENT test LIFECYCLE SUSPENDED PAUSED\nSTATE test 3/1\n");
  rig_stop (&rig, other);
  rig_clear (&rig);

  /* The first one lives on. */
  g_assert_cmpint (virDomainResume (domain), ==, 0);
  assert_reads (self, "STATE test 1/5", "EVENT test LIFECYCLE RESUMED UNPAUSED\nSTATE test 1/5\n");
  virDomainFree (domain);
}

static void
test_unreachable (void)
{
  g_autoptr (VmistateLibvirtSource) source =
      vmistate_libvirt_source_new ("qemu+unix:///system?socket=/nonexistent/libvirt-sock");
  LibvirtRig rig;
  g_autofree char *first = NULL;
  gpointer report;

  rig_init (&rig, /* context= */ NULL);
  rig_start (&rig, source);
  first = rig_read_until (&rig, "SOURCE LOST");
  g_assert_cmpstr (first, ==, "SOURCE LOST\n");
  report = _vmistate_fact_get_payload (rig_last (&rig));
  g_assert_nonnull (
      strstr (_vmistate_record_get_string (report, SOURCE_REPORT_MESSAGE), "/nonexistent/"));
  /* It tries again, and has nothing new to tell. */
  rig_run_for (&rig, 1000);
  g_assert_cmpuint (rig.facts->len, ==, 1);
  rig_stop (&rig, source);
  rig_clear (&rig);
}

static void
ping_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_assert_false (vmistate_source_ping_finish (VMISTATE_SOURCE (object), result,
                                               /* elapsed_usec= */ NULL, (GError **) user_data));
}

static void
test_ping (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  vmistate_source_ping_async (VMISTATE_SOURCE (self->source), FRESH_UUID, 1000,
                              /* cancellable= */ NULL, ping_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_UNSUPPORTED);
}

static void
test_restart (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (vmistate_source_start (VMISTATE_SOURCE (self->source), self->rig.sink, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_FAILED);
}

static void
unref_while_running (guint msec, guint n_threads)
{
  VmistateLibvirtSource *source = vmistate_libvirt_source_new (URI);
  LibvirtRig rig;

  rig_init (&rig, /* context= */ NULL);
  rig_start (&rig, source);
  rig_run_for (&rig, msec);
  g_assert_finalize_object (source);
  rig_assert_threads (&rig, n_threads);
  rig_clear (&rig);
}

static void
test_unref_while_running (void)
{
  guint n_threads = rig_count_threads ();
  guint n_fds;

  /* The first time libvirt and the event loop keep some for good. */
  unref_while_running (/* msec= */ 100, n_threads);
  n_fds = rig_count_fds ();
  for (guint i = 0; i < 20; i++)
    unref_while_running (i % 4, n_threads);
  g_assert_cmpuint (rig_count_fds (), ==, n_fds);
}

#define ADD(path, func) g_test_add ("/libvirt/facts/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("report", test_report);
  ADD ("suspend-resume", test_suspend_resume);
  ADD ("quick-sequence", test_quick_sequence);
  ADD ("persistent", test_persistent);
  ADD ("transient", test_transient);
  ADD ("undefined-while-running", test_undefined_while_running);
  ADD ("changed-identity", test_changed_identity);
  ADD ("burst", test_burst);
  ADD ("no-news", test_no_news);
  ADD ("two-sources", test_two_sources);
  ADD ("ping", test_ping);
  ADD ("restart", test_restart);
  g_test_add_func ("/libvirt/facts/unreachable", test_unreachable);
  g_test_add_func ("/libvirt/facts/unref-while-running", test_unref_while_running);
  return g_test_run ();
}
