/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-agent-command.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  AGENT_COMMAND_NAME,
  AGENT_COMMAND_ENABLED,
  AGENT_COMMAND_N_FIELDS,
};

G_END_DECLS
