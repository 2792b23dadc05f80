/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whose event loop libvirt uses: one choice per process, so each test is a process of its own. */

#include "config.h"

#include <string.h>

#include <libvirt/libvirt.h>

#include "libvirt-rig.h"
#include "model/fact.h"
#include "model/payloads.h"
#include "sources/backoff.h"

#define URI "test:///default"

static gboolean
in_subprocess (void)
{
  if (g_test_subprocess ())
    return TRUE;
  g_test_trap_subprocess (/* test_path= */ NULL, 60 * G_USEC_PER_SEC, /* flags= */ 0);
  g_test_trap_assert_passed ();
  return FALSE;
}

static void
assert_start_fails (void)
{
  g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new (URI);
  g_autoptr (GError) error = NULL;
  LibvirtRig rig;

  rig_init (&rig, /* context= */ NULL);
  g_assert_false (vmistate_source_start (VMISTATE_SOURCE (source), rig.sink, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_EVENT_LOOP);
  rig_clear (&rig);
}

static void
test_one_choice (void)
{
  g_autoptr (GError) error = NULL;

  if (!in_subprocess ())
    return;
  g_assert_true (vmistate_init_event_loop (VMISTATE_EVENT_LOOP_HOST, &error));
  g_assert_true (vmistate_init_event_loop (VMISTATE_EVENT_LOOP_HOST, &error));
  g_assert_no_error (error);
  g_assert_false (vmistate_init_event_loop (VMISTATE_EVENT_LOOP_LIBRARY, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_EVENT_LOOP);
}

/* libvirt would silently keep the program's. */
static void
test_library_comes_too_late (void)
{
  g_autoptr (GError) error = NULL;

  if (!in_subprocess ())
    return;
  virEventRegisterDefaultImpl ();
  g_assert_false (vmistate_init_event_loop (VMISTATE_EVENT_LOOP_LIBRARY, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_EVENT_LOOP);
  assert_start_fails ();
}

static void
test_host_has_none (void)
{
  if (!in_subprocess ())
    return;
  g_assert_true (vmistate_init_event_loop (VMISTATE_EVENT_LOOP_HOST, NULL));
  assert_start_fails ();
}

/* libvirt's default event loop runs in the default main context; the facts come to another one, so
 * that it stands still unless a test runs it. */
static gpointer
run_default_context (gpointer data)
{
  gint *ends = data;

  while (!g_atomic_int_get (ends))
    virEventRunDefaultImpl ();
  return NULL;
}

static void
do_nothing_cb (int timer G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
}

static void
assert_still (LibvirtRig *rig)
{
  gpointer report = _vmistate_fact_get_payload (rig_last (rig));

  g_assert_nonnull (strstr (_vmistate_record_get_string (report, SOURCE_REPORT_MESSAGE),
                            "event loop is not running"));
}

static void
test_host_stops_running_it (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new (URI);
  gint ends = FALSE;
  GThread *thread;
  LibvirtRig rig;

  if (!in_subprocess ())
    return;
  virEventRegisterDefaultImpl ();
  /* So that the loop comes round, and sees that it should end. */
  virEventAddTimeout (100, do_nothing_cb, NULL, NULL);
  g_assert_true (vmistate_init_event_loop (VMISTATE_EVENT_LOOP_HOST, NULL));
  rig_init (&rig, context);
  rig_start (&rig, source);
  g_free (rig_read_until (&rig, "SOURCE LOST"));
  assert_still (&rig);

  thread = g_thread_new ("host", run_default_context, &ends);
  g_free (rig_read_until (&rig, "SOURCE LIVE"));
  rig_run_for (&rig, 6000);
  g_assert_cmpuint (rig.n_read, ==, rig.facts->len);

  g_atomic_int_set (&ends, TRUE);
  g_thread_join (thread);
  g_free (rig_read_until (&rig, "SOURCE LOST"));
  assert_still (&rig);

  ends = FALSE;
  thread = g_thread_new ("host", run_default_context, &ends);
  g_free (rig_read_until (&rig, "SOURCE LIVE"));
  rig_stop (&rig, source);
  g_atomic_int_set (&ends, TRUE);
  g_thread_join (thread);
  rig_clear (&rig);
}

static void
run_source (guint n_threads_before)
{
  g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new (URI);
  LibvirtRig rig;

  rig_init (&rig, /* context= */ NULL);
  rig_start (&rig, source);
  g_free (rig_read_until (&rig, "SOURCE LIVE"));
  if (n_threads_before > 0)
    rig_assert_threads (&rig, n_threads_before + 2);
  rig_stop (&rig, source);
  if (n_threads_before > 0)
    rig_assert_threads (&rig, n_threads_before);
  rig_clear (&rig);
}

/* The threads of ours are there only as long as a source needs them. */
static void
test_library_thread (void)
{
  guint n_threads;

  if (!in_subprocess ())
    return;
  /* The first time GLib starts a thread of its own. */
  run_source (/* n_threads_before= */ 0);
  g_usleep (100 * 1000);
  n_threads = rig_count_threads ();
  for (guint i = 0; i < 3; i++)
    run_source (n_threads);
}

/* The program's own main context is not ours to run, nor to fill. */
static void
test_library_leaves_default_context_alone (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new (URI);
  LibvirtRig rig;

  if (!in_subprocess ())
    return;
  g_assert_true (g_main_context_acquire (NULL));
  rig_init (&rig, context);
  rig_start (&rig, source);
  g_free (rig_read_until (&rig, "SOURCE LIVE"));
  g_assert_false (g_main_context_pending (NULL));
  rig_stop (&rig, source);
  rig_clear (&rig);
  g_main_context_release (NULL);
}

/* Backing off */

static void
test_backoff (void)
{
  guint last = 0;

  g_assert_cmpuint (_vmistate_backoff_get_msec (1, 1.0), ==, VMISTATE_BACKOFF_MIN_MSEC);
  g_assert_cmpuint (_vmistate_backoff_get_msec (0, 1.0), ==, VMISTATE_BACKOFF_MIN_MSEC);
  g_assert_cmpuint (_vmistate_backoff_get_msec (2, 1.0), ==, 2 * VMISTATE_BACKOFF_MIN_MSEC);
  for (guint n_failed = 1; n_failed < 100; n_failed++)
    {
      guint least = _vmistate_backoff_get_msec (n_failed, 0.0);
      guint most = _vmistate_backoff_get_msec (n_failed, 1.0);

      g_assert_cmpuint (least, ==, most / 2);
      g_assert_cmpuint (most, >=, last);
      g_assert_cmpuint (most, <=, VMISTATE_BACKOFF_MAX_MSEC);
      last = most;
    }
  g_assert_cmpuint (_vmistate_backoff_get_msec (G_MAXUINT, 1.0), ==, VMISTATE_BACKOFF_MAX_MSEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/libvirt/event-loop/one-choice", test_one_choice);
  g_test_add_func ("/libvirt/event-loop/library-comes-too-late", test_library_comes_too_late);
  g_test_add_func ("/libvirt/event-loop/host-has-none", test_host_has_none);
  g_test_add_func ("/libvirt/event-loop/host-stops-running-it", test_host_stops_running_it);
  g_test_add_func ("/libvirt/event-loop/library-thread", test_library_thread);
  g_test_add_func ("/libvirt/event-loop/library-leaves-default-context-alone",
                   test_library_leaves_default_context_alone);
  g_test_add_func ("/libvirt/backoff", test_backoff);
  return g_test_run ();
}
