/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From an agent's raw reply to a record. The guest is hostile: whatever it says gives a record. */

#pragma once

#include "model/payloads.h"

G_BEGIN_DECLS

/* Never fails. A reply without error and without the command's list is an empty list. A message
 * beside data tells what was left out: a list that was cut, a member of the wrong type.
 *
 * @command: the name of the command that was asked
 * @text: its reply, "{"return": …}" or "{"error": …}"; may be anything
 * @length: in bytes, or -1 for a terminated text */
VmistateAgentReply *_vmistate_agent_reply_decode (const char *command, const char *text,
                                                  gssize length);

/* @error: nick of a VmistateError
 * @message: may come from the guest */
VmistateAgentReply *_vmistate_agent_reply_new_failed (const char *command, const char *error,
                                                      const char *message);

/* The nick for an error that the agent answered: @error_class and @desc as in QMP, either may be
 * NULL. */
const char *_vmistate_agent_error_nick (const char *error_class, const char *desc);

G_END_DECLS
