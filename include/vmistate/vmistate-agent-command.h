/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_AGENT_COMMAND (vmistate_agent_command_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateAgentCommand, vmistate_agent_command, VMISTATE, AGENT_COMMAND,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_agent_command_get_name (VmistateAgentCommand *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_agent_command_get_enabled (VmistateAgentCommand *self, gboolean *value);

G_END_DECLS
