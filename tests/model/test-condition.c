/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "model-test.h"

static const char ready[] = "{\"type\":\"Ready\",\"status\":\"True\",\"lastProbeTime\":null,"
                            "\"lastTransitionTime\":\"2026-03-01T10:00:00.250000Z\","
                            "\"reason\":\"Fine\",\"message\":\"all is well\"}";

static void
test_getters (void)
{
  g_autoptr (VmistateCondition) condition = read_record (VMISTATE_TYPE_CONDITION, ready);
  g_autoptr (GDateTime) probe = vmistate_condition_dup_last_probe_time (condition);
  g_autoptr (GDateTime) transition = vmistate_condition_dup_last_transition_time (condition);

  g_assert_cmpstr (vmistate_condition_get_condition_type (condition), ==, "Ready");
  g_assert_cmpint (vmistate_condition_get_status (condition), ==, VMISTATE_CONDITION_STATUS_TRUE);
  g_assert_cmpstr (vmistate_condition_get_reason (condition), ==, "Fine");
  g_assert_cmpstr (vmistate_condition_get_message (condition), ==, "all is well");
  g_assert_null (probe);
  g_assert_cmpint (g_date_time_to_unix (transition), ==, 1772359200);
  g_assert_cmpint (g_date_time_get_microsecond (transition), ==, 250000);
}

static void
test_status_texts (void)
{
  static const struct
  {
    const char *text;
    VmistateConditionStatus status;
  } rows[] = {
    { "True", VMISTATE_CONDITION_STATUS_TRUE },       { "False", VMISTATE_CONDITION_STATUS_FALSE },
    { "Unknown", VMISTATE_CONDITION_STATUS_UNKNOWN }, { "true", VMISTATE_CONDITION_STATUS_UNKNOWN },
    { "Perhaps", VMISTATE_CONDITION_STATUS_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"type\":\"Ready\",\"status\":\"%s\",\"lastProbeTime\":null,"
                           "\"lastTransitionTime\":null}",
                           rows[i].text);
      g_autoptr (VmistateCondition) condition = read_record (VMISTATE_TYPE_CONDITION, json);

      g_assert_cmpint (vmistate_condition_get_status (condition), ==, rows[i].status);
      assert_writes (condition, VMISTATE_PROFILE_TRUTH, json);
    }
}

/* Kubernetes wants these four members whatever happens; read again they say nothing. */
static void
test_empty (void)
{
  const char *json = "{\"type\":\"\",\"status\":\"\",\"lastProbeTime\":null,"
                     "\"lastTransitionTime\":null}";
  g_autoptr (VmistateCondition) condition = read_record (VMISTATE_TYPE_CONDITION, "{}");
  g_autoptr (VmistateCondition) again = read_record (VMISTATE_TYPE_CONDITION, json);

  assert_writes (condition, VMISTATE_PROFILE_TRUTH, json);
  g_assert_null (vmistate_condition_get_condition_type (again));
  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (condition), VMISTATE_RECORD (again)));
}

/* A published time has whole seconds. */
static void
test_kubevirt_times (void)
{
  g_autoptr (VmistateCondition) condition = read_record (VMISTATE_TYPE_CONDITION, ready);
  g_autofree char *json =
      vmistate_record_to_json (VMISTATE_RECORD (condition), VMISTATE_PROFILE_KUBEVIRT);

  g_assert_nonnull (strstr (json, "\"lastTransitionTime\":\"2026-03-01T10:00:00Z\""));
  assert_writes (condition, VMISTATE_PROFILE_TRUTH, ready);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/condition/getters", test_getters);
  g_test_add_func ("/condition/status-texts", test_status_texts);
  g_test_add_func ("/condition/empty", test_empty);
  g_test_add_func ("/condition/kubevirt-times", test_kubevirt_times);
  return g_test_run ();
}
