/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Starting, stopping, contexts, and what is left behind: nothing. */

#include <string.h>

#include "fixture.h"

static guint
count_entries (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_leaves_nothing (void)
{
  guint threads = 0;
  guint fds = 0;

  for (guint i = 0; i < 5; i++)
    {
      Fixture fixture = { 0 };

      fixture_set_up (&fixture, GUINT_TO_POINTER (20));
      fixture_add (&fixture, "a", "\"validForMsec\":60000," RUNNING);
      fixture_start (&fixture);
      fixture_settle (&fixture);
      fixture_add (&fixture, "a", PAUSED);
      fixture_stop (&fixture);
      /* No event source of ours: once settled the context has nothing to wait for. */
      g_assert_false (g_main_context_pending (NULL));
      g_string_truncate (fixture.log, 0);
      fixture_add (&fixture, "a", RUNNING);
      fixture_settle (&fixture);
      fixture_assert_log (&fixture, "");
      fixture_tear_down (&fixture, NULL);
      if (i == 0)
        {
          threads = count_entries ("/proc/self/task");
          fds = count_entries ("/proc/self/fd");
        }
    }
  g_assert_cmpuint (count_entries ("/proc/self/task"), ==, threads);
  g_assert_cmpuint (count_entries ("/proc/self/fd"), ==, fds);
}

static void
test_unref_without_stop (void)
{
  Fixture fixture = { 0 };
  VmistateMonitor *monitor;

  fixture_set_up (&fixture, GUINT_TO_POINTER (20));
  fixture_start (&fixture);
  fixture_settle (&fixture);
  fixture_add (&fixture, "a", RUNNING);
  g_string_truncate (fixture.log, 0);
  monitor = g_steal_pointer (&fixture.monitor);
  g_assert_finalize_object (monitor);
  fixture_settle (&fixture);
  fixture_assert_log (&fixture, "");
  fixture_tear_down (&fixture, NULL);
}

static void
drop_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance G_GNUC_UNUSED,
         gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_object (&fixture->monitor);
}

static void
test_unref_in_handler (void)
{
  Fixture fixture = { 0 };

  fixture_set_up (&fixture, GUINT_TO_POINTER (0));
  g_signal_connect (fixture.monitor, "instance-added", G_CALLBACK (drop_cb), &fixture);
  fixture_add (&fixture, "a", RUNNING);
  fixture_add (&fixture, "b", RUNNING);
  fixture_start (&fixture);
  fixture_settle (&fixture);
  /* The batch of facts that was being told is told to its end, then there is silence. */
  fixture_assert_log (&fixture, "items 0 -0 +1\nadded a\nitems 1 -0 +1\nadded b\n"
                                "sources\nsynced\n");
  g_assert_null (fixture.monitor);
  fixture_add (&fixture, "c", RUNNING);
  fixture_settle (&fixture);
  fixture_assert_log (&fixture, "");
  fixture_tear_down (&fixture, NULL);
}

static void
stop_cb (VmistateMonitor *monitor, VmistateInstance *instance G_GNUC_UNUSED,
         gpointer user_data G_GNUC_UNUSED)
{
  vmistate_monitor_stop_async (monitor, NULL, NULL, NULL);
}

static void
test_stop_in_handler (void)
{
  Fixture fixture = { 0 };

  fixture_set_up (&fixture, GUINT_TO_POINTER (0));
  g_signal_connect (fixture.monitor, "instance-added", G_CALLBACK (stop_cb), NULL);
  fixture_add (&fixture, "a", RUNNING);
  fixture_add (&fixture, "b", RUNNING);
  fixture_start (&fixture);
  fixture_settle (&fixture);
  fixture_assert_log (&fixture, "items 0 -0 +1\nadded a\n");
  fixture_tear_down (&fixture, NULL);
}

/* The context is the one in which the monitor was made, whichever thread that is. */
static gpointer
thread_with_context (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainContextPusher) pusher = g_main_context_pusher_new (context);
  guint *n_added = data;
  Fixture fixture = { 0 };

  fixture_set_up (&fixture, GUINT_TO_POINTER (0));
  g_assert_true (vmistate_monitor_get_main_context (fixture.monitor) == context);
  fixture_add (&fixture, "a", RUNNING);
  vmistate_monitor_start_async (fixture.monitor, NULL, NULL, NULL);
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture.monitor)) == 0)
    g_main_context_iteration (context, TRUE);
  *n_added = g_list_model_get_n_items (G_LIST_MODEL (fixture.monitor));
  g_assert_true (g_str_has_prefix (fixture.log->str, "items 0 -0 +1\nadded a\n"));
  g_clear_object (&fixture.monitor);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_finalize_object (fixture.source);
  g_string_free (fixture.log, TRUE);
  return NULL;
}

static void
test_context (void)
{
  guint n_added = 0;
  GThread *thread = g_thread_new ("context", thread_with_context, &n_added);

  g_thread_join (thread);
  g_assert_cmpuint (n_added, ==, 1);
  g_assert_false (g_main_context_pending (NULL));
}

/* Facts from many threads: all arrive, those of one thread in order. */
#define N_THREADS 8
#define N_FACTS   500

static gpointer
thread_with_facts (gpointer data)
{
  VmistateScriptedSource *source = data;
  g_autofree char *name = g_strdup_printf ("vm-%p", (void *) g_thread_self ());

  for (guint i = 0; i < N_FACTS; i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"source\":\"s\",\"name\":\"%s\",\"observedAt\":\"2026-01-01T00:%02u:%02uZ\","
          "\"domainState\":{\"state\":%d,\"reason\":1}}",
          name, i / 60, i % 60,
          i + 1 == N_FACTS ? 5
          : i % 2 == 0     ? 1
                           : 3);

      g_assert_true (vmistate_scripted_source_add_json (source, json, NULL));
    }
  return NULL;
}

static void
test_threads (void)
{
  Fixture fixture = { 0 };
  GThread *threads[N_THREADS];

  fixture_set_up (&fixture, GUINT_TO_POINTER (5));
  fixture_start (&fixture);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("facts", thread_with_facts, fixture.source);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_thread_join (threads[i]);
      g_main_context_iteration (NULL, FALSE);
    }
  fixture_settle (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.monitor)), ==, N_THREADS);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr (VmistateInstance) instance =
          g_list_model_get_item (G_LIST_MODEL (fixture.monitor), i);

      g_assert_cmpint (vmistate_status_get_phase (vmistate_instance_get_status (instance)), ==,
                       VMISTATE_PHASE_SUCCEEDED);
    }
  fixture_stop (&fixture);
  fixture_tear_down (&fixture, NULL);
}

static void
ping_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  g_assert_false (
      vmistate_monitor_ping_finish (VMISTATE_MONITOR (object), result, NULL, NULL, error));
}

static void
test_ping_needs_a_source (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  fixture_set_up (&fixture, GUINT_TO_POINTER (0));
  fixture_add (&fixture, "a", RUNNING);
  fixture_start (&fixture);
  fixture_settle (&fixture);
  vmistate_monitor_ping_async (fixture.monitor, vmistate_monitor_lookup (fixture.monitor, "uid-a"),
                               1000, NULL, ping_cb, &error);
  fixture_settle (&fixture);
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_UNSUPPORTED);
  fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/lifecycle/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/monitor/lifecycle/unref-without-stop", test_unref_without_stop);
  g_test_add_func ("/monitor/lifecycle/unref-in-handler", test_unref_in_handler);
  g_test_add_func ("/monitor/lifecycle/stop-in-handler", test_stop_in_handler);
  g_test_add_func ("/monitor/lifecycle/context", test_context);
  g_test_add_func ("/monitor/lifecycle/threads", test_threads);
  g_test_add_func ("/monitor/lifecycle/ping-needs-a-source", test_ping_needs_a_source);
  return g_test_run ();
}
