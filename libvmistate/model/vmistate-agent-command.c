/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-command.h"

/**
 * VmistateAgentCommand:
 *
 * One command of the guest agent (KubeVirt's `GuestAgentCommandInfo`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [AGENT_COMMAND_NAME] = { "name", VMISTATE_FIELD_STRING,
                           VMISTATE_FIELD_ALWAYS_KUBEVIRT | VMISTATE_FIELD_KEY },
  [AGENT_COMMAND_ENABLED] = { "enabled", VMISTATE_FIELD_BOOLEAN },
};

VMISTATE_DEFINE_RECORD (VmistateAgentCommand, vmistate_agent_command, fields,
                        AGENT_COMMAND_N_FIELDS)

/**
 * vmistate_agent_command_get_name:
 * @self: a command
 *
 * Name of the command, such as `guest-ping`; JSON member `name`. Told by the guest agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_agent_command_get_name (VmistateAgentCommand *self)
{
  g_return_val_if_fail (VMISTATE_IS_AGENT_COMMAND (self), NULL);

  return _vmistate_record_get_string (self, AGENT_COMMAND_NAME);
}

/**
 * vmistate_agent_command_get_enabled:
 * @self: a command
 * @value: (out) (optional): return location for the answer
 *
 * Whether the guest allows the command; JSON member `enabled`. Told by the guest agent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_agent_command_get_enabled (VmistateAgentCommand *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_AGENT_COMMAND (self), FALSE);

  return _vmistate_record_get_boolean (self, AGENT_COMMAND_ENABLED, value);
}
