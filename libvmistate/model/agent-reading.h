/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "payloads.h"

G_BEGIN_DECLS

#define AGENT_OUTCOME_IGNORED "ignored"
#define AGENT_OUTCOME_PANIC   "panic"

/* @reply as KubeVirt's launcher reads it, if that is as we do: to be compared with what it does
 * read. Returns: (transfer full) */
VmistateAgentReading *_vmistate_agent_reading_plain (VmistateAgentReply *reply);

/* @reply as KubeVirt's launcher does read it. Returns: (transfer full) */
VmistateAgentReading *_vmistate_agent_reading_dup (VmistateAgentReply *reply);

/* Adds @reading to @reply, which it is of, if @reply says something else. */
void _vmistate_agent_reading_add (VmistateAgentReply *reply, VmistateAgentReading *reading);

G_END_DECLS
