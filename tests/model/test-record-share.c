/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A fresh status takes over what did not change, so that pointers tell what did. */

#include "config.h"

#include "model-test.h"

#include "model/stamp.h"
#include "model/status.h"

static void
test_equal_parts (void)
{
  const char *json = "{\"conditions\":[{\"type\":\"A\"}],\"guestOSInfo\":{\"id\":\"x\"},"
                     "\"activePods\":{\"a\":\"b\"},\"phase\":\"Running\"}";
  g_autoptr (VmistateStatus) old = read_record (VMISTATE_TYPE_STATUS, json);
  g_autoptr (VmistateStatus) fresh = read_record (VMISTATE_TYPE_STATUS, json);

  g_assert_true (vmistate_status_get_conditions (fresh) != vmistate_status_get_conditions (old));
  _vmistate_record_share (fresh, old, /* but= */ 0);
  g_assert_true (vmistate_status_get_conditions (fresh) == vmistate_status_get_conditions (old));
  g_assert_true (vmistate_status_get_active_pods (fresh) == vmistate_status_get_active_pods (old));
  g_assert_true (vmistate_status_get_guest_os_info (fresh)
                 == vmistate_status_get_guest_os_info (old));
  assert_writes (fresh, VMISTATE_PROFILE_TRUTH,
                 "{\"conditions\":[{\"type\":\"A\",\"status\":\"\",\"lastProbeTime\":null,"
                 "\"lastTransitionTime\":null}],\"phase\":\"Running\","
                 "\"guestOSInfo\":{\"id\":\"x\"},\"activePods\":{\"a\":\"b\"}}");
}

/* Elements are found by key, wherever they are now; order and contents stay the fresh ones. */
static void
test_elements_by_key (void)
{
  g_autoptr (VmistateStatus) old =
      read_record (VMISTATE_TYPE_STATUS, "{\"conditions\":[{\"type\":\"A\"},{\"type\":\"B\"},"
                                         "{\"type\":\"C\",\"status\":\"True\"}]}");
  g_autoptr (VmistateStatus) fresh = read_record (
      VMISTATE_TYPE_STATUS, "{\"conditions\":[{\"type\":\"B\"},{\"type\":\"D\"},"
                            "{\"type\":\"C\",\"status\":\"False\"},{\"type\":\"A\"}]}");
  g_autofree char *json = vmistate_record_to_json (VMISTATE_RECORD (fresh), VMISTATE_PROFILE_TRUTH);
  GPtrArray *before = vmistate_status_get_conditions (old);
  GPtrArray *after;

  _vmistate_record_share (fresh, old, /* but= */ 0);
  after = vmistate_status_get_conditions (fresh);
  g_assert_cmpuint (after->len, ==, 4);
  g_assert_true (after->pdata[0] == before->pdata[1]);
  g_assert_true (after->pdata[3] == before->pdata[0]);
  g_assert_true (after->pdata[2] != before->pdata[2]);
  assert_writes (fresh, VMISTATE_PROFILE_TRUTH, json);
}

static void
test_elements_by_place (void)
{
  g_autoptr (VmistateStatus) old =
      read_record (VMISTATE_TYPE_STATUS, "{\"interfaces\":[{\"mac\":\"a\"},{\"mac\":\"b\"}]}");
  g_autoptr (VmistateStatus) fresh = read_record (
      VMISTATE_TYPE_STATUS, "{\"interfaces\":[{\"mac\":\"a\"},{\"mac\":\"c\"},{\"mac\":\"b\"}]}");
  GPtrArray *before = vmistate_status_get_interfaces (old);
  GPtrArray *after;

  _vmistate_record_share (fresh, old, /* but= */ 0);
  after = vmistate_status_get_interfaces (fresh);
  g_assert_cmpuint (after->len, ==, 3);
  g_assert_true (after->pdata[0] == before->pdata[0]);
  g_assert_true (after->pdata[1] != before->pdata[1]);
  g_assert_cmpstr (vmistate_interface_get_mac (after->pdata[2]), ==, "b");
}

/* A list that somebody else holds too, such as a fact, is not changed under their hands. */
static void
test_foreign_list (void)
{
  g_autoptr (VmistateStatus) old =
      read_record (VMISTATE_TYPE_STATUS, "{\"conditions\":[{\"type\":\"A\"},{\"type\":\"B\"}]}");
  g_autoptr (VmistateStatus) foreign =
      read_record (VMISTATE_TYPE_STATUS, "{\"conditions\":[{\"type\":\"A\"}]}");
  g_autoptr (VmistateStatus) fresh = _vmistate_record_copy (foreign);
  gpointer theirs = vmistate_status_get_conditions (foreign)->pdata[0];

  _vmistate_record_share (fresh, old, /* but= */ 0);
  g_assert_true (vmistate_status_get_conditions (foreign)->pdata[0] == theirs);
  g_assert_true (vmistate_status_get_conditions (fresh)->pdata[0]
                 == vmistate_status_get_conditions (old)->pdata[0]);
}

static VmistateStatus *
make_stamped (gint64 observed_at)
{
  VmistateStatus *status = g_object_new (VMISTATE_TYPE_STATUS, NULL);
  VmistateStamp *stamp = g_object_new (VMISTATE_TYPE_STAMP, NULL);
  GPtrArray *stamps = _vmistate_record_list_new ();

  _vmistate_record_set_string (stamp, STAMP_PART, "memory");
  _vmistate_record_set_time (stamp, STAMP_OBSERVED_AT, observed_at);
  g_ptr_array_add (stamps, stamp);
  _vmistate_record_take_list (status, STATUS_OBSERVED, stamps);
  return status;
}

/* A stamp that differs in its time alone is equal, yet must not be replaced: its age counts. */
static void
test_times_of_stamps (void)
{
  g_autoptr (VmistateStatus) old = make_stamped (1000);
  g_autoptr (VmistateStatus) fresh = make_stamped (2000);

  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (old), VMISTATE_RECORD (fresh)));
  _vmistate_record_share (fresh, old, /* but= */ 0);
  g_assert_cmpint (
      vmistate_stamp_get_age_usec (vmistate_status_find_stamp (fresh, "memory", NULL), 2000), ==,
      0);
}

static void
test_absent_parts (void)
{
  g_autoptr (VmistateStatus) full =
      read_record (VMISTATE_TYPE_STATUS, "{\"conditions\":[{}],\"memory\":{}}");
  g_autoptr (VmistateStatus) empty = read_record (VMISTATE_TYPE_STATUS, "{}");

  _vmistate_record_share (empty, full, /* but= */ 0);
  g_assert_null (vmistate_status_get_conditions (empty));
  _vmistate_record_share (full, empty, /* but= */ 0);
  g_assert_nonnull (vmistate_status_get_memory (full));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-share/equal-parts", test_equal_parts);
  g_test_add_func ("/record-share/elements-by-key", test_elements_by_key);
  g_test_add_func ("/record-share/elements-by-place", test_elements_by_place);
  g_test_add_func ("/record-share/foreign-list", test_foreign_list);
  g_test_add_func ("/record-share/times-of-stamps", test_times_of_stamps);
  g_test_add_func ("/record-share/absent-parts", test_absent_parts);
  return g_test_run ();
}
