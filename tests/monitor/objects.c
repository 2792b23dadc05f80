/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an API server says makes and ends instances. */

#include "fixture.h"

#include <string.h>

#define VMI(name)                                                                                  \
  "{\"kind\":\"VirtualMachineInstance\",\"metadata\":{\"name\":\"" name "\",\"uid\":\"uid-" name   \
  "\"}}"
#define EVENT(type, object) "{\"type\":\"" type "\",\"object\":" object "}"
#define LIST(kind, items)   "{\"kind\":\"" kind "\",\"items\":[" items "]}"

static void
observe (Fixture *self, const char *json)
{
  g_autoptr (GError) error = NULL;

  vmistate_monitor_observe_object (self->monitor, "api", json, -1, &error);
  g_assert_no_error (error);
  fixture_settle (self);
}

/* What else changed by it is not the matter here. */
static void
assert_said (Fixture *self, const char *line)
{
  g_assert_nonnull (strstr (self->log->str, line));
  g_string_truncate (self->log, 0);
}

static void
assert_n_instances (Fixture *self, guint n)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, n);
}

static void
start (Fixture *self)
{
  fixture_start (self);
  fixture_settle (self);
  fixture_assert_log (self, "sources\nsynced\n");
}

static void
test_vmi (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  observe (self, VMI ("a"));
  fixture_assert_log (self, "items 0 -0 +1\nadded a\n");
  observe (self, VMI ("a"));
  fixture_assert_log (self, "");
  observe (self, EVENT ("DELETED", VMI ("b")));
  fixture_assert_log (self, "");
  observe (self, EVENT ("DELETED", VMI ("a")));
  assert_said (self, "items 0 -1 +0\nremoved a\n");
  fixture_stop (self);
}

static void
test_source_lost_afterwards (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  observe (self, VMI ("a"));
  observe (self, EVENT ("DELETED", VMI ("a")));
  assert_said (self, "items 0 -1 +0\nremoved a\n");
  fixture_add_raw (self, "{\"source\":\"api\",\"observedAt\":\"2100-01-01T00:00:00Z\","
                         "\"sourceReport\":{\"state\":\"LOST\"}}");
  fixture_settle (self);
  fixture_assert_log (self, "sources\n");
  fixture_stop (self);
}

/* It stays as long as the domain does. */
static void
test_vmi_of_a_domain (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  fixture_add (self, "a", RUNNING);
  observe (self, VMI ("a"));
  g_string_truncate (self->log, 0);
  observe (self, EVENT ("DELETED", VMI ("a")));
  g_assert_null (strstr (self->log->str, "removed"));
  assert_n_instances (self, 1);
  fixture_stop (self);
}

static void
test_lists (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  fixture_add (self, "domain", RUNNING);
  observe (self, LIST ("VirtualMachineInstanceList", VMI ("a") "," VMI ("b")));
  observe (self, LIST ("List", VMI ("b")));
  observe (self, LIST ("PodList", ""));
  assert_n_instances (self, 3);
  g_string_truncate (self->log, 0);
  observe (self, LIST ("VirtualMachineInstanceList", VMI ("b")));
  assert_said (self, "items 0 -1 +0\nremoved a\n");
  assert_n_instances (self, 2);
  observe (self, LIST ("VirtualMachineInstanceList", ""));
  assert_said (self, "items 0 -1 +0\nremoved b\n");
  assert_n_instances (self, 1);
  fixture_stop (self);
}

/* All or nothing */
static void
test_bad (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  start (self);
  g_assert_false (vmistate_monitor_observe_object (
      self->monitor, "api", LIST ("VirtualMachineInstanceList", VMI ("a") ",{}"), -1, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, "items[1].metadata.name: an object needs this member");
  fixture_settle (self);
  fixture_assert_log (self, "");
  fixture_stop (self);
}

static void
test_not_running (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (vmistate_monitor_observe_object (self->monitor, "api", VMI ("a"), -1, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_CLOSED);
  g_clear_error (&error);
  start (self);
  fixture_stop (self);
  g_assert_false (vmistate_monitor_observe_object (self->monitor, "api", VMI ("a"), -1, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_CLOSED);
}

/* The last sign of life grows old, and nothing else happens. */
static void
test_node_dies (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) beat =
      g_date_time_add (now, -5 * G_TIME_SPAN_MINUTE + 300 * G_TIME_SPAN_MILLISECOND);
  g_autofree char *time = g_date_time_format (beat, "%Y-%m-%dT%H:%M:%S.%fZ");
  g_autofree char *node = g_strdup_printf ("{\"kind\":\"Node\",\"metadata\":{\"name\":\"n\","
                                           "\"uid\":\"uid-n\",\"annotations\":{"
                                           "\"kubevirt.io/heartbeat\":\"%s\"}}}",
                                           time);
  g_autoptr (VmistateInstance) instance = NULL;

  start (self);
  observe (self, node);
  observe (self, "{\"kind\":\"VirtualMachineInstance\",\"metadata\":{\"name\":\"a\","
                 "\"uid\":\"uid-a\"},\"status\":{\"phase\":\"Running\",\"nodeName\":\"n\"}}");
  instance = g_list_model_get_item (G_LIST_MODEL (self->monitor), 0);
  g_assert_cmpint (vmistate_status_get_phase (vmistate_instance_get_status (instance)), ==,
                   VMISTATE_PHASE_RUNNING);
  while (vmistate_status_get_phase (vmistate_instance_get_status (instance))
         == VMISTATE_PHASE_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (vmistate_status_get_reason (vmistate_instance_get_status (instance)), ==,
                   "NodeUnresponsive");
  fixture_stop (self);
}

/* It went before its object came. */
static void
test_gone_before (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  fixture_add_raw (self, "{\"source\":\"api\",\"observedAt\":\"2026-01-01T00:00:09Z\","
                         "\"objectGone\":{\"kind\":\"VirtualMachineInstance\",\"name\":\"a\","
                         "\"uid\":\"uid-a\"}}");
  fixture_add_raw (self, "{\"source\":\"api\",\"observedAt\":\"2026-01-01T00:00:09Z\","
                         "\"objectList\":{\"kind\":\"VirtualMachineInstance\"}}");
  fixture_add_raw (self, "{\"source\":\"api\",\"observedAt\":\"2026-01-01T00:00:01Z\","
                         "\"object\":" VMI ("a") "}");
  fixture_add_raw (self, "{\"source\":\"api\",\"observedAt\":\"2026-01-01T00:00:01Z\","
                         "\"object\":" VMI ("b") "}");
  fixture_settle (self);
  assert_n_instances (self, 0);
  fixture_stop (self);
}

static void
test_length (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start (self);
  g_assert_true (vmistate_monitor_observe_object (self->monitor, "api", VMI ("a") "…",
                                                  strlen (VMI ("a")), NULL));
  fixture_settle (self);
  fixture_assert_log (self, "items 0 -0 +1\nadded a\n");
  g_assert_false (vmistate_monitor_observe_object (self->monitor, "api", NULL, 0, NULL));
  fixture_stop (self);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/monitor/objects/vmi", test_vmi);
  add ("/monitor/objects/source-lost-afterwards", test_source_lost_afterwards);
  add ("/monitor/objects/vmi-of-a-domain", test_vmi_of_a_domain);
  add ("/monitor/objects/lists", test_lists);
  add ("/monitor/objects/bad", test_bad);
  add ("/monitor/objects/not-running", test_not_running);
  add ("/monitor/objects/length", test_length);
  add ("/monitor/objects/node-dies", test_node_dies);
  add ("/monitor/objects/gone-before", test_gone_before);
  return g_test_run ();
}
