/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* How far the guest agent is alive, as the condition AgentConnected says it. */
typedef struct
{
  const char *status; /* "True", "False", "Unknown"; NULL while nothing is known */
  const char *reason;
  const char *message;
  gint64 at;
} VmistateAgentVerdict;

VmistateAgentVerdict _vmistate_derive_agent_ladder (const VmistateView *view);

G_END_DECLS
