/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Jobs: of each operation the one that runs and the last that ended, in whatever order they were
 * told. */

#include "fixture.h"

#include <string.h>

#define AT(second) "\"2026-01-01T00:00:" second "Z\""
#define FACT(second)                                                                               \
  "{\"source\":\"s\",\"name\":\"vm\",\"uid\":\"uid-vm\",\"observedAt\":" AT (second) ",\"job\":"
#define RUNS(second, operation, msec)                                                              \
  FACT (second)                                                                                    \
  "{\"operation\":\"" operation "\",\"type\":\"unbounded\",\"elapsedMsec\":" msec "}}"
#define ENDED(second, operation, type)                                                             \
  FACT (second)                                                                                    \
  "{\"operation\":\"" operation "\",\"type\":\"" type "\",\"endedAt\":" AT (second) "}}"

static VmistateInstance *
get_first (Fixture *self)
{
  VmistateInstance *instance = g_list_model_get_item (G_LIST_MODEL (self->monitor), 0);

  g_assert_nonnull (instance);
  g_object_unref (instance);
  return instance;
}

static char *
describe (VmistateJob *job)
{
  g_autoptr (GEnumClass) operations = g_type_class_ref (VMISTATE_TYPE_JOB_OPERATION);
  g_autoptr (GEnumClass) types = g_type_class_ref (VMISTATE_TYPE_JOB_TYPE);
  guint64 msec;

  vmistate_job_get_elapsed_msec (job, &msec);
  return g_strdup_printf (
      "%s %s %" G_GUINT64_FORMAT "\n",
      g_enum_get_value (operations, vmistate_job_get_operation (job))->value_nick,
      g_enum_get_value (types, vmistate_job_get_job_type (job))->value_nick, msec);
}

static char *
list_jobs (Fixture *self)
{
  GPtrArray *jobs = vmistate_instance_get_jobs (get_first (self));
  GString *text = g_string_new (NULL);

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    {
      g_autofree char *line = describe (jobs->pdata[i]);

      g_string_append (text, line);
    }
  return g_string_free (text, FALSE);
}

static void
assert_jobs (Fixture *self, const char *expected)
{
  g_autofree char *found = list_jobs (self);

  g_assert_cmpstr (found, ==, expected);
}

static void
note_cb (VmistateInstance *instance G_GNUC_UNUSED, VmistateJob *job, gpointer told)
{
  g_autofree char *line = describe (job);

  g_string_append (told, line);
}

static void
assert_told (GString *told, const char *expected)
{
  g_assert_cmpstr (told->str, ==, expected);
  g_string_truncate (told, 0);
}

static void
test_story (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) told = g_string_new (NULL);

  fixture_start (self);
  fixture_add (self, "vm", RUNNING);
  fixture_settle (self);
  g_assert_null (vmistate_instance_get_jobs (get_first (self)));
  g_signal_connect (get_first (self), "job-changed", G_CALLBACK (note_cb), told);

  fixture_add_raw (self, RUNS ("10", "dump", "100"));
  fixture_settle (self);
  assert_told (told, "dump unbounded 100\n");
  fixture_add_raw (self, RUNS ("11", "dump", "1100"));
  fixture_settle (self);
  assert_told (told, "dump unbounded 1100\n");
  assert_jobs (self, "dump unbounded 1100\n");
  fixture_add_raw (self, ENDED ("12", "dump", "completed"));
  fixture_settle (self);
  assert_told (told, "dump completed 0\n");
  assert_jobs (self, "dump completed 0\n");
  fixture_add_raw (self, RUNS ("13", "dump", "5"));
  fixture_add_raw (self, ENDED ("14", "backup", "failed"));
  fixture_settle (self);
  assert_jobs (self, "dump unbounded 5\nbackup failed 0\ndump completed 0\n");
}

/* Nothing changed, nothing said. */
static void
test_silence (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) told = g_string_new (NULL);

  fixture_start (self);
  fixture_add (self, "vm", RUNNING);
  fixture_settle (self);
  g_signal_connect (get_first (self), "job-changed", G_CALLBACK (note_cb), told);
  fixture_add_raw (self, RUNS ("20", "dump", "100"));
  fixture_settle (self);
  assert_told (told, "dump unbounded 100\n");
  fixture_add_raw (self, RUNS ("21", "dump", "100"));
  fixture_add_raw (self, RUNS ("15", "dump", "50"));
  fixture_settle (self);
  assert_told (told, "");
  fixture_add_raw (self, ENDED ("22", "dump", "none"));
  fixture_settle (self);
  assert_told (told, "dump none 0\n");
  fixture_add_raw (self, RUNS ("19", "dump", "90"));
  fixture_add_raw (self, RUNS ("22", "dump", "200"));
  fixture_add_raw (self, ENDED ("18", "dump", "failed"));
  fixture_settle (self);
  assert_told (told, "");
  assert_jobs (self, "dump none 0\n");
}

/* Brings number @number of all orders of @n indices into @order. */
static void
permute (guint *order, guint n, guint number)
{
  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = n; i > 1; i--)
    {
      guint j = number % i;
      guint last = order[i - 1];

      number /= i;
      order[i - 1] = order[j];
      order[j] = last;
    }
}

static char *
list_of (Fixture *self, const char *name)
{
  g_autofree char *uid = g_strconcat ("uid-", name, NULL);
  VmistateInstance *instance = vmistate_monitor_lookup (self->monitor, uid);
  GPtrArray *jobs = vmistate_instance_get_jobs (instance);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < jobs->len; i++)
    {
      g_autofree char *json =
          vmistate_record_to_json (VMISTATE_RECORD (jobs->pdata[i]), VMISTATE_PROFILE_TRUTH);

      g_string_append_printf (text, "%s\n", json);
    }
  return g_string_free (text, FALSE);
}

/* All orders of the same facts, with the word that there is such a VMI among them. Two tell
 * something else of the same moment. */
static void
test_any_order (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const facts[] = {
    AT ("09") "," RUNNING,
    AT ("10") ",\"job\":{\"operation\":\"save\",\"elapsedMsec\":2100}",
    AT ("11") ",\"job\":{\"operation\":\"save\",\"endedAt\":" AT ("11") "}",
    AT ("12") ",\"job\":{\"operation\":\"backup\",\"elapsedMsec\":7}",
    AT ("08") ",\"job\":{\"operation\":\"backup\",\"type\":\"failed\",\"endedAt\":" AT ("08") "}",
    AT ("08") ",\"job\":{\"operation\":\"backup\",\"type\":\"none\",\"endedAt\":" AT ("08") "}",
  };
  const char *expected = "{\"operation\":\"backup\",\"elapsedMsec\":7}\n"
                         "{\"operation\":\"save\",\"endedAt\":\"2026-01-01T00:00:11Z\"}\n"
                         "{\"operation\":\"backup\",\"type\":\"none\","
                         "\"endedAt\":\"2026-01-01T00:00:08Z\"}\n";
  guint order[G_N_ELEMENTS (facts)];

  fixture_start (self);
  for (guint number = 0; number < 720; number++)
    {
      permute (order, G_N_ELEMENTS (facts), number);
      for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
        {
          g_autofree char *json = g_strdup_printf (
              "{\"source\":\"s\",\"name\":\"vm%u\",\"uid\":\"uid-vm%u\",\"observedAt\":%s}", number,
              number, facts[order[i]]);

          fixture_add_raw (self, json);
        }
    }
  fixture_settle (self);
  for (guint number = 0; number < 720; number++)
    {
      g_autofree char *name = g_strdup_printf ("vm%u", number);
      g_autofree char *found = list_of (self, name);

      g_assert_cmpstr (found, ==, expected);
    }
}

/* However many there were */
static void
test_bounds (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const operations[] = { "start",         "save",     "restore",
                                            "migration-in",  "snapshot", "snapshot-revert",
                                            "migration-out", "dump",     "backup",
                                            "later",         "unknown",  "snapshot-delete",
                                            "much-later" };

  fixture_start (self);
  fixture_add (self, "vm", RUNNING);
  for (guint i = 0; i < 400; i++)
    {
      const char *operation = operations[i % G_N_ELEMENTS (operations)];
      g_autofree char *runs =
          g_strdup_printf ("{\"source\":\"s\",\"name\":\"vm\",\"uid\":\"uid-vm\",\"observedAt\":"
                           "\"2026-01-01T01:%02u:%02uZ\",\"job\":"
                           "{\"operation\":\"%s\",\"type\":\"unbounded\"}}",
                           i / 60, i % 60, operation);
      g_autofree char *ended =
          g_strdup_printf ("{\"source\":\"s\",\"name\":\"vm\",\"uid\":\"uid-vm\",\"observedAt\":"
                           "\"2026-01-01T01:%02u:%02uZ\",\"job\":"
                           "{\"operation\":\"%s\",\"type\":\"none\",\"endedAt\":" AT ("00") "}}",
                           (i + 3) / 60, (i + 3) % 60, operation);

      fixture_add_raw (self, runs);
      fixture_add_raw (self, ended);
    }
  fixture_settle (self);
  g_assert_cmpuint (vmistate_instance_get_jobs (get_first (self))->len, ==, 11);
}

/* A job changes no status, and does not make a VMI known. */
static void
test_no_evidence (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateStatus) before = NULL;

  fixture_start (self);
  fixture_add_raw (self, RUNS ("10", "dump", "1"));
  fixture_settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->monitor)), ==, 0);
  fixture_add (self, "vm", RUNNING);
  fixture_settle (self);
  assert_jobs (self, "dump unbounded 1\n");
  before = g_object_ref (vmistate_instance_get_status (get_first (self)));
  fixture_add_raw (self, ENDED ("11", "dump", "none"));
  fixture_settle (self);
  g_assert_true (vmistate_instance_get_status (get_first (self)) == before);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/monitor/jobs/" name, Fixture, GUINT_TO_POINTER (0), fixture_set_up, func,          \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("story", test_story);
  ADD ("silence", test_silence);
  ADD ("any-order", test_any_order);
  ADD ("bounds", test_bounds);
  ADD ("no-evidence", test_no_evidence);
  return g_test_run ();
}
