/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For programs that have an agent's reply but did not ask through this library. */

#include "config.h"

#include <vmistate/vmistate-raw-facts.h>

#include "agent-reply.h"
#include "model/fact.h"

/**
 * vmistate_fact_new_for_agent_reply:
 * @source: who tells it, see [method@Source.get_id]
 * @namespace_: (nullable): namespace of the VMI; %NULL is `default`
 * @name: name of the VMI
 * @uid: (nullable): UID of the VMI; %NULL if the name alone identifies
 * @observed_at_usec: when the agent was asked, microseconds since 1970-01-01 00:00 UTC
 * @command: the command that it was asked, such as `guest-get-osinfo`
 * @text: its reply, `{"return": …}` or `{"error": …}`
 * @length: length of @text in bytes, or -1 if it is zero-terminated
 *
 * Makes a fact of kind %VMISTATE_FACT_KIND_AGENT_REPLY from what a guest agent replied to one
 * command.
 *
 * The guest may say anything, so this cannot fail: a reply that is an error, that cannot be
 * understood or is too long, or that answers a command which the library does not ask, makes a
 * fact that says so.
 *
 * Returns: (transfer full): the fact
 *
 * Since: 0.1
 */
VmistateFact *
vmistate_fact_new_for_agent_reply (const char *source, const char *namespace_, const char *name,
                                   const char *uid, gint64 observed_at_usec, const char *command,
                                   const char *text, gssize length)
{
  const VmistateIdentity identity = { namespace_, name, uid };

  g_return_val_if_fail (source != NULL && *source != '\0', NULL);
  g_return_val_if_fail (name != NULL && *name != '\0', NULL);
  g_return_val_if_fail (command != NULL, NULL);
  g_return_val_if_fail (text != NULL || length == 0, NULL);

  return _vmistate_fact_new (VMISTATE_FACT_KIND_AGENT_REPLY, source, &identity, observed_at_usec,
                             _vmistate_agent_reply_decode (command, text, length));
}
