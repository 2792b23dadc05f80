/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Facts: the form that recordings have and that other programs write. */

#include "config.h"

#include "coverage.h"
#include "model-test.h"

#include "model/fact.h"
#include "model/payloads.h"

static const struct
{
  const char *json;
  const char *message;
} bad_rows[] = {
  { "", "not JSON: expected a value at byte 0" },
  { "[]", "top level: expected an object, found an array" },
  { "{}", "source: a fact needs this member" },
  { "{\"source\":\"\",\"observedAt\":\"2026-03-01T10:00:00Z\"}",
    "source: a fact needs this member" },
  { "{\"source\":null,\"observedAt\":\"2026-03-01T10:00:00Z\"}",
    "source: a fact needs this member" },
  { "{\"source\":\"s\",\"clock\":true}", "observedAt: a fact needs this member" },
  { "{\"source\":\"s\",\"observedAt\":null}", "observedAt: a fact needs this member" },
  { "{\"source\":\"s\",\"observedAt\":5}", "observedAt: expected a time, found a number" },
  { "{\"source\":\"s\",\"observedAt\":\"soon\"}", "observedAt: “soon” is not an RFC 3339 time" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"domainState\":{}}",
    "name: a fact needs this member" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":\"\",\"agentReply\":{}}",
    "name: a fact needs this member" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":7}",
    "name: expected a string, found a number" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"clock\":false}",
    "clock: can only be true" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":\"v\",\"domain\":{},"
    "\"domainState\":{}}",
    "a fact holds one thing, this one holds several" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"clock\":true,"
    "\"sourceReport\":{}}",
    "a fact holds one thing, this one holds several" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":\"v\",\"domain\":7}",
    "domain: expected an object, found a number" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":\"v\","
    "\"domain\":{\"vcpus\":-1}}",
    "domain.vcpus: -1 is out of range" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":\"v\","
    "\"domain\":{\"disks\":[{},{\"bus\":[]}]}}",
    "domain.disks[1].bus: expected a string, found an array" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":\"v\","
    "\"domainEvent\":{\"data\":{\"event\":2}}}",
    "domainEvent.data[event]: expected a string, found a number" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":\"v\","
    "\"agentReply\":{\"interfaces\":[{\"addresses\":[{\"prefix\":1e9}]}]}}",
    "agentReply.interfaces[0].addresses[0].prefix: expected a whole number, found a decimal "
    "number" },
  { "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\",\"name\":\"v\","
    "\"agentReply\":{\"filesystems\":[{\"usedBytes\":18446744073709551615}]}}",
    "agentReply.filesystems[0].usedBytes: 18446744073709551615 does not fit into 64 bits" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad_rows[i].json);
      g_assert_null (vmistate_fact_new_from_json (bad_rows[i].json, -1, &error));
      g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
      g_assert_cmpstr (error->message, ==, bad_rows[i].message);
    }
}

static VmistateFact *
read_fact (const char *json)
{
  g_autoptr (GError) error = NULL;
  VmistateFact *fact = vmistate_fact_new_from_json (json, /* length= */ -1, &error);

  g_assert_no_error (error);
  return fact;
}

/* One line for each kind, in the order of the kinds; each comes back byte by byte, and together
 * they leave out no field. */
static void
test_round_trip (void)
{
  g_autofree char *text = read_data_file ("facts-full.jsonl");
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (VmistateFact) fact = read_fact (lines[i]);

      g_assert_cmpint (vmistate_fact_get_kind (fact), ==, VMISTATE_FACT_KIND_SOURCE + i);
      assert_writes (fact, VMISTATE_PROFILE_TRUTH, lines[i]);
      collect_record (seen, VMISTATE_RECORD (fact));
    }
  assert_all_seen (seen, VMISTATE_TYPE_FACT);
}

static void
test_getters (void)
{
  g_autoptr (VmistateFact) fact =
      read_fact ("{\"source\":\"local\",\"namespace\":\"shop\",\"name\":\"vm1\",\"uid\":\"u\","
                 "\"observedAt\":\"1970-01-01T00:00:01.000002Z\",\"afterGap\":true,"
                 "\"domainState\":{\"state\":5}}");
  gint32 state;

  g_assert_cmpstr (vmistate_fact_get_source (fact), ==, "local");
  g_assert_cmpstr (vmistate_fact_get_namespace (fact), ==, "shop");
  g_assert_cmpstr (vmistate_fact_get_name (fact), ==, "vm1");
  g_assert_cmpstr (vmistate_fact_get_uid (fact), ==, "u");
  g_assert_cmpint (vmistate_fact_get_observed_at_usec (fact), ==, 1000002);
  g_assert_true (vmistate_fact_get_after_gap (fact));
  g_assert_true (
      _vmistate_record_get_int32 (_vmistate_fact_get_payload (fact), DOMAIN_STATE_STATE, &state));
  g_assert_cmpint (state, ==, 5);
}

/* A recording of a later version: what it holds is unknown, and kept. */
static void
test_later_kind (void)
{
  const char *json = "{\"source\":\"s\",\"observedAt\":\"2026-03-01T10:00:00Z\","
                     "\"weather\":{\"rain\":true}}";
  g_autoptr (VmistateFact) fact = read_fact (json);

  g_assert_cmpint (vmistate_fact_get_kind (fact), ==, VMISTATE_FACT_KIND_UNKNOWN);
  g_assert_null (_vmistate_fact_get_payload (fact));
  g_assert_false (vmistate_fact_get_after_gap (fact));
  assert_writes (fact, VMISTATE_PROFILE_TRUTH, json);
}

static void
test_new (void)
{
  const VmistateIdentity identity = { .namespace_ = "shop", .name = "vm1", .uid = NULL };
  VmistateRecord *state = read_record (_vmistate_domain_state_get_type (), "{\"state\":1}");
  g_autoptr (VmistateFact) fact =
      _vmistate_fact_new (VMISTATE_FACT_KIND_DOMAIN_STATE, "local", &identity, 0, state);
  g_autoptr (VmistateFact) clock =
      _vmistate_fact_new (VMISTATE_FACT_KIND_CLOCK, "clock", NULL, 1000000, NULL);

  g_assert_true (_vmistate_fact_get_payload (fact) == state);
  assert_writes (fact, VMISTATE_PROFILE_TRUTH,
                 "{\"source\":\"local\",\"namespace\":\"shop\",\"name\":\"vm1\","
                 "\"observedAt\":\"1970-01-01T00:00:00Z\",\"domainState\":{\"state\":1}}");
  g_assert_cmpint (vmistate_fact_get_kind (clock), ==, VMISTATE_FACT_KIND_CLOCK);
  g_assert_null (_vmistate_fact_get_payload (clock));
  assert_writes (clock, VMISTATE_PROFILE_TRUTH,
                 "{\"source\":\"clock\",\"observedAt\":\"1970-01-01T00:00:01Z\",\"clock\":true}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fact-json/bad", test_bad);
  g_test_add_func ("/fact-json/round-trip", test_round_trip);
  g_test_add_func ("/fact-json/getters", test_getters);
  g_test_add_func ("/fact-json/later-kind", test_later_kind);
  g_test_add_func ("/fact-json/new", test_new);
  return g_test_run ();
}
