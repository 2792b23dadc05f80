/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The input is the name of a command, a line break, and what the guest says to it. */

#include "config.h"

#include <string.h>

#include <vmistate/vmistate.h>

#include "fuzz.h"
#include "sources/agent/agent-reply.h"

#define MAX_TEXT 1024

/* Nothing that steers a terminal may have come through, in whatever field. */
static void
check_text (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <=, MAX_TEXT);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
}

static void
check_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *link = values; link != NULL; link = link->next)
        check_node (link->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        check_node (json_array_get_element (array, i));
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    check_text (json_node_get_string (node));
}

static void
check_reply (VmistateAgentReply *reply)
{
  g_autofree char *json = vmistate_record_to_json (VMISTATE_RECORD (reply), VMISTATE_PROFILE_TRUTH);
  g_autoptr (JsonNode) node = _vmistate_record_to_node (reply, VMISTATE_PROFILE_TRUTH);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateAgentReply) again = NULL;

  check_node (node);
  if (_vmistate_record_has (reply, AGENT_REPLY_ERROR))
    {
      g_assert_true (_vmistate_record_has (reply, AGENT_REPLY_MESSAGE));
      for (guint i = AGENT_REPLY_MESSAGE + 1; i < AGENT_REPLY_N_FIELDS; i++)
        g_assert_false (_vmistate_record_has (reply, i));
    }
  /* A recording of it can be replayed. */
  again = _vmistate_record_from_json (_vmistate_agent_reply_get_type (), json, -1, &error);
  g_assert_no_error (error);
  g_assert_true (vmistate_record_equal (VMISTATE_RECORD (again), VMISTATE_RECORD (reply)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *end = memchr (data, '\n', size);
  g_autofree char *command = NULL;
  g_autoptr (VmistateAgentReply) reply = NULL;

  if (end == NULL)
    return 0;
  command = g_strndup ((const char *) data, end - data);
  /* The command is ours: only what is said to it is hostile. */
  if (strlen (command) > MAX_TEXT)
    return 0;
  for (const char *at = command; *at != '\0'; at++)
    {
      if (!g_ascii_islower (*at) && *at != '-')
        return 0;
    }
  reply = _vmistate_agent_reply_decode (command, (const char *) end + 1, data + size - end - 1);
  check_reply (reply);
  return 0;
}
