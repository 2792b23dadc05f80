/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Records made by code: a value that cannot be right makes the field absent. */

#include "config.h"

#include "model-test.h"

#include "model/interface.h"
#include "model/load.h"
#include "model/memory-dump.h"
#include "model/migration-state.h"
#include "model/pvc-info.h"
#include "model/status.h"

#include <math.h>

static void
test_integers_out_of_range (void)
{
  g_autoptr (VmistateStatus) status = g_object_new (VMISTATE_TYPE_STATUS, NULL);
  g_autoptr (VmistateInterface) interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);
  guint32 cid;

  _vmistate_record_set_integer (status, STATUS_VSOCK_CID, G_MAXUINT32);
  g_assert_true (vmistate_status_get_vsock_cid (status, &cid));
  g_assert_cmpuint (cid, ==, G_MAXUINT32);
  _vmistate_record_set_integer (status, STATUS_VSOCK_CID, G_GINT64_CONSTANT (4294967296));
  g_assert_false (vmistate_status_get_vsock_cid (status, &cid));
  g_assert_cmpuint (cid, ==, 0);

  _vmistate_record_set_integer (status, STATUS_RUNTIME_USER, -1);
  g_assert_false (vmistate_status_get_runtime_user (status, NULL));
  _vmistate_record_set_integer (interface, INTERFACE_QUEUE_COUNT, G_MAXINT32);
  g_assert_true (vmistate_interface_get_queue_count (interface, NULL));
  _vmistate_record_set_integer (interface, INTERFACE_QUEUE_COUNT, G_GINT64_CONSTANT (-2147483649));
  g_assert_false (vmistate_interface_get_queue_count (interface, NULL));
}

static void
test_doubles_that_are_none (void)
{
  g_autoptr (VmistateLoad) load = g_object_new (VMISTATE_TYPE_LOAD, NULL);

  _vmistate_record_set_double (load, LOAD_LOAD_1M, 1.5);
  _vmistate_record_set_double (load, LOAD_LOAD_5M, -0.0);
  assert_writes (load, VMISTATE_PROFILE_TRUTH, "{\"load1m\":1.5,\"load5m\":0.0}");

  _vmistate_record_set_double (load, LOAD_LOAD_1M, NAN);
  _vmistate_record_set_double (load, LOAD_LOAD_5M, INFINITY);
  _vmistate_record_set_double (load, LOAD_LOAD_15M, -INFINITY);
  assert_writes (load, VMISTATE_PROFILE_TRUTH, "{}");
}

static void
test_times_out_of_range (void)
{
  g_autoptr (VmistateMemoryDump) dump = g_object_new (VMISTATE_TYPE_MEMORY_DUMP, NULL);

  _vmistate_record_set_time (dump, MEMORY_DUMP_START_TIMESTAMP, -1);
  _vmistate_record_set_time (dump, MEMORY_DUMP_END_TIMESTAMP, 0);
  assert_writes (dump, VMISTATE_PROFILE_TRUTH,
                 "{\"startTimestamp\":\"1969-12-31T23:59:59.999999Z\","
                 "\"endTimestamp\":\"1970-01-01T00:00:00Z\"}");

  _vmistate_record_set_time (dump, MEMORY_DUMP_START_TIMESTAMP, G_MAXINT64);
  _vmistate_record_set_time (dump, MEMORY_DUMP_END_TIMESTAMP, G_MININT64);
  assert_writes (dump, VMISTATE_PROFILE_TRUTH, "{}");
}

/* Times before 1970 with a fraction come out of the getter as they went in. */
static void
test_dup_time (void)
{
  g_autoptr (VmistateMemoryDump) dump = g_object_new (VMISTATE_TYPE_MEMORY_DUMP, NULL);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  _vmistate_record_set_time (dump, MEMORY_DUMP_START_TIMESTAMP, -1);
  time = vmistate_memory_dump_dup_start_timestamp (dump);
  text = g_date_time_format_iso8601 (time);
  g_assert_cmpstr (text, ==, "1969-12-31T23:59:59.999999Z");
}

static void
test_invalid_utf8 (void)
{
  g_autoptr (VmistateInterface) interface = g_object_new (VMISTATE_TYPE_INTERFACE, NULL);

  _vmistate_record_set_string (interface, INTERFACE_INTERFACE_NAME, "e\xff\xc3th");
  g_assert_cmpstr (vmistate_interface_get_interface_name (interface), ==, "e��th");
  _vmistate_record_set_string (interface, INTERFACE_INTERFACE_NAME, NULL);
  g_assert_null (vmistate_interface_get_interface_name (interface));
}

static void
test_variants (void)
{
  g_autoptr (VmistatePvcInfo) claim = g_object_new (VMISTATE_TYPE_PVC_INFO, NULL);
  g_autoptr (VmistateMigrationState) migration = g_object_new (VMISTATE_TYPE_MIGRATION_STATE, NULL);

  _vmistate_record_take_variant (claim, PVC_INFO_CAPACITY,
                                 g_variant_new_parsed ("{'b': '1', 'c': '2', 'a': '3'}"));
  assert_writes (claim, VMISTATE_PROFILE_TRUTH,
                 "{\"capacity\":{\"a\":\"3\",\"b\":\"1\",\"c\":\"2\"}}");

  _vmistate_record_take_variant (claim, PVC_INFO_CAPACITY, NULL);
  _vmistate_record_take_variant (claim, PVC_INFO_REQUESTS, g_variant_new_parsed ("@a{ss} {}"));
  assert_writes (claim, VMISTATE_PROFILE_TRUTH, "{}");

  _vmistate_record_take_variant (migration, MIGRATION_STATE_TARGET_DIRECT_MIGRATION_NODE_PORTS,
                                 g_variant_new_parsed ("{'9': 1, '10': 2}"));
  assert_writes (migration, VMISTATE_PROFILE_TRUTH,
                 "{\"targetDirectMigrationNodePorts\":{\"10\":2,\"9\":1}}");
}

static void
test_empty_list (void)
{
  g_autoptr (VmistateStatus) status = read_record (VMISTATE_TYPE_STATUS, "{\"conditions\":[{}]}");

  _vmistate_record_take_list (status, STATUS_CONDITIONS, _vmistate_record_list_new ());
  g_assert_null (vmistate_status_get_conditions (status));
}

/* A copy shares its parts and has its own fields. */
static void
test_copy (void)
{
  const char *json = "{\"phase\":\"Running\",\"interfaces\":[{\"ipAddresses\":[\"a\"]}],"
                     "\"guestOSInfo\":{\"id\":\"x\"},\"runtimeUser\":7,\"later\":[1]}";
  g_autoptr (VmistateStatus) status = read_record (VMISTATE_TYPE_STATUS, json);
  g_autoptr (VmistateStatus) copy = _vmistate_record_copy (status);

  assert_writes (copy, VMISTATE_PROFILE_TRUTH, json);
  g_assert_true (vmistate_status_get_interfaces (copy) == vmistate_status_get_interfaces (status));

  _vmistate_record_set_string (copy, STATUS_PHASE, "Failed");
  _vmistate_record_clear_field (copy, STATUS_INTERFACES);
  _vmistate_record_clear_field (copy, STATUS_RUNTIME_USER);
  assert_writes (copy, VMISTATE_PROFILE_TRUTH,
                 "{\"phase\":\"Failed\",\"guestOSInfo\":{\"id\":\"x\"},\"later\":[1]}");
  assert_writes (status, VMISTATE_PROFILE_TRUTH, json);
}

static void
test_copy_field (void)
{
  g_autoptr (VmistateStatus) from =
      read_record (VMISTATE_TYPE_STATUS, "{\"nodeName\":\"a\",\"conditions\":[{}]}");
  g_autoptr (VmistateStatus) to =
      read_record (VMISTATE_TYPE_STATUS, "{\"reason\":\"r\",\"phase\":\"p\"}");

  _vmistate_record_copy_field (to, STATUS_REASON, from, STATUS_NODE_NAME);
  _vmistate_record_copy_field (to, STATUS_PHASE, from, STATUS_REASON);
  _vmistate_record_copy_field (to, STATUS_CONDITIONS, from, STATUS_CONDITIONS);
  g_assert_cmpstr (vmistate_status_get_reason (to), ==, "a");
  g_assert_false (_vmistate_record_has (to, STATUS_PHASE));
  g_assert_true (vmistate_status_get_conditions (to) == vmistate_status_get_conditions (from));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-making/integers-out-of-range", test_integers_out_of_range);
  g_test_add_func ("/record-making/doubles-that-are-none", test_doubles_that_are_none);
  g_test_add_func ("/record-making/times-out-of-range", test_times_out_of_range);
  g_test_add_func ("/record-making/dup-time", test_dup_time);
  g_test_add_func ("/record-making/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/record-making/variants", test_variants);
  g_test_add_func ("/record-making/empty-list", test_empty_list);
  g_test_add_func ("/record-making/copy", test_copy);
  g_test_add_func ("/record-making/copy-field", test_copy_field);
  return g_test_run ();
}
