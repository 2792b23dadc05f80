/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "model-test.h"

static const struct
{
  const char *before;
  const char *after;
  const char *paths; /* separated by spaces */
} rows[] = {
  { "{}", "{}", "" },
  { "{\"phase\":\"Running\"}", "{\"phase\":\"Running\"}", "" },
  { "{\"phase\":\"Running\"}", "{\"phase\":\"Failed\"}", "phase" },
  { "{\"phase\":\"Running\"}", "{}", "phase" },
  { "{}", "{\"phase\":\"\"}", "phase" },
  { "{\"runtimeUser\":0}", "{}", "runtimeUser" },

  /* In the order of the type, not in that of the text */
  { "{}", "{\"VSOCKCID\":1,\"reason\":\"a\",\"nodeName\":\"b\"}", "nodeName reason VSOCKCID" },

  /* Parts */
  { "{\"guestOSInfo\":{\"id\":\"a\",\"name\":\"n\"}}", "{\"guestOSInfo\":{\"id\":\"b\"}}",
    "guestOSInfo.name guestOSInfo.id" },
  { "{\"guestOSInfo\":{\"id\":\"a\"}}", "{}", "guestOSInfo" },
  { "{\"memory\":{}}", "{\"memory\":{\"guestCurrent\":\"1Gi\"}}", "memory.guestCurrent" },
  { "{\"migrationState\":{\"targetState\":{\"cpuSet\":[1]}}}",
    "{\"migrationState\":{\"targetState\":{\"cpuSet\":[1,2]}}}",
    "migrationState.targetState.cpuSet" },

  /* Elements with a key */
  { "{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}",
    "{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\",\"reason\":\"x\"}]}",
    "conditions[Ready].status conditions[Ready].reason" },
  { "{\"conditions\":[{\"type\":\"Ready\"}]}",
    "{\"conditions\":[{\"type\":\"Paused\"},{\"type\":\"Ready\"}]}", "conditions[Paused]" },
  { "{\"conditions\":[{\"type\":\"Ready\"},{\"type\":\"Paused\"}]}",
    "{\"conditions\":[{\"type\":\"Paused\"}]}", "conditions[Ready]" },
  { "{\"conditions\":[{\"type\":\"A\"}]}", "{\"conditions\":[{\"type\":\"B\"}]}",
    "conditions[A] conditions[B]" },
  { "{\"conditions\":[{\"type\":\"A\"}]}", "{}", "conditions" },

  /* Elements that changed places */
  { "{\"conditions\":[{\"type\":\"A\"},{\"type\":\"B\"}]}",
    "{\"conditions\":[{\"type\":\"B\"},{\"type\":\"A\"}]}", "conditions" },
  { "{\"conditions\":[{\"type\":\"A\"},{\"type\":\"B\"},{\"type\":\"C\"}]}",
    "{\"conditions\":[{\"type\":\"D\"},{\"type\":\"C\"},{\"type\":\"A\",\"status\":\"True\"}]}",
    "conditions conditions[B] conditions[D] conditions[A].status" },

  /* Elements without a key of their own are told apart by place */
  { "{\"interfaces\":[{\"mac\":\"a\"},{\"mac\":\"b\"}]}",
    "{\"interfaces\":[{\"mac\":\"a\"},{\"mac\":\"c\"}]}", "interfaces[1].mac" },
  { "{\"interfaces\":[{\"name\":\"x\"},{\"name\":\"\"}]}",
    "{\"interfaces\":[{\"name\":\"y\"},{\"name\":\"\"}]}", "interfaces[0].name" },
  { "{\"interfaces\":[{\"name\":\"x\"},{\"name\":\"x\"}]}",
    "{\"interfaces\":[{\"name\":\"x\"},{\"name\":\"x\",\"mac\":\"m\"}]}", "interfaces[1].mac" },
  { "{\"interfaces\":[{\"name\":\"x\"}]}", "{\"interfaces\":[{\"name\":\"x\"},{}]}",
    "interfaces[1]" },
  { "{\"interfaces\":[{},{}]}", "{\"interfaces\":[{}]}", "interfaces[1]" },
  { "{\"interfaces\":[{\"name\":\"x\"}]}",
    "{\"interfaces\":[{\"name\":\"x\",\"ipAddresses\":[\"a\"]}]}", "interfaces[x].ipAddresses" },

  /* Maps */
  { "{\"activePods\":{\"a\":\"n\"}}", "{\"activePods\":{\"a\":\"m\",\"b\":\"n\"}}",
    "activePods[a].nodeName activePods[b]" },

  /* Members that this version does not know */
  { "{\"x\":1}", "{\"x\":2}", "x" },
  { "{\"x\":1}", "{\"y\":1}", "x y" },
  { "{\"e\":1,\"b\":1,\"d\":1}", "{\"c\":1,\"a\":1,\"d\":1}", "e b c a" },
  { "{\"x\":{\"deep\":[1]}}", "{\"x\":{\"deep\":[2]}}", "x" },
  { "{\"memory\":{\"x\":1}}", "{\"memory\":{}}", "memory.x" },
  { "{\"interfaces\":[{\"name\":\"n\",\"x\":1}]}", "{\"interfaces\":[{\"name\":\"n\"}]}",
    "interfaces[n].x" },
};

/* Every type whose records have a key in their lists. */
static const struct
{
  GType (*type) (void);
  const char *before;
  const char *after;
  const char *path;
} key_rows[] = {
  { vmistate_status_get_type, "{\"phaseTransitionTimestamps\":[{\"phase\":\"Running\"}]}",
    "{\"phaseTransitionTimestamps\":[{\"phase\":\"Running\",\"later\":1}]}",
    "phaseTransitionTimestamps[Running].later" },
  { vmistate_status_get_type, "{\"volumeStatus\":[{\"name\":\"root\"}]}",
    "{\"volumeStatus\":[{\"name\":\"root\",\"target\":\"vda\"}]}", "volumeStatus[root].target" },
  { vmistate_status_get_type, "{\"migratedVolumes\":[{\"volumeName\":\"root\"}]}",
    "{\"migratedVolumes\":[{\"volumeName\":\"root\",\"later\":1}]}",
    "migratedVolumes[root].later" },
  { vmistate_backup_status_get_type, "{\"volumes\":[{\"volumeName\":\"root\"}]}",
    "{\"volumes\":[{\"volumeName\":\"root\",\"later\":1}]}", "volumes[root].later" },
  { vmistate_guest_agent_info_get_type, "{\"supportedCommands\":[{\"name\":\"guest-ping\"}]}",
    "{\"supportedCommands\":[{\"name\":\"guest-ping\",\"enabled\":true}]}",
    "supportedCommands[guest-ping].enabled" },
  { vmistate_guest_agent_info_get_type, "{\"userList\":[{\"userName\":\"erika\"}]}",
    "{\"userList\":[{\"userName\":\"erika\",\"domain\":\"D\"}]}", "userList[erika].domain" },
  { vmistate_filesystem_info_get_type, "{\"disks\":[{\"mountPoint\":\"/\"}]}",
    "{\"disks\":[{\"mountPoint\":\"/\",\"usedBytes\":1}]}", "disks[/].usedBytes" },
  { vmistate_filesystem_get_type, "{\"disk\":[{\"serial\":\"s\"}]}",
    "{\"disk\":[{\"serial\":\"s\",\"busType\":\"usb\"}]}", "disk[s].busType" },
};

static void
test_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (key_rows); i++)
    {
      GType type = key_rows[i].type ();
      g_autoptr (VmistateRecord) before = read_record (type, key_rows[i].before);
      g_autoptr (VmistateRecord) after = read_record (type, key_rows[i].after);
      g_auto (GStrv) paths = vmistate_record_diff (before, after);

      g_assert_cmpuint (g_strv_length (paths), ==, 1);
      g_assert_cmpstr (paths[0], ==, key_rows[i].path);
    }
}

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (VmistateRecord) before = read_record (VMISTATE_TYPE_STATUS, rows[i].before);
  g_autoptr (VmistateRecord) after = read_record (VMISTATE_TYPE_STATUS, rows[i].after);
  g_auto (GStrv) paths = vmistate_record_diff (before, after);
  g_auto (GStrv) back = vmistate_record_diff (after, before);
  g_autofree char *joined = g_strjoinv (" ", paths);
  gboolean is_equal = vmistate_record_equal (before, after);

  g_assert_cmpstr (joined, ==, rows[i].paths);
  g_assert_cmpint (is_equal, ==, *joined == '\0');
  g_assert_cmpint (g_strv_length (back), ==, g_strv_length (paths));
}

/* Every member of the full status, taken away alone, is seen by both equal and diff. */
static void
test_each_member (void)
{
  g_autofree char *text = read_data_file ("status-full.json");
  g_autoptr (VmistateRecord) status = read_record (VMISTATE_TYPE_STATUS, text);
  guint n_fields;
  const VmistateField *fields = _vmistate_record_get_fields (status, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autoptr (VmistateRecord) other = _vmistate_record_copy (status);
      g_auto (GStrv) paths = NULL;

      if (fields[i].flags & VMISTATE_FIELD_HIDDEN)
        continue;
      _vmistate_record_clear_field (other, i);
      paths = vmistate_record_diff (status, other);
      g_assert_false (vmistate_record_equal (status, other));
      g_assert_cmpuint (g_strv_length (paths), ==, 1);
      g_assert_cmpstr (paths[0], ==, fields[i].name);
    }
}

static void
test_types (void)
{
  g_autoptr (VmistateRecord) load = read_record (VMISTATE_TYPE_LOAD, "{}");
  g_autoptr (VmistateRecord) memory = read_record (VMISTATE_TYPE_MEMORY, "{}");

  g_assert_false (vmistate_record_equal (load, memory));
  g_assert_true (vmistate_record_equal (load, load));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/record-diff/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/record-diff/keys", test_keys);
  g_test_add_func ("/record-diff/each-member", test_each_member);
  g_test_add_func ("/record-diff/types", test_types);
  return g_test_run ();
}
