/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Replies of agents, each beside the record that it must give: tests/data/agent/NAME.reply and
 * NAME.json. What is too big for a file is made here. */

#include "config.h"

#include <string.h>

#include <vmistate/vmistate.h>

#include "model/json.h"
#include "sources/agent/agent-question.h"
#include "sources/agent/agent-reply.h"
#include "sources/agent/agent-text.h"

static const char *
get_error (VmistateAgentReply *reply)
{
  return _vmistate_record_get_string (reply, AGENT_REPLY_ERROR);
}

static const char *
get_message (VmistateAgentReply *reply)
{
  return _vmistate_record_get_string (reply, AGENT_REPLY_MESSAGE);
}

static guint
get_length (gpointer record, guint field)
{
  GPtrArray *list = _vmistate_record_get_list (record, field);

  return list != NULL ? list->len : 0;
}

static void
assert_protocol_error (VmistateAgentReply *reply)
{
  g_assert_cmpstr (get_error (reply), ==, "protocol");
  g_assert_nonnull (get_message (reply));
  for (guint i = AGENT_REPLY_MESSAGE + 1; i < AGENT_REPLY_N_FIELDS; i++)
    g_assert_false (_vmistate_record_has (reply, i));
}

/* Files */

static char *
read_file (const char *name, const char *suffix, gsize *length)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "agent", file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_file (gconstpointer data)
{
  gsize length;
  gsize json_length;
  g_autofree char *reply_text = read_file (data, ".reply", &length);
  g_autofree char *json_text = read_file (data, ".json", &json_length);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) expected =
      _vmistate_json_parse (json_text, json_length, &_vmistate_json_bounds_default, &error);
  g_autoptr (JsonNode) found = NULL;
  g_autoptr (VmistateAgentReply) reply = NULL;
  g_autofree char *expected_json = NULL;
  g_autofree char *found_json = NULL;

  g_assert_no_error (error);
  reply = _vmistate_agent_reply_decode (
      json_object_get_string_member (json_node_get_object (expected), "command"), reply_text,
      length);
  /* How the reader of JSON words its complaints is its own business. */
  if (!json_object_has_member (json_node_get_object (expected), "message")
      && get_error (reply) != NULL)
    {
      assert_protocol_error (reply);
      _vmistate_record_clear_field (reply, AGENT_REPLY_MESSAGE);
    }
  found = _vmistate_record_to_node (reply, VMISTATE_PROFILE_TRUTH);
  expected_json = json_to_string (expected, /* pretty= */ FALSE);
  found_json = json_to_string (found, /* pretty= */ FALSE);
  g_assert_cmpstr (found_json, ==, expected_json);
}

static void
add_files (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "agent", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *base = NULL;
      g_autofree char *test = NULL;

      if (!g_str_has_suffix (name, ".reply"))
        continue;
      base = g_strndup (name, strlen (name) - strlen (".reply"));
      test = g_strconcat ("/agent-reply/file/", base, NULL);
      g_test_add_data_func_full (test, g_steal_pointer (&base), test_file, g_free);
      n++;
    }
  g_assert_cmpuint (n, >=, 100);
}

/* Bounds */

static char *
repeat (const char *head, const char *item, guint n, const char *tail)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append (text, item);
    }
  g_string_append (text, tail);
  return g_string_free (text, /* free_segment= */ FALSE);
}

typedef struct
{
  const char *command;
  const char *item;
  guint field;
  guint max;
  const char *message;
} ListBound;

static const ListBound list_bounds[] = {
  { "guest-get-fsinfo", "{\"mountpoint\":\"/\"}", AGENT_REPLY_FILESYSTEMS, 256,
    "filesystems: only the first 256 of 257 are kept" },
  { "guest-network-get-interfaces", "{\"name\":\"eth0\"}", AGENT_REPLY_INTERFACES, 256,
    "interfaces: only the first 256 of 257 are kept" },
};

static void
test_list_bounds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (list_bounds); i++)
    {
      const ListBound *bound = &list_bounds[i];
      g_autofree char *full = repeat ("{\"return\":[", bound->item, bound->max, "]}");
      g_autofree char *over = repeat ("{\"return\":[", bound->item, bound->max + 1, "]}");
      g_autoptr (VmistateAgentReply) kept = _vmistate_agent_reply_decode (bound->command, full, -1);
      g_autoptr (VmistateAgentReply) cut = _vmistate_agent_reply_decode (bound->command, over, -1);

      g_assert_cmpuint (get_length (kept, bound->field), ==, bound->max);
      g_assert_null (get_message (kept));
      g_assert_null (get_error (cut));
      g_assert_cmpuint (get_length (cut, bound->field), ==, bound->max);
      g_assert_cmpstr (get_message (cut), ==, bound->message);
    }
}

static void
test_user_bound (void)
{
  g_autoptr (GString) text = g_string_new ("{\"return\":[");
  g_autoptr (VmistateAgentReply) reply = NULL;

  for (guint i = 0; i < 257; i++)
    g_string_append_printf (text, "%s{\"user\":\"u%u\",\"login-time\":%u}", i > 0 ? "," : "", i, i);
  g_string_append (text, "]}");
  reply = _vmistate_agent_reply_decode ("guest-get-users", text->str, -1);
  g_assert_null (get_error (reply));
  g_assert_cmpuint (get_length (reply, AGENT_REPLY_USERS), ==, 256);
  g_assert_cmpstr (get_message (reply), ==, "users: only the first 256 of 257 are kept");
}

static void
test_inner_bounds (void)
{
  g_autofree char *disks = repeat ("{\"return\":[{\"mountpoint\":\"/\",\"disk\":[",
                                   "{\"bus-type\":\"ide\"}", 65, "]}]}");
  g_autofree char *addresses = repeat ("{\"return\":[{\"name\":\"lo\",\"ip-addresses\":[",
                                       "{\"ip-address\":\"::1\"}", 65, "]}]}");
  g_autofree char *commands = repeat ("{\"return\":{\"version\":\"1\",\"supported_commands\":[",
                                      "{\"name\":\"guest-ping\",\"enabled\":true}", 513, "]}}");
  g_autoptr (VmistateAgentReply) fs = _vmistate_agent_reply_decode ("guest-get-fsinfo", disks, -1);
  g_autoptr (VmistateAgentReply) net =
      _vmistate_agent_reply_decode ("guest-network-get-interfaces", addresses, -1);
  g_autoptr (VmistateAgentReply) info = _vmistate_agent_reply_decode ("guest-info", commands, -1);

  g_assert_cmpstr (get_message (fs), ==, "disk: only the first 64 of 65 are kept");
  g_assert_cmpstr (get_message (net), ==, "ip-addresses: only the first 64 of 65 are kept");
  g_assert_cmpuint (get_length (_vmistate_record_get_list (net, AGENT_REPLY_INTERFACES)->pdata[0],
                                GUEST_INTERFACE_ADDRESSES),
                    ==, 64);
  g_assert_cmpstr (get_message (info), ==,
                   "supported_commands: only the first 512 of 513 are kept");
  g_assert_cmpuint (get_length (info, AGENT_REPLY_COMMANDS), ==, 512);
}

static void
test_text_bound (void)
{
  g_autofree char *letters = g_strnfill (5000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"return\":{\"host-name\":\"%s\"}}", letters);
  /* 1022 bytes, then a character of three that does not fit. */
  g_autofree char *edge = g_strdup_printf ("%.1022s€", letters);
  g_autofree char *cut = _vmistate_agent_text_clean (edge);
  g_autoptr (VmistateAgentReply) reply =
      _vmistate_agent_reply_decode ("guest-get-host-name", text, -1);

  g_assert_cmpuint (strlen (_vmistate_record_get_string (reply, AGENT_REPLY_HOSTNAME)), ==, 1024);
  g_assert_cmpuint (strlen (cut), ==, 1022);
}

static void
test_size_bound (void)
{
  gsize size = 1024 * 1024;
  g_autofree char *spaces = g_strnfill (size + 1, ' ');
  g_autoptr (VmistateAgentReply) kept = NULL;
  g_autoptr (VmistateAgentReply) over = NULL;

  memcpy (spaces, "{\"return\":{}}", strlen ("{\"return\":{}}"));
  kept = _vmistate_agent_reply_decode ("guest-ping", spaces, size);
  over = _vmistate_agent_reply_decode ("guest-ping", spaces, size + 1);
  g_assert_null (get_error (kept));
  assert_protocol_error (over);
}

/* A reply of which all is known but one member, @depth levels deep with the reply's own two. */
static VmistateAgentReply *
decode_nested (guint depth)
{
  g_autofree char *open = g_strnfill (depth - 2, '[');
  g_autofree char *close = g_strnfill (depth - 2, ']');
  g_autofree char *text =
      g_strdup_printf ("{\"return\":{\"id\":\"linux\",\"new\":%s%s}}", open, close);

  return _vmistate_agent_reply_decode ("guest-get-osinfo", text, -1);
}

static void
test_depth_bound (void)
{
  g_autoptr (VmistateAgentReply) kept = decode_nested (16);
  g_autoptr (VmistateAgentReply) over = decode_nested (17);
  g_autoptr (VmistateAgentReply) far_over = decode_nested (500000);

  g_assert_null (get_error (kept));
  assert_protocol_error (over);
  assert_protocol_error (far_over);
}

/* Some readers take quotes and comments that the standard does not have: neither must hide depth
 * from the check. */
static void
test_hidden_depth (void)
{
  g_autofree char *levels = g_strnfill (900000, '[');
  g_autofree char *quoted = g_strconcat ("{'\"':", levels, NULL);
  g_autofree char *commented = g_strconcat ("{/*\"*/\"return\":", levels, NULL);
  g_autoptr (VmistateAgentReply) first = _vmistate_agent_reply_decode ("guest-info", quoted, -1);
  g_autoptr (VmistateAgentReply) second =
      _vmistate_agent_reply_decode ("guest-info", commented, -1);

  assert_protocol_error (first);
  assert_protocol_error (second);
}

static void
test_value_bound (void)
{
  g_autofree char *many = repeat ("{\"return\":{\"id\":\"linux\",\"new\":[", "1", 90000, "]}}");
  g_autofree char *more = repeat ("{\"return\":{\"id\":\"linux\",\"new\":[", "1", 110000, "]}}");
  g_autoptr (VmistateAgentReply) kept = _vmistate_agent_reply_decode ("guest-get-osinfo", many, -1);
  g_autoptr (VmistateAgentReply) over = _vmistate_agent_reply_decode ("guest-get-osinfo", more, -1);

  g_assert_null (get_error (kept));
  assert_protocol_error (over);
}

/* Every prefix of a good reply, and every reply with one byte changed, gives a record. */
static void
test_damaged (void)
{
  gsize length;
  g_autofree char *text = read_file ("fsinfo-full", ".reply", &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (VmistateAgentReply) prefix =
          _vmistate_agent_reply_decode ("guest-get-fsinfo", text, i);
      g_autoptr (VmistateAgentReply) changed = NULL;
      char before = text[i];

      g_assert_cmpstr (get_error (prefix), ==, "protocol");
      text[i] = '\x80';
      changed = _vmistate_agent_reply_decode ("guest-get-fsinfo", text, length);
      g_assert_cmpstr (get_error (changed), ==, "protocol");
      text[i] = before;
    }
}

/* Whatever is asked can be read. */
static void
test_questions (void)
{
  for (guint i = 0; i < VMISTATE_AGENT_N_QUESTIONS; i++)
    {
      g_autoptr (VmistateAgentReply) reply = _vmistate_agent_reply_decode (
          _vmistate_agent_questions[i].command, "{\"return\":true}", -1);

      g_assert_cmpstr (get_error (reply), ==, "protocol");
    }
}

static void
test_failed (void)
{
  g_autoptr (VmistateAgentReply) reply =
      _vmistate_agent_reply_new_failed ("guest-ping", "timeout", "\033[1mlate");

  g_assert_cmpstr (get_error (reply), ==, "timeout");
  g_assert_cmpstr (get_message (reply), ==, "\357\277\275[1mlate");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_files ();
  g_test_add_func ("/agent-reply/bound/lists", test_list_bounds);
  g_test_add_func ("/agent-reply/bound/users", test_user_bound);
  g_test_add_func ("/agent-reply/bound/inner-lists", test_inner_bounds);
  g_test_add_func ("/agent-reply/bound/text", test_text_bound);
  g_test_add_func ("/agent-reply/bound/size", test_size_bound);
  g_test_add_func ("/agent-reply/bound/depth", test_depth_bound);
  g_test_add_func ("/agent-reply/bound/hidden-depth", test_hidden_depth);
  g_test_add_func ("/agent-reply/bound/values", test_value_bound);
  g_test_add_func ("/agent-reply/damaged", test_damaged);
  g_test_add_func ("/agent-reply/questions", test_questions);
  g_test_add_func ("/agent-reply/failed", test_failed);
  return g_test_run ();
}
