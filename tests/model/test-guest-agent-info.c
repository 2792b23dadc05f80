/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "model-test.h"

#include "model/guest-agent-info.h"
#include "model/json.h"
#include "model/load.h"
#include "model/timezone.h"

static void
test_round_trip (void)
{
  g_autofree char *text = read_data_file ("guest-agent-info-full.json");
  g_autoptr (JsonNode) node = _vmistate_json_parse (text, -1, &_vmistate_json_bounds_default, NULL);
  g_autofree char *compact = _vmistate_json_print (node);
  g_autoptr (VmistateGuestAgentInfo) info = read_record (VMISTATE_TYPE_GUEST_AGENT_INFO, text);

  assert_writes (info, VMISTATE_PROFILE_TRUTH, compact);
  assert_writes (info, VMISTATE_PROFILE_KUBEVIRT, compact);
}

static void
test_empty (void)
{
  g_autoptr (VmistateGuestAgentInfo) info = read_record (VMISTATE_TYPE_GUEST_AGENT_INFO, "{}");
  g_autoptr (VmistateGuestAgentInfo) again = NULL;
  const char *json = "{\"os\":{},\"fsInfo\":{\"disks\":null}}";

  assert_writes (info, VMISTATE_PROFILE_TRUTH, json);
  assert_writes (info, VMISTATE_PROFILE_KUBEVIRT, json);
  g_assert_null (vmistate_guest_agent_info_get_fs_info (info));

  again = read_record (VMISTATE_TYPE_GUEST_AGENT_INFO, json);
  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (info), VMISTATE_RECORD (again)));
}

/* Old agents tell no sizes: that is not 0, but KubeVirt shows 0. */
static void
test_unknown_sizes (void)
{
  g_autoptr (VmistateFilesystem) filesystem =
      read_record (VMISTATE_TYPE_FILESYSTEM, "{\"mountPoint\":\"/\"}");

  g_assert_false (vmistate_filesystem_get_used_bytes (filesystem, NULL));
  assert_writes (filesystem, VMISTATE_PROFILE_TRUTH, "{\"mountPoint\":\"/\"}");
  assert_writes (filesystem, VMISTATE_PROFILE_KUBEVIRT,
                 "{\"diskName\":\"\",\"mountPoint\":\"/\",\"fileSystemType\":\"\","
                 "\"usedBytes\":0,\"totalBytes\":0}");
}

/* A command that the guest forbids: KubeVirt leaves out `enabled` rather than say false. */
static void
test_disabled_command (void)
{
  const char *json = "{\"name\":\"guest-exec\",\"enabled\":false}";
  g_autoptr (VmistateAgentCommand) command = read_record (VMISTATE_TYPE_AGENT_COMMAND, json);
  gboolean enabled = TRUE;

  g_assert_true (vmistate_agent_command_get_enabled (command, &enabled));
  g_assert_false (enabled);
  assert_writes (command, VMISTATE_PROFILE_TRUTH, json);
  assert_writes (command, VMISTATE_PROFILE_KUBEVIRT, "{\"name\":\"guest-exec\"}");
}

/* Two parts have no place in KubeVirt's form. */
static void
test_hidden (void)
{
  g_autoptr (VmistateGuestAgentInfo) info = g_object_new (VMISTATE_TYPE_GUEST_AGENT_INFO, NULL);
  VmistateTimezone *zone = g_object_new (VMISTATE_TYPE_TIMEZONE, NULL);
  VmistateLoad *load = g_object_new (VMISTATE_TYPE_LOAD, NULL);
  double value = 0.0;

  _vmistate_record_set_integer (zone, TIMEZONE_OFFSET_SEC, -3600);
  _vmistate_record_set_double (load, LOAD_LOAD_5M, 0.75);
  _vmistate_record_take_record (info, GUEST_AGENT_INFO_TIMEZONE_PARTS, zone);
  _vmistate_record_take_record (info, GUEST_AGENT_INFO_LOAD, load);

  g_assert_true (vmistate_guest_agent_info_get_timezone_parts (info) == zone);
  g_assert_true (vmistate_guest_agent_info_get_load (info) == load);
  g_assert_true (vmistate_load_get_load_5m (load, &value));
  g_assert_cmpfloat (value, ==, 0.75);
  assert_writes (info, VMISTATE_PROFILE_TRUTH, "{\"os\":{},\"fsInfo\":{\"disks\":null}}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/guest-agent-info/round-trip", test_round_trip);
  g_test_add_func ("/guest-agent-info/empty", test_empty);
  g_test_add_func ("/guest-agent-info/unknown-sizes", test_unknown_sizes);
  g_test_add_func ("/guest-agent-info/disabled-command", test_disabled_command);
  g_test_add_func ("/guest-agent-info/hidden", test_hidden);
  return g_test_run ();
}
