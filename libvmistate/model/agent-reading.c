/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* KubeVirt's launcher has parsers of its own, so that the same answer may mean something else to
 * it. Most answers do not, and their replies say everything once. */

#include "config.h"

#include "agent-reading.h"

static const struct
{
  guint reply;
  guint reading;
} counterparts[] = {
  { AGENT_REPLY_OS, AGENT_READING_OS },
  { AGENT_REPLY_HOSTNAME, AGENT_READING_HOSTNAME },
  { AGENT_REPLY_TIMEZONE, AGENT_READING_TIMEZONE },
  { AGENT_REPLY_INTERFACES, AGENT_READING_INTERFACES },
  { AGENT_REPLY_USERS, AGENT_READING_USERS },
  { AGENT_REPLY_FILESYSTEMS, AGENT_READING_FILESYSTEMS },
  { AGENT_REPLY_FSFREEZE_STATUS, AGENT_READING_FSFREEZE_STATUS },
  { AGENT_REPLY_VERSION, AGENT_READING_VERSION },
  { AGENT_REPLY_COMMANDS, AGENT_READING_COMMANDS },
};

VmistateAgentReading *
_vmistate_agent_reading_plain (VmistateAgentReply *reply)
{
  VmistateAgentReading *reading = g_object_new (_vmistate_agent_reading_get_type (), NULL);

  if (_vmistate_record_has (reply, AGENT_REPLY_ERROR))
    _vmistate_record_set_string (reading, AGENT_READING_OUTCOME, AGENT_OUTCOME_IGNORED);
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (counterparts); i++)
        _vmistate_record_copy_field (reading, counterparts[i].reading, reply,
                                     counterparts[i].reply);
    }
  return reading;
}

VmistateAgentReading *
_vmistate_agent_reading_dup (VmistateAgentReply *reply)
{
  VmistateAgentReading *reading = _vmistate_record_get_record (reply, AGENT_REPLY_KUBEVIRT);

  return reading != NULL ? g_object_ref (reading) : _vmistate_agent_reading_plain (reply);
}

void
_vmistate_agent_reading_add (VmistateAgentReply *reply, VmistateAgentReading *reading)
{
  g_autoptr (VmistateAgentReading) plain = _vmistate_agent_reading_plain (reply);

  if (!vmistate_record_equal (VMISTATE_RECORD (plain), VMISTATE_RECORD (reading)))
    _vmistate_record_set_record (reply, AGENT_REPLY_KUBEVIRT, reading);
}
