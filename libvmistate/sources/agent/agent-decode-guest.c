/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Replies about the guest as a whole: what runs in it and how it is called. */

#include "config.h"

#include "agent-decoders.h"

#include "agent-member.h"
#include "agent-text.h"
#include "model/agent-command.h"
#include "model/guest-os-info.h"
#include "model/load.h"
#include "model/timezone.h"

#define MAX_OFFSET_SEC (24 * 60 * 60)
#define MAX_LOAD       1e9

typedef struct
{
  const char *name;
  guint field;
} Member;

static const Member os_members[] = {
  { "name", GUEST_OS_INFO_NAME },
  { "kernel-release", GUEST_OS_INFO_KERNEL_RELEASE },
  { "version", GUEST_OS_INFO_VERSION },
  { "pretty-name", GUEST_OS_INFO_PRETTY_NAME },
  { "version-id", GUEST_OS_INFO_VERSION_ID },
  { "kernel-version", GUEST_OS_INFO_KERNEL_VERSION },
  { "machine", GUEST_OS_INFO_MACHINE },
  { "id", GUEST_OS_INFO_ID },
};

static const Member load_members[] = {
  { "load1m", LOAD_LOAD_1M },
  { "load5m", LOAD_LOAD_5M },
  { "load15m", LOAD_LOAD_15M },
};

gboolean
_vmistate_agent_decode_osinfo (VmistateAgentReply *reply, JsonNode *value)
{
  JsonObject *object = json_node_get_object (value);
  g_autoptr (VmistateGuestOsInfo) os = g_object_new (VMISTATE_TYPE_GUEST_OS_INFO, NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (os_members); i++)
    any |= _vmistate_agent_read_text (reply, object, os_members[i].name, os, os_members[i].field);
  if (!any)
    return FALSE;
  _vmistate_record_take_record (reply, AGENT_REPLY_OS, g_steal_pointer (&os));
  return TRUE;
}

/* A guest may have no name: the text is then empty, and the field absent without an error. */
gboolean
_vmistate_agent_decode_host_name (VmistateAgentReply *reply, JsonNode *value)
{
  JsonObject *object = json_node_get_object (value);

  _vmistate_agent_read_text (reply, object, "host-name", reply, AGENT_REPLY_HOSTNAME);
  return _vmistate_agent_get_member (object, "host-name") != NULL
         && !_vmistate_record_has (reply, AGENT_REPLY_MESSAGE);
}

gboolean
_vmistate_agent_decode_timezone (VmistateAgentReply *reply, JsonNode *value)
{
  JsonObject *object = json_node_get_object (value);
  g_autoptr (VmistateTimezone) zone = g_object_new (VMISTATE_TYPE_TIMEZONE, NULL);

  _vmistate_agent_read_text (reply, object, "zone", zone, TIMEZONE_ZONE);
  if (!_vmistate_agent_read_integer (reply, object, "offset", -MAX_OFFSET_SEC, MAX_OFFSET_SEC, zone,
                                     TIMEZONE_OFFSET_SEC))
    return FALSE;
  _vmistate_record_take_record (reply, AGENT_REPLY_TIMEZONE, g_steal_pointer (&zone));
  return TRUE;
}

gboolean
_vmistate_agent_decode_load (VmistateAgentReply *reply, JsonNode *value)
{
  JsonObject *object = json_node_get_object (value);
  g_autoptr (VmistateLoad) load = g_object_new (VMISTATE_TYPE_LOAD, NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (load_members); i++)
    any |= _vmistate_agent_read_double (reply, object, load_members[i].name, 0, MAX_LOAD, load,
                                        load_members[i].field);
  if (!any)
    return FALSE;
  _vmistate_record_take_record (reply, AGENT_REPLY_LOAD, g_steal_pointer (&load));
  return TRUE;
}

gboolean
_vmistate_agent_decode_fsfreeze_status (VmistateAgentReply *reply, JsonNode *value)
{
  g_autofree char *text = NULL;

  if (json_node_get_value_type (value) != G_TYPE_STRING)
    return FALSE;
  text = _vmistate_agent_text_clean (json_node_get_string (value));
  if (*text == '\0')
    return FALSE;
  _vmistate_record_set_string (reply, AGENT_REPLY_FSFREEZE_STATUS, text);
  return TRUE;
}

static gpointer
read_command (VmistateAgentReply *reply, JsonObject *element)
{
  g_autoptr (VmistateAgentCommand) command = g_object_new (VMISTATE_TYPE_AGENT_COMMAND, NULL);

  _vmistate_agent_read_boolean (reply, element, "enabled", command, AGENT_COMMAND_ENABLED);
  if (!_vmistate_agent_read_text (reply, element, "name", command, AGENT_COMMAND_NAME))
    return NULL;
  return g_steal_pointer (&command);
}

gboolean
_vmistate_agent_decode_info (VmistateAgentReply *reply, JsonNode *value)
{
  JsonObject *object = json_node_get_object (value);
  JsonNode *list = _vmistate_agent_get_member (object, "supported_commands");

  if (list != NULL)
    _vmistate_record_take_list (reply, AGENT_REPLY_COMMANDS,
                                _vmistate_agent_read_array (reply, list, "supported_commands",
                                                            VMISTATE_AGENT_MAX_COMMANDS,
                                                            read_command));
  return _vmistate_agent_read_text (reply, object, "version", reply, AGENT_REPLY_VERSION)
         || _vmistate_record_has (reply, AGENT_REPLY_COMMANDS);
}
