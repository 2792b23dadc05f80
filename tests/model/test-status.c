/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The whole status: every member, there and back. */

#include "config.h"

#include "coverage.h"
#include "model-test.h"

#include "model/json.h"
#include "model/stamp.h"
#include "model/status.h"

static VmistateStatus *
read_full_status (void)
{
  g_autofree char *text = read_data_file ("status-full.json");

  return read_record (VMISTATE_TYPE_STATUS, text);
}

/* What KubeVirt's types have no members for. */
static void
remove_own_members (JsonNode *status)
{
  static const char *const of_interface[] = { "addresses", "siblings", "conflicts" };
  JsonObject *object = json_node_get_object (status);
  JsonArray *interfaces = json_object_get_array_member (object, "interfaces");

  json_object_remove_member (json_object_get_object_member (object, "migrationState"), "progress");
  for (guint i = 0; i < json_array_get_length (interfaces); i++)
    {
      JsonObject *interface = json_array_get_object_element (interfaces, i);

      for (guint j = 0; j < G_N_ELEMENTS (of_interface); j++)
        json_object_remove_member (interface, of_interface[j]);
    }
}

/* The file holds the members in KubeVirt's order, those that nobody knows last; so it must come
 * back byte by byte. */
static void
test_round_trip (void)
{
  g_autoptr (VmistateStatus) status = read_full_status ();
  g_autofree char *text = read_data_file ("status-full.json");
  g_autoptr (JsonNode) node = _vmistate_json_parse (text, -1, &_vmistate_json_bounds_default, NULL);
  g_autofree char *compact = _vmistate_json_print (node);
  g_autofree char *theirs = NULL;
  g_autoptr (VmistateStatus) again = NULL;

  assert_writes (status, VMISTATE_PROFILE_TRUTH, compact);
  remove_own_members (node);
  theirs = _vmistate_json_print (node);
  assert_writes (status, VMISTATE_PROFILE_KUBEVIRT, theirs);

  again = read_record (VMISTATE_TYPE_STATUS, compact);
  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (status), VMISTATE_RECORD (again)));
}

/* The file of the round trip leaves out no field of any part. */
static void
test_file_is_full (void)
{
  g_autoptr (VmistateStatus) status = read_full_status ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  collect_record (seen, VMISTATE_RECORD (status));
  assert_all_seen (seen, VMISTATE_TYPE_STATUS);
}

static void
test_enums (void)
{
  g_autoptr (VmistateStatus) status = read_full_status ();
  VmistateMigrationState *migration = vmistate_status_get_migration_state (status);
  VmistatePhaseTransition *first =
      vmistate_status_get_phase_transition_timestamps (status)->pdata[0];

  g_assert_cmpint (vmistate_status_get_phase (status), ==, VMISTATE_PHASE_RUNNING);
  g_assert_cmpint (vmistate_phase_transition_get_phase (first), ==, VMISTATE_PHASE_PENDING);
  g_assert_cmpint (vmistate_status_get_migration_method (status), ==,
                   VMISTATE_MIGRATION_METHOD_BLOCK);
  g_assert_cmpint (vmistate_migration_state_get_mode (migration), ==,
                   VMISTATE_MIGRATION_MODE_PRE_COPY);
  g_assert_cmpint (vmistate_migration_state_get_abort_status (migration), ==,
                   VMISTATE_MIGRATION_ABORT_STATUS_SUCCEEDED);
}

static void
assert_enum (GType type, int value, const char *text)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  g_assert_cmpstr (g_enum_get_value (klass, value)->value_nick, ==, text);
}

/* The nicks are KubeVirt's texts; whoever writes a status relies on them. */
static void
test_enum_texts (void)
{
  assert_enum (VMISTATE_TYPE_PHASE, VMISTATE_PHASE_UNKNOWN, "Unknown");
  assert_enum (VMISTATE_TYPE_PHASE, VMISTATE_PHASE_PENDING, "Pending");
  assert_enum (VMISTATE_TYPE_PHASE, VMISTATE_PHASE_SCHEDULING, "Scheduling");
  assert_enum (VMISTATE_TYPE_PHASE, VMISTATE_PHASE_SCHEDULED, "Scheduled");
  assert_enum (VMISTATE_TYPE_PHASE, VMISTATE_PHASE_RUNNING, "Running");
  assert_enum (VMISTATE_TYPE_PHASE, VMISTATE_PHASE_SUCCEEDED, "Succeeded");
  assert_enum (VMISTATE_TYPE_PHASE, VMISTATE_PHASE_FAILED, "Failed");
  assert_enum (VMISTATE_TYPE_PHASE, VMISTATE_PHASE_WAITING_FOR_SYNC, "WaitingForSync");
  assert_enum (VMISTATE_TYPE_MIGRATION_MODE, VMISTATE_MIGRATION_MODE_PRE_COPY, "PreCopy");
  assert_enum (VMISTATE_TYPE_MIGRATION_MODE, VMISTATE_MIGRATION_MODE_POST_COPY, "PostCopy");
  assert_enum (VMISTATE_TYPE_MIGRATION_MODE, VMISTATE_MIGRATION_MODE_PAUSED, "Paused");
  assert_enum (VMISTATE_TYPE_MIGRATION_ABORT_STATUS, VMISTATE_MIGRATION_ABORT_STATUS_SUCCEEDED,
               "Succeeded");
  assert_enum (VMISTATE_TYPE_MIGRATION_ABORT_STATUS, VMISTATE_MIGRATION_ABORT_STATUS_FAILED,
               "Failed");
  assert_enum (VMISTATE_TYPE_MIGRATION_ABORT_STATUS, VMISTATE_MIGRATION_ABORT_STATUS_ABORTING,
               "Aborting");
  assert_enum (VMISTATE_TYPE_MIGRATION_METHOD, VMISTATE_MIGRATION_METHOD_BLOCK, "BlockMigration");
  assert_enum (VMISTATE_TYPE_MIGRATION_METHOD, VMISTATE_MIGRATION_METHOD_LIVE, "LiveMigration");
}

/* A text from a later version reads as unknown, and is still there when it is written. */
static void
test_later_enum_texts (void)
{
  const char *json = "{\"phase\":\"Hibernated\",\"guestOSInfo\":{},"
                     "\"migrationState\":{\"abortStatus\":\"Half\",\"mode\":\"Telepathy\"},"
                     "\"migrationMethod\":\"Beam\"}";
  g_autoptr (VmistateStatus) status = read_record (VMISTATE_TYPE_STATUS, json);
  VmistateMigrationState *migration = vmistate_status_get_migration_state (status);

  g_assert_cmpint (vmistate_status_get_phase (status), ==, VMISTATE_PHASE_UNKNOWN);
  g_assert_cmpint (vmistate_status_get_migration_method (status), ==,
                   VMISTATE_MIGRATION_METHOD_UNKNOWN);
  g_assert_cmpint (vmistate_migration_state_get_mode (migration), ==,
                   VMISTATE_MIGRATION_MODE_UNKNOWN);
  g_assert_cmpint (vmistate_migration_state_get_abort_status (migration), ==,
                   VMISTATE_MIGRATION_ABORT_STATUS_UNKNOWN);
  assert_rewrites (VMISTATE_TYPE_STATUS, "{\"phase\":\"Hibernated\",\"migrationMethod\":\"Beam\"}",
                   "{\"phase\":\"Hibernated\",\"guestOSInfo\":{},\"migrationMethod\":\"Beam\"}");
}

/* Nothing observed: what is written says nothing, and KubeVirt's zeros are KubeVirt's alone. */
static void
test_empty (void)
{
  g_autoptr (VmistateStatus) status = read_record (VMISTATE_TYPE_STATUS, "{}");

  assert_writes (status, VMISTATE_PROFILE_TRUTH, "{\"guestOSInfo\":{}}");
  assert_writes (status, VMISTATE_PROFILE_KUBEVIRT, "{\"guestOSInfo\":{},\"runtimeUser\":0}");
  g_assert_null (vmistate_status_get_guest_os_info (status));
  g_assert_false (vmistate_status_get_runtime_user (status, NULL));
}

static void
test_active_pods (void)
{
  g_autoptr (VmistateStatus) status =
      read_record (VMISTATE_TYPE_STATUS, "{\"activePods\":{\"uid-2\":\"node-b\",\"uid-1\":\"\"}}");
  GPtrArray *pods = vmistate_status_get_active_pods (status);

  g_assert_cmpuint (pods->len, ==, 2);
  g_assert_cmpstr (vmistate_active_pod_get_uid (pods->pdata[0]), ==, "uid-1");
  g_assert_cmpstr (vmistate_active_pod_get_node_name (pods->pdata[0]), ==, "");
  g_assert_cmpstr (vmistate_active_pod_get_uid (pods->pdata[1]), ==, "uid-2");
  g_assert_cmpstr (vmistate_active_pod_get_node_name (pods->pdata[1]), ==, "node-b");
  assert_writes (status, VMISTATE_PROFILE_TRUTH,
                 "{\"guestOSInfo\":{},\"activePods\":{\"uid-1\":\"\",\"uid-2\":\"node-b\"}}");
}

static void
test_find_condition (void)
{
  g_autoptr (VmistateStatus) status = read_full_status ();
  g_autoptr (VmistateStatus) empty = read_record (VMISTATE_TYPE_STATUS, "{}");
  VmistateCondition *condition = vmistate_status_find_condition (status, "AgentConnected");

  g_assert_nonnull (condition);
  g_assert_cmpint (vmistate_condition_get_status (condition), ==, VMISTATE_CONDITION_STATUS_TRUE);
  g_assert_true (condition == vmistate_status_get_conditions (status)->pdata[1]);
  g_assert_null (vmistate_status_find_condition (status, "Paused"));
  g_assert_null (vmistate_status_find_condition (empty, "Ready"));
}

static VmistateStamp *
make_stamp (const char *part, const char *origin)
{
  VmistateStamp *stamp = g_object_new (VMISTATE_TYPE_STAMP, NULL);

  _vmistate_record_set_string (stamp, STAMP_PART, part);
  _vmistate_record_set_string (stamp, STAMP_ORIGIN, origin);
  return stamp;
}

static void
test_find_stamp (void)
{
  g_autoptr (VmistateStatus) status = g_object_new (VMISTATE_TYPE_STATUS, NULL);
  GPtrArray *stamps = _vmistate_record_list_new ();
  VmistateStamp *domain = make_stamp ("interfaces", "domain");
  VmistateStamp *agent = make_stamp ("interfaces", "guest-agent");

  g_assert_null (vmistate_status_find_stamp (status, "interfaces", NULL));

  g_ptr_array_add (stamps, make_stamp ("phase", "domain"));
  g_ptr_array_add (stamps, domain);
  g_ptr_array_add (stamps, agent);
  _vmistate_record_take_list (status, STATUS_OBSERVED, stamps);

  g_assert_true (vmistate_status_get_stamps (status) == stamps);
  g_assert_true (vmistate_status_find_stamp (status, "interfaces", NULL) == domain);
  g_assert_true (vmistate_status_find_stamp (status, "interfaces", "domain") == domain);
  g_assert_true (vmistate_status_find_stamp (status, "interfaces", "guest-agent") == agent);
  g_assert_null (vmistate_status_find_stamp (status, "interfaces", "pod"));
  g_assert_null (vmistate_status_find_stamp (status, "memory", NULL));
}

/* Members that KubeVirt has no place for are compared, but not written; and a member of that
 * name in the JSON is one that this version does not know. */
static void
test_hidden (void)
{
  g_autoptr (VmistateStatus) status = read_record (VMISTATE_TYPE_STATUS, "{\"observed\":1}");
  g_autoptr (VmistateStatus) other = _vmistate_record_copy (status);
  g_autoptr (VmistateGuestAgentInfo) info =
      read_record (VMISTATE_TYPE_GUEST_AGENT_INFO, "{\"hostname\":\"vm1\"}");
  g_auto (GStrv) paths = NULL;

  _vmistate_record_set_record (other, STATUS_GUEST_AGENT_INFO, info);
  g_assert_true (vmistate_status_get_guest_agent_info (other) == info);
  g_assert_null (vmistate_status_get_guest_agent_info (status));
  g_assert_null (vmistate_status_get_stamps (status));

  assert_writes (other, VMISTATE_PROFILE_TRUTH, "{\"guestOSInfo\":{},\"observed\":1}");
  g_assert_false (vmistate_record_equal (VMISTATE_RECORD (status), VMISTATE_RECORD (other)));
  paths = vmistate_record_diff (VMISTATE_RECORD (status), VMISTATE_RECORD (other));
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  g_assert_cmpstr (paths[0], ==, "guestAgentInfo");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/status/round-trip", test_round_trip);
  g_test_add_func ("/status/file-is-full", test_file_is_full);
  g_test_add_func ("/status/enums", test_enums);
  g_test_add_func ("/status/enum-texts", test_enum_texts);
  g_test_add_func ("/status/later-enum-texts", test_later_enum_texts);
  g_test_add_func ("/status/empty", test_empty);
  g_test_add_func ("/status/active-pods", test_active_pods);
  g_test_add_func ("/status/find-condition", test_find_condition);
  g_test_add_func ("/status/find-stamp", test_find_stamp);
  g_test_add_func ("/status/hidden", test_hidden);
  return g_test_run ();
}
