/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What logs tell: events that change nothing, and ends that nobody saw. */

#include "fixture.h"

#define AT_ONCE GUINT_TO_POINTER (0)

/* @name: of the domain; logs know no UID */
static void
add_log (Fixture *self, const char *name, const char *kind, guint second, gboolean after_gap)
{
  g_autofree char *json = g_strdup_printf (
      "{\"source\":\"log:/logs\",\"name\":\"%s\",\"observedAt\":\"2026-01-01T00:00:%02uZ\","
      "\"afterGap\":%s,\"log\":{\"kind\":\"%s\",\"text\":\"x\",\"reason\":\"crashed\"}}",
      name, second, after_gap ? "true" : "false", kind);

  fixture_add_raw (self, json);
}

static void
add_state (Fixture *self, const char *namespace_, const char *name, guint second, const char *state)
{
  g_autofree char *json =
      g_strdup_printf ("{\"source\":\"s\",\"namespace\":\"%s\",\"name\":\"%s\",\"uid\":\"%s-%s\","
                       "\"observedAt\":\"2026-01-01T00:00:%02uZ\",\"domainState\":{%s}}",
                       namespace_, name, namespace_, name, second, state);

  fixture_add_raw (self, json);
}

#define BOOTED  "\"state\":1,\"reason\":1"
#define STOPPED "\"state\":5,\"reason\":0"

static void
assert_phase (Fixture *self, const char *uid, VmistatePhase phase)
{
  VmistateInstance *instance = vmistate_monitor_lookup (self->monitor, uid);

  g_assert_nonnull (instance);
  g_assert_cmpint (vmistate_status_get_phase (vmistate_instance_get_status (instance)), ==, phase);
}

static void
start (Fixture *self)
{
  fixture_start (self);
  fixture_settle (self);
  fixture_assert_log (self, "sources\nsynced\n");
}

static void
test_events (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  add_log (self, "a", "TEXT", 1, /* after_gap= */ FALSE);
  add_log (self, "a", "STOP", 2, /* after_gap= */ TRUE);
  fixture_settle (self);
  /* What is old is no event, and nothing of it makes an instance. */
  fixture_assert_log (self, "event a\n");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, 0);
}

static void
test_journal (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  fixture_add_raw (self, "{\"source\":\"journal:x\",\"observedAt\":\"2026-01-01T00:00:01Z\","
                         "\"log\":{\"kind\":\"TEXT\",\"text\":\"x\"}}");
  fixture_settle (self);
  fixture_assert_log (self, "event (null)\n");
}

static void
test_end (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  add_state (self, "default", "a", 1, BOOTED);
  add_state (self, "default", "a", 9, STOPPED);
  fixture_settle (self);
  assert_phase (self, "default-a", VMISTATE_PHASE_UNKNOWN);
  add_log (self, "a", "STOP", 5, /* after_gap= */ FALSE);
  fixture_settle (self);
  assert_phase (self, "default-a", VMISTATE_PHASE_FAILED);
  fixture_assert_log (self, "items 0 -0 +1\nadded a\nchanged a\nevent a\nchanged a\n");
}

/* The log is read before anybody has listed the domains. */
static void
test_end_before_vmi (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  add_log (self, "a", "STOP", 1, /* after_gap= */ TRUE);
  add_log (self, "a", "STOP", 5, /* after_gap= */ TRUE);
  add_log (self, "a", "STOP", 2, /* after_gap= */ TRUE);
  add_state (self, "default", "a", 3, BOOTED);
  add_state (self, "default", "a", 9, STOPPED);
  fixture_settle (self);
  assert_phase (self, "default-a", VMISTATE_PHASE_FAILED);
  fixture_assert_log (self, "items 0 -0 +1\nadded a\nchanged a\n");
}

static void
add_report (Fixture *self, const char *state, guint second)
{
  g_autofree char *json =
      g_strdup_printf ("{\"source\":\"log:/logs\",\"observedAt\":\"2026-01-01T00:00:%02uZ\","
                       "\"sourceReport\":{\"state\":\"%s\"}}",
                       second, state);

  fixture_add_raw (self, json);
}

static void
assert_stamp (Fixture *self, const char *uid, VmistateStampState state)
{
  VmistateInstance *instance = vmistate_monitor_lookup (self->monitor, uid);
  VmistateStamp *stamp =
      vmistate_status_find_stamp (vmistate_instance_get_status (instance), "phase", "log");

  g_assert_nonnull (stamp);
  g_assert_cmpstr (vmistate_stamp_get_source (stamp), ==, "log:/logs");
  g_assert_cmpint (vmistate_stamp_get_state (stamp), ==, state);
}

/* Who told the end is lost, comes back, and is lost when the VMI is long gone. */
static void
test_source_lost (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  add_log (self, "b", "STOP", 5, /* after_gap= */ TRUE);
  add_state (self, "default", "a", 1, BOOTED);
  add_state (self, "default", "a", 9, STOPPED);
  add_state (self, "default", "b", 1, BOOTED);
  add_state (self, "default", "b", 9, STOPPED);
  fixture_settle (self);
  add_log (self, "a", "STOP", 5, /* after_gap= */ TRUE);
  fixture_settle (self);
  assert_stamp (self, "default-a", VMISTATE_STAMP_STATE_LIVE);
  assert_stamp (self, "default-b", VMISTATE_STAMP_STATE_LIVE);
  add_report (self, "LOST", 10);
  fixture_settle (self);
  assert_stamp (self, "default-a", VMISTATE_STAMP_STATE_LOST);
  assert_stamp (self, "default-b", VMISTATE_STAMP_STATE_LOST);
  add_report (self, "LIVE", 11);
  fixture_settle (self);
  assert_stamp (self, "default-a", VMISTATE_STAMP_STATE_LIVE);
  assert_stamp (self, "default-b", VMISTATE_STAMP_STATE_LIVE);
  add_state (self, "default", "a", 12, STOPPED ",\"gone\":true");
  add_state (self, "default", "b", 12, STOPPED ",\"gone\":true");
  fixture_settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, 0);
  g_string_truncate (self->log, 0);
  add_report (self, "LOST", 13);
  fixture_settle (self);
  fixture_assert_log (self, "sources\n");
}

/* KubeVirt's names of domains, before and after the VMI is known */
static void
test_namespaces (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  add_log (self, "shop_a", "STOP", 5, /* after_gap= */ FALSE);
  add_state (self, "shop", "a", 1, BOOTED);
  add_state (self, "shop", "b", 1, BOOTED);
  add_state (self, "default", "shop_c", 1, BOOTED);
  add_state (self, "shop", "c", 1, BOOTED);
  add_log (self, "shop_b", "STOP", 5, /* after_gap= */ FALSE);
  add_log (self, "shop_c", "STOP", 5, /* after_gap= */ FALSE);
  add_state (self, "shop", "a", 9, STOPPED);
  add_state (self, "shop", "b", 9, STOPPED);
  add_state (self, "shop", "c", 9, STOPPED);
  add_state (self, "default", "shop_c", 9, STOPPED);
  fixture_settle (self);
  assert_phase (self, "shop-a", VMISTATE_PHASE_FAILED);
  assert_phase (self, "shop-b", VMISTATE_PHASE_FAILED);
  assert_phase (self, "default-shop_c", VMISTATE_PHASE_FAILED);
  assert_phase (self, "shop-c", VMISTATE_PHASE_UNKNOWN);
}

/* Of two of that name nobody knows whose log it is. */
static void
test_namesakes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  add_state (self, "default", "a", 1, BOOTED);
  fixture_add_raw (self, "{\"source\":\"t\",\"name\":\"a\",\"uid\":\"other\",\"observedAt\":"
                         "\"2026-01-01T00:00:01Z\",\"domainState\":{" BOOTED "}}");
  add_log (self, "a", "STOP", 5, /* after_gap= */ FALSE);
  add_state (self, "default", "a", 9, STOPPED);
  fixture_settle (self);
  assert_phase (self, "default-a", VMISTATE_PHASE_UNKNOWN);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/monitor/logs/" path, Fixture, AT_ONCE, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("events", test_events);
  ADD ("journal", test_journal);
  ADD ("end", test_end);
  ADD ("end-before-vmi", test_end_before_vmi);
  ADD ("source-lost", test_source_lost);
  ADD ("namespaces", test_namespaces);
  ADD ("namesakes", test_namesakes);
  return g_test_run ();
}
