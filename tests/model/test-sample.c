/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Samples: what is there and what is not. That every field comes back is in test-fact-json.c. */

#include "config.h"

#include "model-test.h"

static VmistateSample *
read_sample (const char *json)
{
  return read_record (VMISTATE_TYPE_SAMPLE, json);
}

static void
test_nothing (void)
{
  g_autoptr (VmistateSample) sample = read_sample ("{}");
  g_autoptr (GDateTime) taken_at = vmistate_sample_dup_taken_at (sample);
  guint64 bytes = 1;
  gint32 state = 1;
  gboolean skipped = TRUE;

  g_assert_null (taken_at);
  g_assert_false (vmistate_sample_get_state (sample, &state));
  g_assert_cmpint (state, ==, 0);
  g_assert_false (vmistate_sample_get_monitor_skipped (sample, &skipped));
  g_assert_null (vmistate_sample_get_cpu (sample));
  g_assert_null (vmistate_sample_get_vcpus (sample));
  g_assert_false (vmistate_sample_get_guest_memory_used (sample, &bytes));
  g_assert_cmpuint (bytes, ==, 0);
  assert_writes (sample, VMISTATE_PROFILE_TRUTH, "{}");
}

/* An empty list was observed, and none was not. */
static void
test_empty_lists (void)
{
  const char *json = "{\"cpu\":{\"cacheMonitors\":[]},\"vcpus\":[],\"blocks\":[{}]}";
  g_autoptr (VmistateSample) sample = read_sample (json);
  g_autoptr (VmistateSample) other = read_sample ("{\"cpu\":{},\"blocks\":[{}]}");
  GPtrArray *vcpus = vmistate_sample_get_vcpus (sample);
  g_auto (GStrv) paths = NULL;

  g_assert_nonnull (vcpus);
  g_assert_cmpuint (vcpus->len, ==, 0);
  g_assert_null (vmistate_sample_get_interfaces (sample));
  assert_writes (sample, VMISTATE_PROFILE_TRUTH, json);
  g_assert_false (vmistate_record_equal (VMISTATE_RECORD (sample), VMISTATE_RECORD (other)));
  paths = vmistate_record_diff (VMISTATE_RECORD (other), VMISTATE_RECORD (sample));
  g_assert_cmpstrv (paths, ((const char *const[]){ "cpu.cacheMonitors", "vcpus", NULL }));
}

/* Beyond 2^53, where doubles have holes, and up to the last number that JSON parsers agree on. */
static void
test_large_numbers (void)
{
  static const char *const numbers[] = { "0", "9007199254740993", "9223372036854775807" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"interfaces\":[{\"name\":\"vnet0\",\"rxBytes\":%s}]}", numbers[i]);
      g_autoptr (VmistateSample) sample = read_sample (json);
      guint64 value;

      g_assert_true (vmistate_interface_sample_get_rx_bytes (
          vmistate_sample_get_interfaces (sample)->pdata[0], &value));
      g_assert_cmpuint (value, ==, g_ascii_strtoull (numbers[i], NULL, 10));
      assert_writes (sample, VMISTATE_PROFILE_TRUTH, json);
    }
}

static void
test_out_of_range (void)
{
  static const char *const bad[] = {
    "{\"interfaces\":[{\"rxBytes\":9223372036854775808}]}",
    "{\"interfaces\":[{\"rxBytes\":-1}]}",
    "{\"interfaces\":[{\"rxBytes\":1.5}]}",
    "{\"vcpus\":[{\"id\":4294967296}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (_vmistate_record_from_json (VMISTATE_TYPE_SAMPLE, bad[i], -1, &error));
      g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
    }
}

static const struct
{
  const char *balloon;
  gboolean is_known;
  guint64 used;
} used_rows[] = {
  { "{\"availableBytes\":1000,\"usableBytes\":400,\"unusedBytes\":100}", TRUE, 600 },
  { "{\"availableBytes\":1000,\"unusedBytes\":100}", TRUE, 900 },
  { "{\"availableBytes\":1000,\"usableBytes\":1000}", TRUE, 0 },
  { "{\"availableBytes\":1000,\"usableBytes\":0}", TRUE, 1000 },
  { "{\"availableBytes\":1000,\"usableBytes\":1001}", FALSE, 0 },
  { "{\"availableBytes\":1000}", FALSE, 0 },
  { "{\"usableBytes\":400,\"unusedBytes\":100,\"rssBytes\":500}", FALSE, 0 },
  { "{}", FALSE, 0 },
};

static void
test_guest_memory_used (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (used_rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"balloon\":%s}", used_rows[i].balloon);
      g_autoptr (VmistateSample) sample = read_sample (json);
      guint64 used = 1;

      g_test_message ("%s", json);
      g_assert_cmpint (vmistate_sample_get_guest_memory_used (sample, &used), ==,
                       used_rows[i].is_known);
      g_assert_cmpuint (used, ==, used_rows[i].used);
      g_assert_cmpint (vmistate_sample_get_guest_memory_used (sample, NULL), ==,
                       used_rows[i].is_known);
    }
}

/* Every reason has a text of its own, and what is none of them is not known. */
static void
test_missing (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (VMISTATE_TYPE_SAMPLE_MISSING);
  g_autoptr (VmistateSample) empty = read_sample ("{}");
  g_autoptr (VmistateSample) later = read_sample ("{\"missing\":\"Later\"}");

  g_assert_cmpuint (klass->n_values, ==, VMISTATE_SAMPLE_MISSING_VANISHED + 1);
  for (guint i = 0; i < klass->n_values; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"missing\":\"%s\"}", klass->values[i].value_nick);
      g_autoptr (VmistateSample) sample = read_sample (json);

      g_assert_cmpint (vmistate_sample_get_missing (sample), ==, klass->values[i].value);
    }
  g_assert_cmpint (vmistate_sample_get_missing (empty), ==, VMISTATE_SAMPLE_MISSING_UNKNOWN);
  g_assert_cmpint (vmistate_sample_get_missing (later), ==, VMISTATE_SAMPLE_MISSING_UNKNOWN);
  assert_writes (later, VMISTATE_PROFILE_TRUTH, "{\"missing\":\"Later\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sample/nothing", test_nothing);
  g_test_add_func ("/sample/empty-lists", test_empty_lists);
  g_test_add_func ("/sample/large-numbers", test_large_numbers);
  g_test_add_func ("/sample/out-of-range", test_out_of_range);
  g_test_add_func ("/sample/guest-memory-used", test_guest_memory_used);
  g_test_add_func ("/sample/missing", test_missing);
  return g_test_run ();
}
