/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A text that is not a status is refused, and the message names the path. */

#include "config.h"

#include "model-test.h"

static const struct
{
  const char *json;
  const char *message;
} rows[] = {
  /* The whole */
  { "", "not JSON: expected a value at byte 0" },
  { "null", "top level: expected an object, found null" },
  { "[]", "top level: expected an object, found an array" },
  { "\"Running\"", "top level: expected an object, found a string" },
  { "7", "top level: expected an object, found a number" },
  { "{\"phase\":\"Running\"", "not JSON: expected “,” or “}” at byte 18" },
  { "{\"phase\":\"Running\",\"phase\":\"Failed\"}", "phase: this member is there twice" },

  /* Texts */
  { "{\"phase\":1}", "phase: expected a string, found a number" },
  { "{\"nodeName\":true}", "nodeName: expected a string, found a boolean" },
  { "{\"reason\":{}}", "reason: expected a string, found an object" },
  { "{\"selinuxContext\":[\"a\"]}", "selinuxContext: expected a string, found an array" },
  { "{\"nodeName\":\"a\\u0000b\"}", "nodeName: a string with \\u0000 cannot be held" },

  /* Lists and their elements */
  { "{\"conditions\":{}}", "conditions: expected an array, found an object" },
  { "{\"conditions\":\"Ready\"}", "conditions: expected an array, found a string" },
  { "{\"conditions\":[null]}", "conditions[0]: expected an object, found null" },
  { "{\"conditions\":[{},{},3]}", "conditions[2]: expected an object, found a number" },
  { "{\"conditions\":[{\"type\":false}]}",
    "conditions[0].type: expected a string, found a boolean" },
  { "{\"conditions\":[{\"status\":true}]}",
    "conditions[0].status: expected a string, found a boolean" },
  { "{\"conditions\":[{\"lastProbeTime\":0}]}",
    "conditions[0].lastProbeTime: expected a time, found a number" },
  { "{\"conditions\":[{},{\"lastTransitionTime\":\"yesterday\"}]}",
    "conditions[1].lastTransitionTime: “yesterday” is not an RFC 3339 time" },
  { "{\"conditions\":[{\"lastProbeTime\":\"\"}]}",
    "conditions[0].lastProbeTime: “” is not an RFC 3339 time" },
  { "{\"conditions\":[{\"lastProbeTime\":\"2026-03-01T10:00:00\"}]}",
    "conditions[0].lastProbeTime: “2026-03-01T10:00:00” is not an RFC 3339 time" },
  { "{\"conditions\":[{\"lastProbeTime\":\"\\u001b]0;x\\u0007\"}]}",
    "conditions[0].lastProbeTime: “\\u001b]0;x\\u0007” is not an RFC 3339 time" },
  { "{\"interfaces\":[{},{},{\"mac\":5}]}",
    "interfaces[2].mac: expected a string, found a number" },
  { "{\"interfaces\":[{\"ipAddresses\":\"10.0.0.1\"}]}",
    "interfaces[0].ipAddresses: expected an array, found a string" },
  { "{\"interfaces\":[{\"ipAddresses\":[\"10.0.0.1\",null]}]}",
    "interfaces[0].ipAddresses[1]: expected a string, found null" },
  { "{\"interfaces\":[{\"ipAddresses\":[\"10.0.0.1\",6]}]}",
    "interfaces[0].ipAddresses[1]: expected a string, found a number" },
  { "{\"phaseTransitionTimestamps\":[{\"phaseTransitionTimestamp\":false}]}",
    "phaseTransitionTimestamps[0].phaseTransitionTimestamp: expected a time, found a boolean" },

  /* Numbers */
  { "{\"interfaces\":[{\"queueCount\":2147483648}]}",
    "interfaces[0].queueCount: 2147483648 is out of range" },
  { "{\"interfaces\":[{\"queueCount\":-2147483649}]}",
    "interfaces[0].queueCount: -2147483649 is out of range" },
  { "{\"interfaces\":[{\"queueCount\":1.5}]}",
    "interfaces[0].queueCount: expected a whole number, found a decimal number" },
  { "{\"interfaces\":[{\"queueCount\":1e2}]}",
    "interfaces[0].queueCount: expected a whole number, found a decimal number" },
  { "{\"interfaces\":[{\"queueCount\":\"2\"}]}",
    "interfaces[0].queueCount: expected a whole number, found a string" },
  { "{\"runtimeUser\":-1}", "runtimeUser: -1 is out of range" },
  { "{\"runtimeUser\":18446744073709551615}",
    "runtimeUser: 18446744073709551615 does not fit into 64 bits" },
  { "{\"runtimeUser\":9223372036854775808}",
    "runtimeUser: 9223372036854775808 does not fit into 64 bits" },
  { "{\"VSOCKCID\":4294967296}", "VSOCKCID: 4294967296 is out of range" },
  { "{\"VSOCKCID\":-1}", "VSOCKCID: -1 is out of range" },
  { "{\"VSOCKCID\":true}", "VSOCKCID: expected a whole number, found a boolean" },
  { "{\"topologyHints\":{\"tscFrequency\":-9223372036854775809}}",
    "topologyHints.tscFrequency: -9223372036854775809 does not fit into 64 bits" },
  { "{\"volumeStatus\":[{\"size\":[]}]}",
    "volumeStatus[0].size: expected a whole number, found an array" },
  { "{\"memory\":{\"guestAtBoot\":false}}",
    "memory.guestAtBoot: expected a quantity, found a boolean" },
  { "{\"memory\":{\"guestAtBoot\":18446744073709551616}}",
    "memory.guestAtBoot: 18446744073709551616 does not fit into 64 bits" },

  /* Parts */
  { "{\"guestOSInfo\":[]}", "guestOSInfo: expected an object, found an array" },
  { "{\"guestOSInfo\":{\"id\":9}}", "guestOSInfo.id: expected a string, found a number" },
  { "{\"migrationState\":\"done\"}", "migrationState: expected an object, found a string" },
  { "{\"migrationState\":{\"completed\":\"true\"}}",
    "migrationState.completed: expected a boolean, found a string" },
  { "{\"migrationState\":{\"failed\":1}}",
    "migrationState.failed: expected a boolean, found a number" },
  { "{\"migrationState\":{\"targetCPUSet\":[1,2147483648]}}",
    "migrationState.targetCPUSet[1]: 2147483648 is out of range" },
  { "{\"migrationState\":{\"targetCPUSet\":[-2147483649]}}",
    "migrationState.targetCPUSet[0]: -2147483649 is out of range" },
  { "{\"migrationState\":{\"targetCPUSet\":[1,\"2\"]}}",
    "migrationState.targetCPUSet[1]: expected a whole number, found a string" },
  { "{\"migrationState\":{\"targetDirectMigrationNodePorts\":[]}}",
    "migrationState.targetDirectMigrationNodePorts: expected an object, found an array" },
  { "{\"migrationState\":{\"targetDirectMigrationNodePorts\":{\"1\":\"2\"}}}",
    "migrationState.targetDirectMigrationNodePorts[1]: expected a whole number, found a string" },
  { "{\"migrationState\":{\"migrationConfiguration\":{\"experimental\":{\"downtimeTuning\":"
    "{\"steps\":null,\"initialMs\":0.5}}}}}",
    "migrationState.migrationConfiguration.experimental.downtimeTuning.initialMs: expected a "
    "whole number, found a decimal number" },
  { "{\"migrationState\":{\"sourceState\":{\"nodeSelectors\":{\"zone\":null}}}}",
    "migrationState.sourceState.nodeSelectors[zone]: expected a string, found null" },
  { "{\"activePods\":[]}", "activePods: expected an object, found an array" },
  { "{\"activePods\":{\"a\":\"n\",\"b\":{}}}",
    "activePods[b]: expected a string, found an object" },
  { "{\"activePods\":{\"a\":null}}", "activePods[a]: expected a string, found null" },
  { "{\"activePods\":{\"\\u001b[31m\":4}}",
    "activePods[\\u001b[31m]: expected a string, found a number" },

  /* What this version does not know is not exempt */
  { "{\"later\":{\"deep\":[1,{\"big\":9223372036854775808}]}}",
    "later.deep[1].big: 9223372036854775808 does not fit into 64 bits" },
  { "{\"later\":[{\"a\":1,\"a\":2}]}", "later[0].a: this member is there twice" },
  { "{\"later\":1e999}", "later: 1e999 is out of the range of a double" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", rows[i].json);
  g_assert_null (vmistate_status_new_from_json (rows[i].json, /* length= */ -1, &error));
  g_assert_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, rows[i].message);
}

/* No error location is as good as one. */
static void
test_ignored_error (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_null (vmistate_status_new_from_json (rows[i].json, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/bad-status/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/bad-status/ignored-error", test_ignored_error);
  return g_test_run ();
}
