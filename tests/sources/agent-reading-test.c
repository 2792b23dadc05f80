/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What KubeVirt's launcher reads in an answer, where that is not what we read. Its regular
 * expressions and Go's JSON are loose where one does not expect it, and strict elsewhere. */

#include "config.h"

#include <string.h>

#include <vmistate/vmistate.h>

#include "sources/agent/agent-reply.h"

#define INFO   "guest-info"
#define FSINFO "guest-get-fsinfo"
#define FREEZE "guest-fsfreeze-status"

#define IGNORED "{\"outcome\":\"ignored\"}"
#define PANIC   "{\"outcome\":\"panic\"}"
#define EMPTY   "{}"

static const struct
{
  const char *command;
  const char *text;
  const char *reading; /* NULL: nothing else than we read */
} rows[] = {
  /* What is cut out of the text */
  { INFO, "{\"return\":{\"version\":\"1\"}}", NULL },
  { INFO, "\n {\n\"return\":\t{\"version\":\"1\"}\f}\v", "{\"version\":\"1\"}" },
  { INFO, "{\"return\" :{\"version\":\"1\"}}", PANIC },
  { INFO, "{\"return\":\v{\"version\":\"1\"}}", PANIC },
  { INFO, "{\"id\":1,\"return\":{\"version\":\"1\"}}", PANIC },
  { INFO, "{\"return\":{\"version\":\"1\"},\"id\":1}", PANIC },
  { INFO, "{\"return\":{\"version\":\"1\"},\"id\":[{}]}", IGNORED },
  { INFO, "x{\"return\":{\"version\":\"1\"}}x", "{\"version\":\"1\"}" },
  { INFO, "{\"a\":{\"return\":{\"version\":\"1\"}}", "{\"version\":\"1\"}" },
  { INFO, "{\"a\":{\"return\":{\"version\":\"1\"}}}", NULL },
  { INFO, "{\"error\":{\"class\":\"CommandNotFound\"}}", PANIC },
  { INFO, "{\"return\":\"1\"}", PANIC },
  { INFO, "{\"return\":{", PANIC },
  { INFO, "{\"return\":{}", PANIC },
  { INFO, "", PANIC },
  { FSINFO, "null", PANIC },
  { FSINFO, "{\"return\":{}}", NULL },
  { FSINFO, "{\"return\":[}", PANIC },
  { FSINFO, "{\"return\":[]]}", NULL },

  /* Go's JSON */
  { INFO, "{\"return\":{}}", EMPTY },
  { INFO, "{\"return\":[]}", NULL },
  { INFO, "{\"return\":{\"VERSION\":\"1\",\"\305\277upported_commands\":[{\"Name\":\"a\"}]}}",
    "{\"version\":\"1\",\"commands\":[{\"name\":\"a\"}]}" },
  { INFO, "{\"return\":{\"version\":\"1\",\"version\":\"2\"}}", "{\"version\":\"2\"}" },
  { INFO, "{\"return\":{\"version\":\"1\",\"version\":null}}", "{\"version\":\"1\"}" },
  { INFO, "{\"return\":{\"version\":1,\"version\":\"1\"}}", NULL },
  { INFO, "{\"return\":{\"version\":\"1\",\"supported_commands\":[{\"enabled\":1}]}}", IGNORED },
  { INFO, "{\"return\":{\"version\":\"\\ud800\\u0041\\ud83d\\ude00\"}}",
    "{\"version\":\"\357\277\275A\360\237\230\200\"}" },
  { INFO, "{\"return\":{\"version\":\"\377\\u0000\\u001b\"}}",
    "{\"version\":\"\357\277\275\357\277\275\357\277\275\"}" },
  { INFO, "{\"return\":{\"version\":\"1\",\"x\":99999999999999999999}}", "{\"version\":\"1\"}" },
  { INFO, "{\"return\":{\"version\":\"1\",\"x\":01}}", NULL },
  { FSINFO, "{\"return\":[{},null]}", "{\"filesystems\":[{},{}]}" },
  { FSINFO, "{\"return\":[{\"mountpoint\":\"/\",\"used-bytes\":-1}]}",
    "{\"filesystems\":[{\"mountPoint\":\"/\",\"usedBytes\":-1}]}" },
  { FSINFO, "{\"return\":[{\"mountpoint\":\"/\",\"used-bytes\":1.0}]}", IGNORED },
  { FSINFO, "{\"return\":[{\"mountpoint\":\"/\",\"used-bytes\":9223372036854775808}]}", NULL },
  { FSINFO,
    "{\"return\":[{\"mountpoint\":\"/\",\"disk\":[{\"serial\":\"a\"},{}],"
    "\"disk\":[{\"bus-type\":\"b\"}]}]}",
    "{\"filesystems\":[{\"mountPoint\":\"/\",\"disk\":[{\"serial\":\"a\",\"busType\":\"b\"}]}]}" },
  { FSINFO, "{\"return\":[{\"mountpoint\":\"/\",\"disk\":[{}],\"disk\":null}]}",
    "{\"filesystems\":[{\"mountPoint\":\"/\"}]}" },
  { FSINFO, "{\"return\":[[]]}", NULL },
  { FSINFO, "{\"return\":[{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]}]}", NULL },

  /* The freeze status is cut out too, but not read */
  { FREEZE, "{\"return\":\"thawed\"}", NULL },
  { FREEZE, "\n{ \"return\": \"thawed\" }\n", NULL },
  { FREEZE, "{\"return\":\"thawed\",\"id\":1}", IGNORED },
  { FREEZE, "{\"return\":\"thawed\",\"id\":\"1\"}",
    "{\"fsfreezeStatus\":\"thawed\\\",\\\"id\\\":\\\"1\"}" },
  { FREEZE, "{\"return\":\"\\u0061\"}", "{\"fsfreezeStatus\":\"\\\\u0061\"}" },
  { FREEZE, "{\"return\":\"\"}", NULL },
  { FREEZE, "{\"return\":\"}", NULL },
  { FREEZE, "{\"return\": thawed}", NULL },
  { FREEZE, "", NULL },

  /* libvirt reads what it is asked for, and looks at nothing */
  { "guest-get-timezone", "{\"return\":{\"zone\":\"CET\"}}", "{\"timezone\":{\"zone\":\"CET\"}}" },
  { "guest-get-timezone", "{\"return\":{\"offset\":90000}}", "{\"timezone\":{\"offset\":90000}}" },
  { "guest-get-timezone", "{\"return\":{}}", NULL },
  { "guest-get-users", "{\"return\":[{\"user\":\"a\"},{\"user\":\"a\"}]}",
    "{\"users\":[{\"userName\":\"a\"},{\"userName\":\"a\"}]}" },
  { "guest-get-users", "{\"return\":[{\"user\":\"a\",\"login-time\":1.5}],\"id\":1}", NULL },
  { "guest-get-users", "{\"error\":{}}", NULL },
  { "guest-get-users", "", NULL },
  { "guest-get-osinfo", "{\"return\":{}}", NULL },
  { "guest-ping", "", NULL },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (VmistateAgentReply) reply =
          _vmistate_agent_reply_decode (rows[i].command, rows[i].text, -1);
      VmistateRecord *reading = _vmistate_record_get_record (reply, AGENT_REPLY_KUBEVIRT);
      g_autofree char *shown = g_strescape (rows[i].text, /* exceptions= */ NULL);
      g_autofree char *json =
          reading != NULL ? vmistate_record_to_json (reading, VMISTATE_PROFILE_TRUTH) : NULL;

      g_test_message ("%s: %s", rows[i].command, shown);
      g_assert_cmpstr (json, ==, rows[i].reading);
    }
}

/* More than the decoders keep is read to its end and not kept. */
static void
test_bounds (void)
{
  g_autoptr (GString) text = g_string_new ("{\"return\":[");
  g_autoptr (VmistateAgentReply) kept = NULL;
  g_autoptr (VmistateAgentReply) odd = NULL;
  VmistateRecord *reading;

  for (guint i = 0; i < 300; i++)
    g_string_append (text, "{},");
  g_string_append (text, "{}]}");
  kept = _vmistate_agent_reply_decode (FSINFO, text->str, -1);
  reading = _vmistate_record_get_record (kept, AGENT_REPLY_KUBEVIRT);
  g_assert_cmpuint (_vmistate_record_get_list (reading, AGENT_READING_FILESYSTEMS)->len, ==, 256);

  g_string_truncate (text, text->len - strlen ("{}]}"));
  g_string_append (text, "5]}");
  odd = _vmistate_agent_reply_decode (FSINFO, text->str, -1);
  g_assert_null (_vmistate_record_get_record (odd, AGENT_REPLY_KUBEVIRT));
  g_assert_true (_vmistate_record_has (odd, AGENT_REPLY_ERROR));
}

/* A text that is too long is read by nobody. */
static void
test_size (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024 + 1, ' ');
  g_autoptr (VmistateAgentReply) kept = _vmistate_agent_reply_decode (INFO, text, 1024 * 1024);
  g_autoptr (VmistateAgentReply) over = _vmistate_agent_reply_decode (INFO, text, -1);

  g_assert_true (_vmistate_record_has (kept, AGENT_REPLY_KUBEVIRT));
  g_assert_false (_vmistate_record_has (over, AGENT_REPLY_KUBEVIRT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agent-reading/rows", test_rows);
  g_test_add_func ("/agent-reading/bounds", test_bounds);
  g_test_add_func ("/agent-reading/size", test_size);
  return g_test_run ();
}
