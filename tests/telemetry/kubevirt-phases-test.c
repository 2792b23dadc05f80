/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Histograms of phases: each transition is counted once, if somebody knows when it was. */

#include <string.h>

#include "telemetry/phase-times.h"

#include "fleet.h"

#define FACT(at, body)                                                                             \
  "{\"source\":\"libvirt:test\",\"namespace\":\"n\",\"name\":\"vm\",\"uid\":\"u\","                \
  "\"observedAt\":\"" at "\"," body "}"
#define OBJECT(at, kind, metadata, body)                                                           \
  "{\"source\":\"api\",\"observedAt\":\"" at "\",\"object\":{\"kind\":\"" kind                     \
  "\",\"metadata\":{\"namespace\":\"n\"," metadata "}," body "}}"
#define VMI(at, metadata, status)                                                                  \
  OBJECT (at, "VirtualMachineInstance", "\"name\":\"vm\",\"uid\":\"u\"," metadata,                 \
          "\"status\":{" status "}")
#define MIGRATION(at, status)                                                                      \
  OBJECT (at, "VirtualMachineInstanceMigration",                                                   \
          "\"name\":\"m\",\"uid\":\"um\"," CREATED (PAST ("00")), "\"status\":{" status "}")
#define CREATED(at)        "\"creationTimestamp\":\"" at "\""
#define DELETED(at)        "\"deletionTimestamp\":\"" at "\""
#define ENTERED(phase, at) "{\"phase\":\"" phase "\",\"phaseTransitionTimestamp\":\"" at "\"}"
#define PHASE(name, transitions)                                                                   \
  "\"phase\":\"" name "\",\"phaseTransitionTimestamps\":[" transitions "]"

/* Before any test runs, and after all have */
#define PAST(second)   "2020-01-01T00:00:" second "Z"
#define FUTURE(second) "2999-01-01T00:00:" second "Z"

#define RUNNING "\"domainState\":{\"state\":1,\"reason\":1}"
#define ENDED   "\"domainState\":{\"state\":5,\"reason\":1}"
#define GONE    "\"domainState\":{\"state\":5,\"reason\":1,\"gone\":true}"

#define STEPS         "kubevirt_vmi_phase_transition_time_seconds"
#define FROM_CREATION "kubevirt_vmi_phase_transition_time_from_creation_seconds"
#define FROM_DELETION "kubevirt_vmi_phase_transition_time_from_deletion_seconds"
#define OF_MIGRATION  "kubevirt_vmi_migration_phase_transition_time_from_creation_seconds"

static void
set_up (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_set_up (self, /* path= */ NULL);
  vmistate_metrics_set_profiles (self->metrics, VMISTATE_METRICS_PROFILES_KUBEVIRT);
}

static void
tear_down (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tear_down (self);
}

static void
assert_lines (Fleet *self, const char *samples, const char *expected)
{
  g_autofree char *found = fleet_list (self, VMISTATE_METRICS_FORMAT_PROMETHEUS, samples);

  g_assert_cmpstr (found, ==, expected);
}

#define SCHEDULED                                                                                  \
  PHASE ("Scheduled", ENTERED ("Pending", PAST ("01")) "," ENTERED (                               \
                          "Scheduling", PAST ("02")) "," ENTERED ("Scheduled", PAST ("04")))
#define RUNS                                                                                       \
  PHASE ("Running",                                                                                \
         ENTERED ("Pending", PAST ("01")) "," ENTERED ("Scheduling", PAST ("02")) "," ENTERED (    \
             "Scheduled", PAST ("04")) "," ENTERED ("Running", PAST ("16")))

static void
test_steps (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI (PAST ("05"), CREATED (PAST ("00")), SCHEDULED));
  assert_lines (self, "kubevirt_vmi_phase", "");
  fleet_tell (self, VMI (PAST ("17"), CREATED (PAST ("00")), RUNS));
  assert_lines (self, STEPS "_count",
                STEPS "_count{phase=\"Running\",last_phase=\"Scheduled\"} 1\n");
  assert_lines (self, STEPS "_sum", STEPS "_sum{phase=\"Running\",last_phase=\"Scheduled\"} 12\n");
  assert_lines (self, FROM_CREATION "_count", FROM_CREATION "_count{phase=\"Running\"} 1\n");
  assert_lines (self, FROM_CREATION "_sum", FROM_CREATION "_sum{phase=\"Running\"} 16\n");
  assert_lines (self, FROM_DELETION, "");
}

/* KubeVirt's bounds, each with what is within it. */
static void
test_buckets (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const bounds[] = { "0.5",    "1.0",    "2.0",    "5.0",   "10.0",
                                        "20.0",   "30.0",   "40.0",   "50.0",  "60.0",
                                        "90.0",   "120.0",  "180.0",  "300.0", "600.0",
                                        "1200.0", "1800.0", "3600.0", "+Inf" };
  g_autoptr (GString) expected = g_string_new (NULL);

  fleet_tell (self, VMI (PAST ("05"), CREATED (PAST ("00")), SCHEDULED));
  fleet_tell (self, VMI (PAST ("17"), CREATED (PAST ("00")), RUNS));
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    g_string_append_printf (expected,
                            STEPS "_bucket{phase=\"Running\",last_phase=\"Scheduled\","
                                  "le=\"%s\"} %u\n",
                            bounds[i], i < 5 ? 0u : 1u);
  assert_lines (self, STEPS "_bucket", expected->str);
}

/* Phases that pass between two looks are in the list of transitions; the second one's moment may be
 * that of the first, as Kubernetes has whole seconds. */
static void
test_skipped (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI (PAST ("01"), CREATED (PAST ("00")),
                         PHASE ("Pending", ENTERED ("Pending", PAST ("01")))));
  fleet_tell (self,
              VMI (PAST ("02"), CREATED (PAST ("00")),
                   PHASE ("Scheduled",
                          ENTERED ("Pending", PAST ("01")) "," ENTERED (
                              "Scheduling", PAST ("01")) "," ENTERED ("Scheduled", PAST ("03")))));
  assert_lines (self, STEPS "_sum",
                STEPS "_sum{phase=\"Scheduling\",last_phase=\"Pending\"} 0\n" STEPS
                      "_sum{phase=\"Scheduled\",last_phase=\"Scheduling\"} 2\n");
  fleet_tell (self, VMI (PAST ("17"), CREATED (PAST ("00")), RUNS));
  assert_lines (self, FROM_CREATION "_count",
                FROM_CREATION "_count{phase=\"Scheduling\"} 1\n" FROM_CREATION
                              "_count{phase=\"Scheduled\"} 1\n" FROM_CREATION
                              "_count{phase=\"Running\"} 1\n");
}

/* What is long under way when it is met is not counted: a program that is started anew would count
 * everything again. What a VMI was met in is not measured either. */
static void
test_met_running (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI (PAST ("17"), CREATED (PAST ("00")), RUNS));
  fleet_tell (self, FACT (PAST ("18"), RUNNING));
  assert_lines (self, "kubevirt_vmi_phase", "");
}

static void
test_met_domain (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, FACT (FUTURE ("01"), RUNNING));
  fleet_tell (self, FACT (FUTURE ("09"), ENDED));
  assert_lines (self, "kubevirt_vmi_phase", "");
}

/* Its object comes later, and tells of a time long ago. */
static void
test_object_comes_later (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, FACT (FUTURE ("01"), RUNNING));
  fleet_tell (self, VMI (FUTURE ("02"), CREATED (PAST ("00")), RUNS));
  assert_lines (self, "kubevirt_vmi_phase", "");
  fleet_tell (self, FACT (FUTURE ("03"), GONE));
  assert_lines (self, STEPS "_count",
                STEPS "_count{phase=\"Succeeded\",last_phase=\"Running\"} 1\n");
}

/* One that is new here tells of what was since there are metrics. */
static void
test_new_here (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
#define NEW_HERE                                                                                   \
  VMI (FUTURE ("09"), CREATED (FUTURE ("00")),                                                     \
       PHASE ("Running",                                                                           \
              ENTERED ("Scheduled", FUTURE ("02")) "," ENTERED ("Running", FUTURE ("05"))))
  const char *const counted =
      FROM_CREATION "_count{phase=\"Scheduled\"} 1\n" FROM_CREATION "_count{phase=\"Running\"} 1\n";

  fleet_tell (self, NEW_HERE);
  assert_lines (self, FROM_CREATION "_count", counted);
  assert_lines (self, STEPS "_sum", STEPS "_sum{phase=\"Running\",last_phase=\"Scheduled\"} 3\n");
  /* It goes, and comes again. */
  fleet_tell (self, "{\"source\":\"api\",\"observedAt\":\"" FUTURE (
                        "10") "\",\"objectGone\":{\"kind\":\"VirtualMachineInstance\","
                              "\"namespace\":\"n\",\"name\":\"vm\",\"uid\":\"u\"}}");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, 0);
  fleet_tell (self, VMI (FUTURE ("11"), CREATED (FUTURE ("00")),
                         PHASE ("Running", ENTERED ("Scheduled", FUTURE ("02")) "," ENTERED (
                                               "Running", FUTURE ("05")))));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, 1);
  assert_lines (self, FROM_CREATION "_count", counted);
}

static void
test_deletion (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI (PAST ("17"), CREATED (PAST ("00")), RUNS));
  fleet_tell (self, VMI (PAST ("20"), CREATED (PAST ("00")) "," DELETED (PAST ("20")), RUNS));
  assert_lines (self, FROM_DELETION, "");
  fleet_tell (self, VMI (PAST ("30"), CREATED (PAST ("00")) "," DELETED (PAST ("20")),
                         PHASE ("Succeeded", ENTERED ("Running", PAST ("16")) "," ENTERED (
                                                 "Succeeded", PAST ("29")))));
  assert_lines (self, FROM_DELETION "_sum", FROM_DELETION "_sum{phase=\"Succeeded\"} 9\n");
  assert_lines (self, STEPS "_sum", STEPS "_sum{phase=\"Succeeded\",last_phase=\"Running\"} 13\n");
}

/* Clocks differ. */
static void
test_not_negative (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, VMI (PAST ("05"), CREATED (PAST ("59")), SCHEDULED));
  fleet_tell (self, VMI (PAST ("17"), CREATED (PAST ("59")), RUNS));
  assert_lines (self, FROM_CREATION "_sum", FROM_CREATION "_sum{phase=\"Running\"} 0\n");
  assert_lines (self, FROM_CREATION "_bucket{phase=\"Running\",le=\"0.5\"}",
                FROM_CREATION "_bucket{phase=\"Running\",le=\"0.5\"} 1\n");
}

/* Between two renders a migration may get through several phases. */
static void
test_migration (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  fleet_tell (self, MIGRATION (PAST ("01"), PHASE ("Pending", ENTERED ("Pending", PAST ("01")))));
  assert_lines (self, OF_MIGRATION, "");
  fleet_tell (self,
              MIGRATION (PAST ("09"),
                         PHASE ("Running", ENTERED ("Pending", PAST ("01")) "," ENTERED (
                                               "Scheduling",
                                               PAST ("02")) "," ENTERED ("Running", PAST ("08")))));
  for (guint i = 0; i < 2; i++)
    assert_lines (self, OF_MIGRATION "_sum",
                  OF_MIGRATION "_sum{phase=\"Scheduling\"} 2\n" OF_MIGRATION
                               "_sum{phase=\"Running\"} 8\n");
}

/* A phase may be called anything. */
static void
test_names (Fleet *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *counts = NULL;
  guint n = 0;

  fleet_tell (self, VMI (PAST ("01"), CREATED (PAST ("00")),
                         PHASE ("Pending", ENTERED ("Pending", PAST ("01")))));
  for (guint i = 0; i < 2 * VMISTATE_MAX_PHASE_HISTOGRAMS; i++)
    {
      g_autofree char *fact = g_strdup_printf (
          VMI ("2020-01-01T00:01:00Z", CREATED (PAST ("00")) ",\"resourceVersion\":\"%u\"",
               PHASE ("a\\\"\\n%u", ENTERED ("a\\\"\\n%u", "2020-01-01T00:%02u:%02uZ"))),
          i, i, i, 1 + i / 60, i % 60);

      fleet_tell (self, fact);
    }
  counts = fleet_list (self, VMISTATE_METRICS_FORMAT_PROMETHEUS, FROM_CREATION "_count");
  for (const char *at = counts; (at = strchr (at, '\n')) != NULL; at++)
    n++;
  g_assert_cmpuint (n, ==, VMISTATE_MAX_PHASE_HISTOGRAMS);
  assert_lines (self, FROM_CREATION "_count{phase=\"a\\\"\\n7\"",
                FROM_CREATION "_count{phase=\"a\\\"\\n7\"} 1\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/telemetry/kubevirt-phases/" #name, Fleet, NULL, set_up, test_##name, tear_down)
  ADD (steps);
  ADD (buckets);
  ADD (skipped);
  ADD (met_running);
  ADD (met_domain);
  ADD (object_comes_later);
  ADD (new_here);
  ADD (deletion);
  ADD (not_negative);
  ADD (migration);
  ADD (names);
#undef ADD
  return g_test_run ();
}
