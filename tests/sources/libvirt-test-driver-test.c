/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The source against libvirt's own test driver: no daemon and no hypervisor, but libvirt's real
 * events, and threads, connections and file descriptors as with any other. */

#include <libvirt/libvirt.h>
#include <vmistate/vmistate.h>

#define URI "test:///default"

typedef struct
{
  VmistateMonitor *monitor;
  GString *log;
} Fixture;

static gboolean
set_true_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
iterate (guint msec)
{
  gboolean over = FALSE;

  g_timeout_add (msec, set_true_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static const char *
nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static const char *
phase_of (VmistateStatus *status)
{
  return nick (VMISTATE_TYPE_PHASE, vmistate_status_get_phase (status));
}

static const char *
ready_of (VmistateStatus *status)
{
  VmistateCondition *ready = vmistate_status_find_condition (status, "Ready");

  return ready != NULL
             ? nick (VMISTATE_TYPE_CONDITION_STATUS, vmistate_condition_get_status (ready))
             : "-";
}

static void
say (Fixture *self, const char *what, VmistateInstance *instance)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);

  g_string_append_printf (self->log, "%s %s %s ready=%s\n", what,
                          vmistate_instance_get_name (instance), phase_of (status),
                          ready_of (status));
}

static void
added_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance, gpointer user_data)
{
  say (user_data, "added", instance);
}

static void
removed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance, gpointer user_data)
{
  say (user_data, "removed", instance);
}

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
            VmistateStatus *old_status, VmistateStatus *new_status, gpointer user_data)
{
  if (vmistate_status_get_phase (old_status) != vmistate_status_get_phase (new_status)
      || g_strcmp0 (ready_of (old_status), ready_of (new_status)) != 0)
    say (user_data, "changed", instance);
}

/* Waits until the log holds so many lines: what comes is libvirt's business, when it comes too. */
static void
wait_for_lines (Fixture *self, guint n_lines)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  guint n;

  do
    {
      n = 0;
      for (const char *p = self->log->str; *p != '\0'; p++)
        n += *p == '\n';
      if (n < n_lines)
        iterate (10);
    }
  while (n < n_lines && g_get_monotonic_time () < deadline);
}

static void
assert_log (Fixture *self, guint n_lines, const char *expected)
{
  wait_for_lines (self, n_lines);
  g_assert_cmpstr (self->log->str, ==, expected);
  g_string_truncate (self->log, 0);
}

static void
wait_for_synced (VmistateMonitor *monitor)
{
  while (!vmistate_monitor_get_synced (monitor))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *self, gconstpointer uri)
{
  g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new (uri);

  self->log = g_string_new (NULL);
  self->monitor = vmistate_monitor_new ();
  vmistate_monitor_set_coalesce_msec (self->monitor, 0);
  vmistate_monitor_add_source (self->monitor, VMISTATE_SOURCE (source), NULL);
  g_signal_connect (self->monitor, "instance-added", G_CALLBACK (added_cb), self);
  g_signal_connect (self->monitor, "instance-removed", G_CALLBACK (removed_cb), self);
  g_signal_connect (self->monitor, "instance-changed", G_CALLBACK (changed_cb), self);
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
stop (VmistateMonitor *monitor)
{
  gboolean stopped = FALSE;

  vmistate_monitor_stop_async (monitor, NULL, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  stop (self->monitor);
  g_assert_finalize_object (self->monitor);
  g_string_free (self->log, TRUE);
}

static void
test_life (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virConnectPtr connection;
  virDomainPtr domain;

  wait_for_synced (self->monitor);
  assert_log (self, 2, "added test Unknown ready=-\nchanged test Running ready=True\n");
  connection = virConnectOpen (URI);
  domain = virDomainLookupByName (connection, "test");

  g_assert_cmpint (virDomainSuspend (domain), ==, 0);
  g_assert_cmpint (virDomainResume (domain), ==, 0);
  assert_log (self, 2, "changed test Running ready=False\nchanged test Running ready=True\n");

  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  assert_log (self, 1, "changed test Succeeded ready=False\n");
  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  assert_log (self, 1, "changed test Running ready=True\n");
  g_assert_cmpint (virDomainUndefine (domain), ==, 0);
  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  assert_log (self, 2, "changed test Succeeded ready=False\nremoved test Succeeded ready=False\n");
  virDomainFree (domain);
  virConnectClose (connection);
}

/* Each step is seen before the next one is taken: a domain that is gone before anybody could read
 * what it was is no VMI, only events. */
static void
test_new_domain (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  virConnectPtr connection;
  virDomainPtr domain;

  wait_for_synced (self->monitor);
  wait_for_lines (self, 2);
  g_string_truncate (self->log, 0);
  connection = virConnectOpen (URI);
  domain = virDomainDefineXML (connection, "<domain type='test'><name>fresh</name>"
                                           "<uuid>11111111-2222-3333-4444-555555555555</uuid>"
                                           "<memory>1024</memory><vcpu>1</vcpu>"
                                           "<os><type>hvm</type></os></domain>");
  g_assert_nonnull (domain);
  assert_log (self, 2, "added fresh Unknown ready=-\nchanged fresh Unknown ready=False\n");
  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  assert_log (self, 1, "changed fresh Running ready=True\n");
  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  assert_log (self, 1, "changed fresh Succeeded ready=False\n");
  g_assert_cmpint (virDomainUndefine (domain), ==, 0);
  assert_log (self, 1, "removed fresh Succeeded ready=False\n");
  virDomainFree (domain);
  virConnectClose (connection);
}

static void
test_unsupported_events_are_told (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) stamps = NULL;

  wait_for_synced (self->monitor);
  stamps = vmistate_monitor_dup_source_stamps (self->monitor);
  g_assert_cmpuint (stamps->len, >=, 1);
  g_assert_cmpstr (vmistate_stamp_get_source (stamps->pdata[0]), ==, "libvirt:" URI);
  g_assert_cmpint (vmistate_stamp_get_state (stamps->pdata[0]), ==, VMISTATE_STAMP_STATE_LIVE);
  for (guint i = 1; i < stamps->len; i++)
    g_assert_cmpint (vmistate_stamp_get_state (stamps->pdata[i]), ==,
                     VMISTATE_STAMP_STATE_UNSUPPORTED);
}

/* Two at once, one of which can never be reached. */
static void
test_unreachable (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateLibvirtSource) good = vmistate_libvirt_source_new (URI);
  g_autoptr (GPtrArray) stamps = NULL;

  g_assert_true (vmistate_monitor_add_source (self->monitor, VMISTATE_SOURCE (good), NULL));
  wait_for_synced (self->monitor);
  stamps = vmistate_monitor_dup_source_stamps (self->monitor);
  g_assert_cmpint (vmistate_stamp_get_state (stamps->pdata[0]), ==, VMISTATE_STAMP_STATE_LOST);
  g_assert_nonnull (vmistate_stamp_get_error (stamps->pdata[0]));
  wait_for_lines (self, 2);
  g_assert_true (g_str_has_prefix (self->log->str, "added test"));
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

  for (guint i = 0; i < 20; i++)
    {
      Fixture fixture;

      set_up (&fixture, URI);
      if (i % 2 == 0)
        wait_for_synced (fixture.monitor);
      tear_down (&fixture, NULL);
      if (i == 1)
        {
          threads = count_entries ("/proc/self/task");
          fds = count_entries ("/proc/self/fd");
        }
    }
  g_assert_cmpuint (count_entries ("/proc/self/fd"), ==, fds);
  g_assert_cmpuint (count_entries ("/proc/self/task"), ==, threads);
}

static void
test_unref_without_stop (void)
{
  guint threads;
  Fixture fixture;

  set_up (&fixture, URI);
  tear_down (&fixture, NULL);
  threads = count_entries ("/proc/self/task");

  set_up (&fixture, URI);
  wait_for_synced (fixture.monitor);
  g_assert_finalize_object (fixture.monitor);
  g_string_truncate (fixture.log, 0);
  while (count_entries ("/proc/self/task") > threads)
    iterate (10);
  iterate (50);
  g_assert_cmpstr (fixture.log->str, ==, "");
  g_string_free (fixture.log, TRUE);
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_assert_false (
      vmistate_monitor_start_finish (VMISTATE_MONITOR (object), result, (GError **) user_data));
}

static void
test_no_uri (void)
{
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new ("not a uri");
  g_autoptr (GError) error = NULL;

  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  vmistate_monitor_start_async (monitor, NULL, started_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
}

static void
test_event_loop_choice (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vmistate_init_event_loop (VMISTATE_EVENT_LOOP_LIBRARY, &error));
  g_assert_no_error (error);
  g_assert_false (vmistate_init_event_loop (VMISTATE_EVENT_LOOP_HOST, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_EVENT_LOOP);
}

#define ADD(path, uri, func)                                                                       \
  g_test_add ("/libvirt/test-driver/" path, Fixture, uri, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/libvirt/test-driver/event-loop-choice", test_event_loop_choice);
  g_test_add_func ("/libvirt/test-driver/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/libvirt/test-driver/unref-without-stop", test_unref_without_stop);
  g_test_add_func ("/libvirt/test-driver/no-uri", test_no_uri);
  ADD ("unsupported-events-are-told", URI, test_unsupported_events_are_told);
  ADD ("new-domain", URI, test_new_domain);
  ADD ("unreachable", "qemu+unix:///system?socket=/nonexistent/libvirt-sock", test_unreachable);
  /* The driver's domain is one per process and gone afterwards. */
  ADD ("life", URI, test_life);
  return g_test_run ();
}
