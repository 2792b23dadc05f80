/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The answers that KubeVirt's launcher has from libvirt, which copies members and looks at none:
 * users may come twice, at any time, and interfaces without a name. An answer that is no JSON never
 * gets there, nor does one that is an error. The spellings in lists of interfaces are kept with
 * them, and the rest is read as we do. */

#include "config.h"

#include "agent-reading.h"

#include <float.h>

#include "agent-decoders.h"
#include "agent-member.h"
#include "model/agent-reading.h"
#include "model/timezone.h"
#include "model/user.h"

/* Returns: FALSE if @value says nothing of what was asked. Remarks on @scratch are nobody's. */
typedef gboolean (*Copy) (VmistateAgentReply *scratch, JsonNode *value,
                          VmistateAgentReading *reading);

static gpointer
copy_user (VmistateAgentReply *scratch, JsonObject *element)
{
  VmistateUser *user = g_object_new (VMISTATE_TYPE_USER, NULL);

  _vmistate_agent_read_text (scratch, element, "user", user, USER_USER_NAME);
  _vmistate_agent_read_text (scratch, element, "domain", user, USER_DOMAIN);
  _vmistate_agent_read_double (scratch, element, "login-time", -DBL_MAX, DBL_MAX, user,
                               USER_LOGIN_TIME);
  return user;
}

static gboolean
copy_users (VmistateAgentReply *scratch, JsonNode *value, VmistateAgentReading *reading)
{
  _vmistate_record_take_list (
      reading, AGENT_READING_USERS,
      _vmistate_agent_read_array (scratch, value, "", VMISTATE_AGENT_MAX_USERS, copy_user));
  return TRUE;
}

static gboolean
copy_timezone (VmistateAgentReply *scratch, JsonNode *value, VmistateAgentReading *reading)
{
  g_autoptr (VmistateTimezone) zone = g_object_new (VMISTATE_TYPE_TIMEZONE, NULL);
  JsonObject *object = json_node_get_object (value);
  gboolean any = FALSE;

  any |= _vmistate_agent_read_text (scratch, object, "zone", zone, TIMEZONE_ZONE);
  any |= _vmistate_agent_read_integer (scratch, object, "offset", G_MININT32, G_MAXINT32, zone,
                                       TIMEZONE_OFFSET_SEC);
  _vmistate_record_set_record (reading, AGENT_READING_TIMEZONE, zone);
  return any;
}

static gboolean
copy_interfaces (VmistateAgentReply *scratch, JsonNode *value, VmistateAgentReading *reading)
{
  _vmistate_record_take_list (reading, AGENT_READING_INTERFACES,
                              _vmistate_agent_read_all_interfaces (scratch, value));
  return TRUE;
}

static const struct
{
  const char *command;
  Copy copy;
} copies[] = {
  { "guest-network-get-interfaces", copy_interfaces },
  { "guest-get-timezone", copy_timezone },
  { "guest-get-users", copy_users },
};

void
_vmistate_agent_add_libvirt_reading (VmistateAgentReply *reply, JsonNode *value)
{
  const char *name = _vmistate_record_get_string (reply, AGENT_REPLY_COMMAND);

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autoptr (VmistateAgentReply) scratch = NULL;
      g_autoptr (VmistateAgentReading) reading = NULL;

      if (g_strcmp0 (copies[i].command, name) != 0)
        continue;
      scratch = g_object_new (_vmistate_agent_reply_get_type (), NULL);
      reading = g_object_new (_vmistate_agent_reading_get_type (), NULL);
      if (copies[i].copy (scratch, value, reading))
        _vmistate_agent_reading_add (reply, reading);
    }
}
