/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is told, and in which order. */

#include "fixture.h"

#define AT_ONCE   GUINT_TO_POINTER (0)
#define COALESCED GUINT_TO_POINTER (20)

static VmistateStatus *
status_of (Fixture *self, const char *uid)
{
  VmistateInstance *instance = vmistate_monitor_lookup (self->monitor, uid);

  g_assert_nonnull (instance);
  return vmistate_instance_get_status (instance);
}

static void
test_life_of_a_vmi (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_add (self, "a", RUNNING);
  fixture_start (self);
  fixture_settle (self);
  fixture_assert_log (self, "items 0 -0 +1\nadded a\nsources\nsynced\n");
  g_assert_cmpint (vmistate_status_get_phase (status_of (self, "uid-a")), ==,
                   VMISTATE_PHASE_RUNNING);

  fixture_add (self, "a", PAUSED);
  fixture_add (self, "a", SHUTOFF);
  fixture_settle (self);
  fixture_assert_log (self, "changed a\nchanged a\n");

  fixture_add (self, "a", GONE);
  fixture_settle (self);
  fixture_assert_log (self, "changed a\nitems 0 -1 +0\nremoved a\n");
  g_assert_null (vmistate_monitor_lookup (self->monitor, "uid-a"));
}

static void
test_coalesced (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_add (self, "a", RUNNING);
  fixture_start (self);
  fixture_settle (self);
  fixture_assert_log (self, "sources\nitems 0 -0 +1\nadded a\nsynced\n");

  for (guint i = 0; i < 10; i++)
    {
      fixture_add (self, "a", PAUSED);
      fixture_add (self, "a", RUNNING);
    }
  fixture_add (self, "a", PAUSED);
  fixture_settle (self);
  fixture_assert_log (self, "changed a\n");

  /* There and back within the window: nothing but the moment of the transition differs. */
  fixture_add (self, "a", RUNNING);
  fixture_add (self, "a", GONE);
  fixture_settle (self);
  fixture_assert_log (self, "changed a\nitems 0 -1 +0\nremoved a\n");
}

static void
test_nothing_changed_nothing_said (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateStatus) before = NULL;
  VmistateStamp *stamp;
  g_autoptr (GDateTime) at = NULL;

  fixture_add (self, "a", RUNNING);
  fixture_start (self);
  fixture_settle (self);
  before = g_object_ref (status_of (self, "uid-a"));
  g_string_truncate (self->log, 0);

  self->second = 30;
  fixture_add (self, "a", RUNNING);
  fixture_add (self, "a", RUNNING);
  fixture_settle (self);
  fixture_assert_log (self, "");

  /* But the age of what is known follows. */
  stamp = vmistate_status_find_stamp (status_of (self, "uid-a"), "phase", NULL);
  at = vmistate_stamp_dup_observed_at (stamp);
  g_assert_cmpint (g_date_time_get_second (at), ==, 31);
  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (before),
                                        VMISTATE_RECORD (status_of (self, "uid-a"))));
}

static void
test_unchanged_parts_are_shared (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateStatus) before = NULL;
  VmistateStatus *now;

  fixture_add (
      self, "a",
      "\"domain\":{\"uuid\":\"u\",\"name\":\"a\",\"machine\":\"q35\",\"currentMemory\":1024,"
      "\"interfaces\":[{\"alias\":\"ua-x\",\"mac\":\"52:54:00:00:00:01\"}]}");
  fixture_add (self, "a", RUNNING);
  fixture_start (self);
  fixture_settle (self);
  before = g_object_ref (status_of (self, "uid-a"));
  fixture_add (self, "a", PAUSED);
  fixture_settle (self);
  now = status_of (self, "uid-a");

  g_assert_true (before != now);
  g_assert_true (vmistate_status_get_machine (before) == vmistate_status_get_machine (now));
  g_assert_true (vmistate_status_get_memory (before) == vmistate_status_get_memory (now));
  g_assert_true (vmistate_status_get_interfaces (before) == vmistate_status_get_interfaces (now));
  g_assert_true (vmistate_status_find_condition (before, "AgentConnected")
                 == vmistate_status_find_condition (now, "AgentConnected"));
  g_assert_true (vmistate_status_find_condition (before, "Ready")
                 != vmistate_status_find_condition (now, "Ready"));
}

static void
test_list_is_sorted (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const names[] = { "m", "b", "z", "a" };
  static const char *const sorted[] = { "a", "b", "m", "z" };

  fixture_start (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fixture_add (self, names[i], RUNNING);
  fixture_settle (self);
  fixture_assert_log (self, "sources\nsynced\nitems 0 -0 +1\nadded m\nitems 0 -0 +1\nadded b\n"
                            "items 2 -0 +1\nadded z\nitems 0 -0 +1\nadded a\n");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autoptr (VmistateInstance) instance =
          g_list_model_get_item (G_LIST_MODEL (self->monitor), i);

      g_assert_cmpstr (vmistate_instance_get_name (instance), ==, sorted[i]);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->monitor), 4));
}

static void
test_found_by_name (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) any = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) none = NULL;

  fixture_start (self);
  fixture_add_raw (self, "{\"source\":\"s\",\"namespace\":\"n1\",\"name\":\"x\",\"uid\":\"1\","
                         "\"observedAt\":\"2026-01-01T00:00:00Z\"," RUNNING "}");
  fixture_add_raw (self, "{\"source\":\"s\",\"namespace\":\"n2\",\"name\":\"x\",\"uid\":\"2\","
                         "\"observedAt\":\"2026-01-01T00:00:00Z\"," RUNNING "}");
  fixture_settle (self);
  any = vmistate_monitor_find_by_name (self->monitor, NULL, "x");
  one = vmistate_monitor_find_by_name (self->monitor, "n2", "x");
  none = vmistate_monitor_find_by_name (self->monitor, "n3", "x");
  g_assert_cmpuint (any->len, ==, 2);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (vmistate_instance_get_uid (one->pdata[0]), ==, "2");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_strangers_make_no_instance (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (self);
  fixture_settle (self);
  g_string_truncate (self->log, 0);
  fixture_add (self, "ghost", GONE);
  fixture_add (self, "ghost", "\"agentChannel\":{\"connected\":true}");
  fixture_add (self, "ghost", "\"domainEvent\":{\"id\":1,\"name\":\"REBOOT\"}");
  fixture_add (self, "ghost", "\"fromTheFuture\":{}");
  fixture_settle (self);
  fixture_assert_log (self, "event ghost\n");
}

static void
test_source_lost_and_back (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) stamps = NULL;
  VmistateStamp *stamp;

  fixture_add (self, "a", RUNNING);
  fixture_add (self, "b", RUNNING);
  fixture_start (self);
  fixture_settle (self);
  g_string_truncate (self->log, 0);

  fixture_add_raw (self, "{\"source\":\"s\",\"observedAt\":\"2100-01-01T00:00:00Z\","
                         "\"sourceReport\":{\"state\":\"LOST\",\"message\":\"gone fishing\"}}");
  fixture_settle (self);
  fixture_assert_log (self, "sources\nchanged a\nchanged b\n");
  stamp = vmistate_status_find_stamp (status_of (self, "uid-a"), "phase", NULL);
  g_assert_cmpint (vmistate_stamp_get_state (stamp), ==, VMISTATE_STAMP_STATE_LOST);
  g_assert_cmpint (vmistate_status_get_phase (status_of (self, "uid-a")), ==,
                   VMISTATE_PHASE_RUNNING);
  stamps = vmistate_monitor_dup_source_stamps (self->monitor);
  g_assert_cmpuint (stamps->len, ==, 1);
  g_assert_cmpstr (vmistate_stamp_get_error (stamps->pdata[0]), ==, "gone fishing");

  fixture_add_raw (self,
                   "{\"source\":\"s\",\"observedAt\":\"2100-01-01T00:00:01Z\","
                   "\"sourceReport\":{\"state\":\"LIVE\",\"unsupported\":[\"TRAY_CHANGE\"]}}");
  fixture_settle (self);
  fixture_assert_log (self, "sources\nchanged a\nchanged b\n");
  g_clear_pointer (&stamps, g_ptr_array_unref);
  stamps = vmistate_monitor_dup_source_stamps (self->monitor);
  g_assert_cmpuint (stamps->len, ==, 2);
  g_assert_cmpstr (vmistate_stamp_get_part (stamps->pdata[1]), ==, "TRAY_CHANGE");
  g_assert_cmpint (vmistate_stamp_get_state (stamps->pdata[1]), ==,
                   VMISTATE_STAMP_STATE_UNSUPPORTED);
}

/* Real time: the only test here that waits for it. */
static void
test_grows_old (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  fixture_add (self, "a", "\"validForMsec\":300," RUNNING);
  fixture_start (self);
  fixture_settle (self);
  g_string_truncate (self->log, 0);
  while (self->log->len == 0 && g_get_monotonic_time () < deadline)
    fixture_settle (self);
  fixture_assert_log (self, "changed a\n");
  g_assert_cmpint (vmistate_stamp_get_state (
                       vmistate_status_find_stamp (status_of (self, "uid-a"), "phase", NULL)),
                   ==, VMISTATE_STAMP_STATE_STALE);

  fixture_add (self, "a", RUNNING);
  fixture_settle (self);
  fixture_assert_log (self, "changed a\n");
}

/* Vanishing and coming back before anybody was told: one VMI that lived on. */
static void
test_back_within_the_window (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_add (self, "a", RUNNING);
  fixture_start (self);
  fixture_settle (self);
  g_string_truncate (self->log, 0);
  fixture_add (self, "a", GONE);
  fixture_add (self, "a", PAUSED);
  fixture_settle (self);
  fixture_assert_log (self, "changed a\n");
  g_assert_nonnull (vmistate_monitor_lookup (self->monitor, "uid-a"));
}

#define ADD(path, coalesce, func)                                                                  \
  g_test_add ("/monitor/flow/" path, Fixture, coalesce, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("life-of-a-vmi", AT_ONCE, test_life_of_a_vmi);
  ADD ("coalesced", COALESCED, test_coalesced);
  ADD ("nothing-changed-nothing-said", AT_ONCE, test_nothing_changed_nothing_said);
  ADD ("unchanged-parts-are-shared", AT_ONCE, test_unchanged_parts_are_shared);
  ADD ("list-is-sorted", AT_ONCE, test_list_is_sorted);
  ADD ("found-by-name", AT_ONCE, test_found_by_name);
  ADD ("strangers-make-no-instance", AT_ONCE, test_strangers_make_no_instance);
  ADD ("source-lost-and-back", AT_ONCE, test_source_lost_and_back);
  ADD ("grows-old", AT_ONCE, test_grows_old);
  ADD ("back-within-the-window", COALESCED, test_back_within_the_window);
  return g_test_run ();
}
