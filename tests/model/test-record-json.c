/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What every record type has from the engine: unknown members, nulls, zeros, profiles. */

#include "config.h"

#include "model-test.h"

/* Members that this version does not know come back, at any depth and of any kind. */
static void
test_unknown_members (void)
{
  const char *json = "{\"guestOSInfo\":{\"id\":\"a\",\"edition\":{\"x\":[1,[2.5,null]]}},"
                     "\"memory\":{\"swap\":null},"
                     "\"zebra\":{\"a\":{\"b\":[{}]}},\"ant\":false,\"\":\"empty name\"}";

  g_autoptr (VmistateRecord) status = read_record (VMISTATE_TYPE_STATUS, json);

  assert_writes (status, VMISTATE_PROFILE_TRUTH, json);
  g_assert_true (json_object_is_immutable (_vmistate_record_get_unknown (status)));
}

static void
assert_equal (const char *a, const char *b, gboolean expected)
{
  g_autoptr (VmistateRecord) record_a = read_record (VMISTATE_TYPE_STATUS, a);
  g_autoptr (VmistateRecord) record_b = read_record (VMISTATE_TYPE_STATUS, b);
  gboolean is_equal = vmistate_record_equal (record_a, record_b);

  g_assert_cmpint (is_equal, ==, expected);
  g_assert_cmpint (vmistate_record_equal (record_b, record_a), ==, expected);
}

static void
test_unknown_members_count (void)
{
  assert_equal ("{\"x\":1}", "{\"x\":1}", TRUE);
  assert_equal ("{\"x\":1}", "{\"x\":2}", FALSE);
  assert_equal ("{\"x\":1}", "{}", FALSE);
  assert_equal ("{\"x\":null}", "{}", FALSE);
  assert_equal ("{\"x\":1,\"y\":[]}", "{\"y\":[],\"x\":1}", TRUE);
  assert_equal ("{\"x\":{\"y\":[1]}}", "{\"x\":{\"y\":[1,1]}}", FALSE);
  assert_equal ("{\"memory\":{\"x\":1}}", "{\"memory\":{\"x\":\"1\"}}", FALSE);
}

static void
test_null_is_absent (void)
{
  assert_equal ("{\"phase\":null}", "{}", TRUE);
  assert_equal ("{\"conditions\":null,\"memory\":null,\"activePods\":null}", "{}", TRUE);
  assert_equal ("{\"runtimeUser\":null,\"VSOCKCID\":null}", "{}", TRUE);
  assert_equal ("{\"interfaces\":[{\"ipAddresses\":null,\"queueCount\":null}]}",
                "{\"interfaces\":[{}]}", TRUE);
}

static void
test_empty_containers_are_absent (void)
{
  assert_equal ("{\"conditions\":[],\"activePods\":{}}", "{}", TRUE);
  assert_equal ("{\"interfaces\":[{\"ipAddresses\":[]}]}", "{\"interfaces\":[{}]}", TRUE);
  assert_equal ("{\"guestOSInfo\":{}}", "{}", TRUE);
  /* A part that may be left out was observed when it is there. */
  assert_equal ("{\"memory\":{}}", "{}", FALSE);
  assert_equal ("{\"interfaces\":[{}]}", "{}", FALSE);
}

/* 0, false and "" are values; only KubeVirt takes them for nothing. */
static void
test_zeros (void)
{
  const char *json = "{\"interfaces\":[{\"mac\":\"\",\"queueCount\":0}],\"guestOSInfo\":{},"
                     "\"migrationState\":{\"completed\":false,\"migrationPolicyName\":\"\","
                     "\"migrationConfiguration\":{\"maxDowntimeMs\":0,\"allowPostCopy\":false}},"
                     "\"topologyHints\":{\"tscFrequency\":0},\"runtimeUser\":0,\"VSOCKCID\":0}";
  g_autoptr (VmistateStatus) status = read_record (VMISTATE_TYPE_STATUS, json);

  assert_writes (status, VMISTATE_PROFILE_TRUTH, json);
  assert_writes (status, VMISTATE_PROFILE_KUBEVIRT,
                 "{\"interfaces\":[{}],\"guestOSInfo\":{},"
                 "\"migrationState\":{\"migrationPolicyName\":\"\","
                 "\"migrationConfiguration\":{\"maxDowntimeMs\":0,\"allowPostCopy\":false}},"
                 "\"topologyHints\":{\"tscFrequency\":0},\"runtimeUser\":0,\"VSOCKCID\":0}");
}

/* Members that KubeVirt always writes, but that would be an invention in the truth. */
static void
test_invented_zeros (void)
{
  g_autoptr (VmistateStatus) status =
      read_record (VMISTATE_TYPE_STATUS, "{\"volumeStatus\":[{\"name\":\"root\"}],"
                                         "\"machine\":{}}");

  assert_writes (status, VMISTATE_PROFILE_TRUTH,
                 "{\"guestOSInfo\":{},\"volumeStatus\":[{\"name\":\"root\"}],\"machine\":{}}");
  assert_writes (status, VMISTATE_PROFILE_KUBEVIRT,
                 "{\"guestOSInfo\":{},\"volumeStatus\":[{\"name\":\"root\",\"target\":\"\"}],"
                 "\"runtimeUser\":0,\"machine\":{\"type\":\"\"}}");
}

static void
test_quantities (void)
{
  assert_rewrites (VMISTATE_TYPE_MEMORY, "{\"guestAtBoot\":\"2Gi\"}", "{\"guestAtBoot\":\"2Gi\"}");
  assert_rewrites (VMISTATE_TYPE_MEMORY, "{\"guestAtBoot\":2147483648}",
                   "{\"guestAtBoot\":\"2147483648\"}");
  assert_rewrites (VMISTATE_TYPE_MEMORY, "{\"guestAtBoot\":1.5}", "{\"guestAtBoot\":\"1.5\"}");
  assert_rewrites (VMISTATE_TYPE_MEMORY, "{\"guestAtBoot\":-1}", "{\"guestAtBoot\":\"-1\"}");
}

static void
test_numbers_at_the_edge (void)
{
  const char *status = "{\"guestOSInfo\":{},\"runtimeUser\":9223372036854775807,"
                       "\"VSOCKCID\":4294967295}";
  const char *hints = "{\"tscFrequency\":-9223372036854775808}";
  const char *interface = "{\"queueCount\":-2147483648}";

  assert_rewrites (VMISTATE_TYPE_STATUS, status, status);
  assert_rewrites (VMISTATE_TYPE_TOPOLOGY_HINTS, hints, hints);
  assert_rewrites (VMISTATE_TYPE_INTERFACE, interface, interface);
}

static void
test_doubles (void)
{
  g_autoptr (VmistateUser) user = read_record (VMISTATE_TYPE_USER, "{\"loginTime\":1580467675}");

  assert_writes (user, VMISTATE_PROFILE_TRUTH, "{\"loginTime\":1580467675.0}");
  assert_writes (user, VMISTATE_PROFILE_KUBEVIRT, "{\"userName\":\"\",\"loginTime\":1580467675}");
  assert_rewrites (VMISTATE_TYPE_USER, "{\"loginTime\":1580467675.876078}",
                   "{\"loginTime\":1580467675.876078}");
  assert_rewrites (VMISTATE_TYPE_USER, "{\"loginTime\":-0.0}", "{\"loginTime\":0.0}");
  assert_rewrites (VMISTATE_TYPE_USER, "{\"loginTime\":1e300}", "{\"loginTime\":1e+300}");
}

/* The same moment is the same, whatever its offset; one form is written. */
static void
test_times (void)
{
  assert_rewrites (VMISTATE_TYPE_MEMORY_DUMP,
                   "{\"startTimestamp\":\"2026-03-01T12:00:00.25+02:00\"}",
                   "{\"startTimestamp\":\"2026-03-01T10:00:00.250000Z\"}");
  assert_equal ("{\"conditions\":[{\"lastProbeTime\":\"2026-03-01T12:00:00+02:00\"}]}",
                "{\"conditions\":[{\"lastProbeTime\":\"2026-03-01T10:00:00Z\"}]}", TRUE);
}

/* Dictionaries have no order, lists have. */
static void
test_variants (void)
{
  assert_rewrites (VMISTATE_TYPE_PVC_INFO, "{\"capacity\":{\"b\":\"1\",\"a\":\"2\"}}",
                   "{\"capacity\":{\"a\":\"2\",\"b\":\"1\"}}");
  assert_rewrites (VMISTATE_TYPE_PVC_INFO, "{\"accessModes\":[\"b\",\"a\"]}",
                   "{\"accessModes\":[\"b\",\"a\"]}");
  assert_rewrites (VMISTATE_TYPE_MIGRATION_STATE,
                   "{\"targetDirectMigrationNodePorts\":{\"2\":-2147483648,\"1\":2147483647},"
                   "\"targetCPUSet\":[3,1]}",
                   "{\"targetDirectMigrationNodePorts\":{\"1\":2147483647,\"2\":-2147483648},"
                   "\"targetCPUSet\":[3,1]}");
}

/* Text is kept as it is and neutral in JSON. */
static void
test_text (void)
{
  const char *json = "{\"hostname\":\"a\\\"b\\\\c\\n\\u001b[2J</script>ü😀\",\"os\":{},"
                     "\"fsInfo\":{\"disks\":null}}";
  g_autoptr (VmistateGuestAgentInfo) info = read_record (VMISTATE_TYPE_GUEST_AGENT_INFO, json);

  g_assert_cmpstr (vmistate_guest_agent_info_get_hostname (info), ==,
                   "a\"b\\c\n\033[2J</script>ü😀");
  assert_writes (info, VMISTATE_PROFILE_TRUTH, json);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-json/unknown-members", test_unknown_members);
  g_test_add_func ("/record-json/unknown-members-count", test_unknown_members_count);
  g_test_add_func ("/record-json/null-is-absent", test_null_is_absent);
  g_test_add_func ("/record-json/empty-containers", test_empty_containers_are_absent);
  g_test_add_func ("/record-json/zeros", test_zeros);
  g_test_add_func ("/record-json/invented-zeros", test_invented_zeros);
  g_test_add_func ("/record-json/quantities", test_quantities);
  g_test_add_func ("/record-json/numbers-at-the-edge", test_numbers_at_the_edge);
  g_test_add_func ("/record-json/doubles", test_doubles);
  g_test_add_func ("/record-json/times", test_times);
  g_test_add_func ("/record-json/variants", test_variants);
  g_test_add_func ("/record-json/text", test_text);
  return g_test_run ();
}
