/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What sources tell of their hosts, and what a domain's XML says: kept as it was told. */

#include "fixture.h"

#define HOST(second, version)                                                                      \
  "{\"source\":\"host:a\",\"observedAt\":\"2026-01-01T00:00:" second "Z\","                        \
  "\"host\":{\"libvirtVersion\":\"" version "\",\"pools\":[{\"name\":\"p\",\"state\":2}]}}"

static void
count_cb (VmistateMonitor *monitor G_GNUC_UNUSED, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
assert_host (Fixture *self, const char *version, int second)
{
  VmistateHostInfo *info = vmistate_monitor_get_host_info (self->monitor, "host:a");
  g_autoptr (GDateTime) at = vmistate_host_info_dup_taken_at (info);

  g_assert_cmpstr (vmistate_host_info_get_libvirt_version (info), ==, version);
  g_assert_cmpint (g_date_time_get_second (at), ==, second);
}

/* Whoever listens is told what changed, and not that time passed. */
static void
test_newest (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint n_changes = 0;

  fixture_start (self);
  g_signal_connect (self->monitor, "sources-changed", G_CALLBACK (count_cb), &n_changes);
  fixture_settle (self);
  n_changes = 0;
  g_assert_null (vmistate_monitor_get_host_info (self->monitor, "host:a"));
  fixture_add_raw (self, HOST ("10", "9.0.0"));
  fixture_settle (self);
  assert_host (self, "9.0.0", 10);
  g_assert_cmpuint (n_changes, ==, 1);
  fixture_add_raw (self, HOST ("20", "9.0.0"));
  fixture_settle (self);
  assert_host (self, "9.0.0", 20);
  g_assert_cmpuint (n_changes, ==, 1);
  fixture_add_raw (self, HOST ("15", "8.0.0"));
  fixture_settle (self);
  assert_host (self, "9.0.0", 20);
  g_assert_cmpuint (n_changes, ==, 1);
  fixture_add_raw (self, HOST ("30", "9.1.0"));
  fixture_settle (self);
  assert_host (self, "9.1.0", 30);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_null (vmistate_monitor_get_host_info (self->monitor, "host:b"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, 0);
}

static void
test_lost (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (self);
  fixture_add_raw (self, HOST ("10", "9.0.0"));
  fixture_add_raw (self, "{\"source\":\"host:a\",\"observedAt\":\"2026-01-01T00:00:11Z\","
                         "\"sourceReport\":{\"state\":\"LOST\"}}");
  fixture_settle (self);
  assert_host (self, "9.0.0", 10);
}

static void
test_description (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateInstance) instance = NULL;
  g_autofree char *json = NULL;

  fixture_start (self);
  fixture_add (self, "vm", RUNNING);
  fixture_settle (self);
  instance = g_list_model_get_item (G_LIST_MODEL (self->monitor), 0);
  g_assert_null (vmistate_instance_get_domain (instance));
  fixture_add (self, "vm",
               "\"domain\":{\"name\":\"vm\",\"details\":{\"openstack\":{\"flavor\":\"f\"}}}");
  fixture_settle (self);
  json = vmistate_record_to_json (vmistate_instance_get_domain (instance), VMISTATE_PROFILE_TRUTH);
  g_assert_cmpstr (json, ==, "{\"name\":\"vm\",\"details\":{\"openstack\":{\"flavor\":\"f\"}}}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/monitor/hosts/" #name, Fixture, GUINT_TO_POINTER (0), fixture_set_up, test_##name, \
              fixture_tear_down)
  ADD (newest);
  ADD (lost);
  ADD (description);
#undef ADD
  return g_test_run ();
}
