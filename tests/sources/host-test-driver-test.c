/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The host source against libvirt's own test driver: real calls, threads and connections, but no
 * storage that could hang. */

#include <libvirt/libvirt.h>
#include <vmistate/vmistate.h>

#define URI "test:///default"
#define ID  "host:" URI

typedef struct
{
  VmistateMonitor *monitor;
  guint n_changes;
} Fixture;

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
set_up (Fixture *self, gconstpointer uri)
{
  g_autoptr (VmistateHostSource) source =
      g_object_new (VMISTATE_TYPE_HOST_SOURCE, "uri", uri, "interval-msec", 100, NULL);

  self->monitor = vmistate_monitor_new ();
  g_signal_connect (self->monitor, "sources-changed", G_CALLBACK (changed_cb), &self->n_changes);
  vmistate_monitor_add_source (self->monitor, VMISTATE_SOURCE (source), NULL);
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
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gboolean stopped = FALSE;
  guint n_changes;

  vmistate_monitor_stop_async (self->monitor, NULL, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  n_changes = self->n_changes;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->n_changes, ==, n_changes);
  g_assert_finalize_object (self->monitor);
}

/* Returns: (transfer none): told after @before, which is (nullable) */
static VmistateHostInfo *
wait_for_info (Fixture *self, VmistateHostInfo *before)
{
  VmistateHostInfo *info;

  while ((info = vmistate_monitor_get_host_info (self->monitor, ID)) == before)
    g_main_context_iteration (NULL, TRUE);
  return info;
}

static char *
format_version (unsigned long version)
{
  return g_strdup_printf ("%lu.%lu.%lu", version / 1000000, version / 1000 % 1000, version % 1000);
}

static void
test_versions (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateHostInfo *info = wait_for_info (self, NULL);
  virConnectPtr connection = virConnectOpen (URI);
  g_autoptr (GDateTime) taken_at = vmistate_host_info_dup_taken_at (info);
  g_autofree char *daemon = NULL;
  g_autofree char *library = NULL;
  g_autofree char *hypervisor = NULL;
  unsigned long version;

  g_assert_nonnull (taken_at);
  g_assert_cmpstr (vmistate_host_info_get_hypervisor (info), ==, virConnectGetType (connection));
  g_assert_cmpint (virConnectGetVersion (connection, &version), ==, 0);
  hypervisor = format_version (version);
  g_assert_cmpstr (vmistate_host_info_get_hypervisor_version (info), ==, hypervisor);
  g_assert_cmpint (virConnectGetLibVersion (connection, &version), ==, 0);
  daemon = format_version (version);
  g_assert_cmpstr (vmistate_host_info_get_libvirt_version (info), ==, daemon);
  virGetVersion (&version, NULL, NULL);
  library = format_version (version);
  g_assert_cmpstr (vmistate_host_info_get_library_version (info), ==, library);
  virConnectClose (connection);
}

static VmistateStoragePool *
get_only_pool (VmistateHostInfo *info)
{
  GPtrArray *pools = vmistate_host_info_get_pools (info);

  g_assert_cmpuint (pools->len, ==, 1);
  return pools->pdata[0];
}

static VmistateStoragePool *
wait_for_state (Fixture *self, gint32 wanted)
{
  VmistateHostInfo *info = NULL;
  gint32 state;

  do
    {
      info = wait_for_info (self, info);
      g_assert_true (vmistate_storage_pool_get_state (get_only_pool (info), &state));
    }
  while (state != wanted);
  return get_only_pool (info);
}

/* Of a pool that does not run nobody knows how big it is. */
static void
test_pools (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateStoragePool *pool = wait_for_state (self, VIR_STORAGE_POOL_RUNNING);
  virConnectPtr connection = virConnectOpen (URI);
  virStoragePoolPtr handle;
  virStoragePoolInfo expected;
  char uuid[VIR_UUID_STRING_BUFLEN];
  gboolean timed_out;
  guint64 bytes;

  handle = virStoragePoolLookupByName (connection, "default-pool");
  g_assert_cmpstr (vmistate_storage_pool_get_name (pool), ==, "default-pool");
  virStoragePoolGetUUIDString (handle, uuid);
  g_assert_cmpstr (vmistate_storage_pool_get_uuid (pool), ==, uuid);
  virStoragePoolGetInfo (handle, &expected);
  g_assert_true (vmistate_storage_pool_get_capacity_bytes (pool, &bytes));
  g_assert_cmpuint (bytes, ==, expected.capacity);
  g_assert_true (vmistate_storage_pool_get_allocation_bytes (pool, &bytes));
  g_assert_cmpuint (bytes, ==, expected.allocation);
  g_assert_true (vmistate_storage_pool_get_available_bytes (pool, &bytes));
  g_assert_cmpuint (bytes, ==, expected.available);
  g_assert_true (vmistate_storage_pool_get_timed_out (pool, &timed_out));
  g_assert_false (timed_out);

  g_assert_cmpint (virStoragePoolDestroy (handle), ==, 0);
  pool = wait_for_state (self, VIR_STORAGE_POOL_INACTIVE);
  g_assert_false (vmistate_storage_pool_get_capacity_bytes (pool, &bytes));
  g_assert_cmpint (virStoragePoolCreate (handle, 0), ==, 0);
  virStoragePoolFree (handle);
  virConnectClose (connection);
}

/* Whoever listens is told what changed, and not that time passed. */
static void
test_signal (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateHostInfo *info = wait_for_info (self, NULL);
  guint n_changes = self->n_changes;

  for (guint i = 0; i < 3; i++)
    info = wait_for_info (self, info);
  g_assert_cmpuint (self->n_changes, ==, n_changes);
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
      /* At the first chance, too, when a connection is only being opened. */
      if (i % 2 == 0)
        wait_for_info (&fixture, NULL);
      tear_down (&fixture, NULL);
      /* The kernel lists a thread for a moment after it was joined. */
      for (guint j = 0; j < 60000 && i > 0 && count_entries ("/proc/self/task") > threads; j++)
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

static gboolean
is_lost (VmistateMonitor *monitor)
{
  g_autoptr (GPtrArray) stamps = vmistate_monitor_dup_source_stamps (monitor);

  return stamps->len > 0 && vmistate_stamp_get_state (stamps->pdata[0]) == VMISTATE_STAMP_STATE_LOST
         && vmistate_stamp_get_error (stamps->pdata[0]) != NULL;
}

static void
test_nobody (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "test:///no/such/file");
  while (!is_lost (fixture.monitor))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (vmistate_monitor_get_host_info (fixture.monitor, "host:test:///no/such/file"));
  tear_down (&fixture, NULL);
}

static void
test_bad_uri (void)
{
  g_autoptr (VmistateHostSource) source = vmistate_host_source_new ("no URI");
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (vmistate_host_source_get_uri (source), ==, "no URI");
  vmistate_monitor_start_async (monitor, NULL, NULL, NULL);
  g_assert_false (vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/host/test-driver/" #name, Fixture, URI, set_up, test_##name, tear_down)
  ADD (versions);
  ADD (pools);
  ADD (signal);
#undef ADD
  g_test_add_func ("/host/test-driver/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/host/test-driver/nobody", test_nobody);
  g_test_add_func ("/host/test-driver/bad-uri", test_bad_uri);
  return g_test_run ();
}
