/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Samples: numbers that an instance keeps, and that are no evidence. */

#include "fixture.h"

#define SAMPLE(at) "\"sample\":{\"takenAt\":\"2026-01-01T00:00:" at "Z\",\"state\":1}"

static void
assert_sample (VmistateSample *sample, int second)
{
  g_autoptr (GDateTime) at = sample != NULL ? vmistate_sample_dup_taken_at (sample) : NULL;

  g_assert_cmpint (at != NULL ? g_date_time_get_second (at) : -1, ==, second);
}

static VmistateInstance *
get_first (Fixture *self)
{
  VmistateInstance *instance = g_list_model_get_item (G_LIST_MODEL (self->monitor), 0);

  g_assert_nonnull (instance);
  g_object_unref (instance);
  return instance;
}

static void
assert_pair (Fixture *self, int newest, int previous)
{
  assert_sample (vmistate_instance_get_sample (get_first (self)), newest);
  assert_sample (vmistate_instance_get_previous_sample (get_first (self)), previous);
}

static void
count_cb (VmistateInstance *instance G_GNUC_UNUSED, VmistateSample *sample G_GNUC_UNUSED,
          gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_order (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint n_sampled = 0;

  fixture_start (self);
  fixture_add (self, "vm", RUNNING);
  fixture_settle (self);
  assert_pair (self, -1, -1);
  g_signal_connect (get_first (self), "sampled", G_CALLBACK (count_cb), &n_sampled);

  fixture_add (self, "vm", SAMPLE ("10"));
  fixture_settle (self);
  assert_pair (self, 10, -1);
  fixture_add (self, "vm", SAMPLE ("20"));
  fixture_settle (self);
  assert_pair (self, 20, 10);
  g_assert_cmpuint (n_sampled, ==, 2);

  /* Late ones are told of to nobody. */
  fixture_add (self, "vm", SAMPLE ("15"));
  fixture_add (self, "vm", SAMPLE ("05"));
  fixture_add (self, "vm", SAMPLE ("20"));
  fixture_settle (self);
  assert_pair (self, 20, 15);
  g_assert_cmpuint (n_sampled, ==, 2);
}

static void
test_time_of_fact (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (self);
  fixture_add (self, "vm", RUNNING);
  fixture_add (self, "vm", "\"sample\":{\"state\":1}");
  fixture_settle (self);
  g_assert_true (vmistate_instance_get_sample (get_first (self)) != NULL);
  assert_sample (vmistate_instance_get_previous_sample (get_first (self)), -1);
}

/* Nobody asks the guest for its memory, and what it once told is old. */
static void
test_findings (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  fixture_start (self);
  fixture_add (self, "vm", "\"domain\":{\"balloonStatsPeriod\":0}");
  fixture_add (self, "vm", RUNNING);
  fixture_settle (self);
  before = vmistate_instance_dup_findings (get_first (self));
  g_assert_cmpuint (before->len, ==, 0);
  fixture_add (self, "vm",
               "\"sample\":{\"takenAt\":\"2026-01-01T00:10:00Z\",\"state\":1,\"balloon\":{"
               "\"availableBytes\":2,\"usableBytes\":1,\"lastUpdate\":\"2026-01-01T00:00:00Z\"}}");
  fixture_settle (self);
  after = vmistate_instance_dup_findings (get_first (self));
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (vmistate_finding_get_code (after->pdata[0]), ==, "MemoryStatsPeriodMissing");
}

/* A sample of somebody unknown makes nobody known, and changes no status. */
static void
test_no_evidence (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateStatus) before = NULL;

  fixture_start (self);
  fixture_add (self, "nobody", SAMPLE ("10"));
  fixture_settle (self);
  fixture_add (self, "vm", RUNNING);
  fixture_settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, 1);
  before = g_object_ref (vmistate_instance_get_status (get_first (self)));
  fixture_add (self, "vm", SAMPLE ("10"));
  fixture_settle (self);
  g_assert_true (vmistate_instance_get_status (get_first (self)) == before);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/monitor/samples/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order", test_order);
  ADD ("time-of-fact", test_time_of_fact);
  ADD ("findings", test_findings);
  ADD ("no-evidence", test_no_evidence);
  return g_test_run ();
}
