/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-reply.h"

#include <string.h>

#include "agent-decoders.h"
#include "agent-reading.h"
#include "agent-text.h"
#include "model/json.h"

/* A reply of the largest guest that makes sense takes a tenth of these. */
static const VmistateJsonBounds bounds = {
  .max_bytes = 1024 * 1024,
  .max_depth = 16,
  .max_values = 100000,
};

typedef struct
{
  const char *command;
  JsonNodeType type;           /* of what stands behind "return" */
  VmistateAgentDecoder decode; /* NULL: that there is an answer is the answer */
} Command;

static const Command commands[] = {
  { "guest-fsfreeze-status", JSON_NODE_VALUE, _vmistate_agent_decode_fsfreeze_status },
  { "guest-get-fsinfo", JSON_NODE_ARRAY, _vmistate_agent_decode_filesystems },
  { "guest-get-host-name", JSON_NODE_OBJECT, _vmistate_agent_decode_host_name },
  { "guest-get-load", JSON_NODE_OBJECT, _vmistate_agent_decode_load },
  { "guest-get-osinfo", JSON_NODE_OBJECT, _vmistate_agent_decode_osinfo },
  { "guest-get-timezone", JSON_NODE_OBJECT, _vmistate_agent_decode_timezone },
  { "guest-get-users", JSON_NODE_ARRAY, _vmistate_agent_decode_users },
  { "guest-info", JSON_NODE_OBJECT, _vmistate_agent_decode_info },
  { "guest-network-get-interfaces", JSON_NODE_ARRAY, _vmistate_agent_decode_interfaces },
  { "guest-ping", JSON_NODE_OBJECT, NULL },
};

/* Most specific first. A frozen agent refuses commands with the class of unknown ones, but it will
 * know them again. */
static const struct
{
  const char *error_class; /* NULL: any */
  const char *text;        /* within desc; NULL: any */
  const char *nick;
} agent_errors[] = {
  { NULL, "frozen state", "failed" },
  { "CommandNotFound", NULL, "unsupported" },
  { "CommandDisabled", NULL, "unsupported" },
  { "Unsupported", NULL, "unsupported" },
  { NULL, "has not been found", "unsupported" },
  { NULL, "has been disabled", "unsupported" },
  { NULL, "not currently supported", "unsupported" },
};

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (commands[i].command, name) == 0)
        return &commands[i];
    }
  return NULL;
}

const char *
_vmistate_agent_error_nick (const char *error_class, const char *desc)
{
  for (guint i = 0; i < G_N_ELEMENTS (agent_errors); i++)
    {
      const char *wanted_class = agent_errors[i].error_class;
      const char *wanted_text = agent_errors[i].text;

      if (wanted_class != NULL && g_strcmp0 (wanted_class, error_class) != 0)
        continue;
      if (wanted_text != NULL && (desc == NULL || strstr (desc, wanted_text) == NULL))
        continue;
      return agent_errors[i].nick;
    }
  return "failed";
}

static VmistateAgentReply *
reply_new (const char *command)
{
  VmistateAgentReply *reply = g_object_new (_vmistate_agent_reply_get_type (), NULL);

  _vmistate_record_set_string (reply, AGENT_REPLY_COMMAND, command);
  return reply;
}

VmistateAgentReply *
_vmistate_agent_reply_new_failed (const char *command, const char *error, const char *message)
{
  VmistateAgentReply *reply = reply_new (command);
  g_autofree char *clean = _vmistate_agent_text_clean (message);

  _vmistate_record_set_string (reply, AGENT_REPLY_ERROR, error);
  _vmistate_record_set_string (reply, AGENT_REPLY_MESSAGE, clean);
  return reply;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static VmistateAgentReply *
decode_error (const char *command, JsonNode *node)
{
  const char *error_class;
  const char *desc;
  const char *message;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return _vmistate_agent_reply_new_failed (command, "protocol",
                                             "the reply is an error that says nothing");
  error_class = get_text (json_node_get_object (node), "class");
  desc = get_text (json_node_get_object (node), "desc");
  message = desc != NULL ? desc : error_class;
  return _vmistate_agent_reply_new_failed (
      command, _vmistate_agent_error_nick (error_class, desc),
      message != NULL ? message : "the reply is an error that says nothing");
}

static VmistateAgentReply *
decode_value (const Command *command, JsonNode *value)
{
  g_autoptr (VmistateAgentReply) reply = reply_new (command->command);

  if (command->decode == NULL || command->decode (reply, value))
    return g_steal_pointer (&reply);
  if (_vmistate_record_has (reply, AGENT_REPLY_MESSAGE))
    return _vmistate_agent_reply_new_failed (
        command->command, "protocol", _vmistate_record_get_string (reply, AGENT_REPLY_MESSAGE));
  return _vmistate_agent_reply_new_failed (command->command, "protocol",
                                           "the reply says nothing of what was asked");
}

static VmistateAgentReply *
decode_return (const Command *command, JsonNode *value)
{
  VmistateAgentReply *reply;

  if (json_node_get_node_type (value) != command->type)
    return _vmistate_agent_reply_new_failed (command->command, "protocol",
                                             "the reply is of another type than the command has");
  reply = decode_value (command, value);
  _vmistate_agent_add_libvirt_reading (reply, value);
  return reply;
}

static VmistateAgentReply *
decode_text (const Command *command, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = _vmistate_json_parse (text, (gssize) length, &bounds, &error);
  JsonObject *object;

  if (root == NULL)
    return _vmistate_agent_reply_new_failed (command->command, "protocol", error->message);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return _vmistate_agent_reply_new_failed (command->command, "protocol",
                                             "the reply is not an object");
  object = json_node_get_object (root);
  if (json_object_has_member (object, "error"))
    return decode_error (command->command, json_object_get_member (object, "error"));
  if (json_object_has_member (object, "return"))
    return decode_return (command, json_object_get_member (object, "return"));
  return _vmistate_agent_reply_new_failed (command->command, "protocol",
                                           "the reply is neither a result nor an error");
}

VmistateAgentReply *
_vmistate_agent_reply_decode (const char *command, const char *text, gssize length)
{
  const Command *known = find_command (command);
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  VmistateAgentReply *reply;

  if (known == NULL)
    return _vmistate_agent_reply_new_failed (command, "unsupported",
                                             "the reply to this command cannot be read");
  reply = decode_text (known, text, bytes);
  if (bytes <= bounds.max_bytes)
    _vmistate_agent_add_launcher_reading (reply, text, bytes);
  return reply;
}
