/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "agent-transport.h"

#include <stdlib.h>

#include <libvirt/libvirt-qemu.h>
#include <libvirt/virterror.h>

#include "agent-reply.h"

#define ANY_DOMAIN -1

typedef struct
{
  int domain;
  int code;
  const char *nick;
  VmistateAgentOutcome outcome;
} Class;

/* First match wins. What is not listed is the agent's own "error", which libvirt passes on as an
 * internal error with the agent's text in it. */
static const Class classes[] = {
  { ANY_DOMAIN, VIR_ERR_AGENT_UNRESPONSIVE, "timeout", VMISTATE_AGENT_OUTCOME_TIMED_OUT },
  { ANY_DOMAIN, VIR_ERR_OPERATION_TIMEOUT, "timeout", VMISTATE_AGENT_OUTCOME_TIMED_OUT },
  { ANY_DOMAIN, VIR_ERR_AGENT_UNSYNCED, "protocol", VMISTATE_AGENT_OUTCOME_TIMED_OUT },
  { ANY_DOMAIN, VIR_ERR_ARGUMENT_UNSUPPORTED, "unsupported", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_NO_SUPPORT, "unsupported", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_OPERATION_UNSUPPORTED, "unsupported", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_CONFIG_UNSUPPORTED, "unsupported", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_OPERATION_INVALID, "failed", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_RESOURCE_BUSY, "failed", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_NO_DOMAIN, "not-found", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_INVALID_DOMAIN, "not-found", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_OPERATION_DENIED, "denied", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_ACCESS_DENIED, "denied", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_AUTH_FAILED, "denied", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_AUTH_CANCELLED, "denied", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_AUTH_UNAVAILABLE, "denied", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_INVALID_CONN, "connection", VMISTATE_AGENT_OUTCOME_REFUSED },
  { ANY_DOMAIN, VIR_ERR_NO_CONNECT, "connection", VMISTATE_AGENT_OUTCOME_REFUSED },
  /* A reply that is too long for libvirt's own protocol. */
  { VIR_FROM_RPC, VIR_ERR_RPC, "protocol", VMISTATE_AGENT_OUTCOME_FAILED },
  { VIR_FROM_RPC, VIR_ERR_INTERNAL_ERROR, "connection", VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_RPC, VIR_ERR_SYSTEM_ERROR, "connection", VMISTATE_AGENT_OUTCOME_REFUSED },
  { VIR_FROM_RPC, VIR_ERR_OPERATION_FAILED, "connection", VMISTATE_AGENT_OUTCOME_REFUSED },
};

const char *
_vmistate_agent_call_error_classify (const VmistateAgentCallError *self,
                                     VmistateAgentOutcome *outcome)
{
  const char *nick;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (classes[i].code != self->code
          || (classes[i].domain != ANY_DOMAIN && classes[i].domain != self->domain))
        continue;
      *outcome = classes[i].outcome;
      return classes[i].nick;
    }
  nick = _vmistate_agent_error_nick (/* error_class= */ NULL, self->message);
  *outcome = g_str_equal (nick, "unsupported") ? VMISTATE_AGENT_OUTCOME_UNSUPPORTED
                                               : VMISTATE_AGENT_OUTCOME_FAILED;
  return nick;
}

void
_vmistate_agent_call_error_clear (VmistateAgentCallError *self)
{
  g_clear_pointer (&self->message, g_free);
}

static void
copy_last_error (VmistateAgentCallError *error)
{
  const virError *last = virGetLastError ();

  error->code = last != NULL ? last->code : VIR_ERR_INTERNAL_ERROR;
  error->domain = last != NULL ? last->domain : VIR_FROM_NONE;
  error->message = g_strdup (last != NULL ? last->message : NULL);
}

/* The timeout given here is all that bounds a call: an agent that was in step once is not asked
 * to guest-sync again, so virDomainAgentSetResponseTimeout() would only matter to calls that do
 * not carry a timeout themselves, and it would change the daemon's setting for every other client.
 * A call can still take longer by the 5 s of a guest-sync and by the 30 s that libvirt waits for
 * another client's agent call, but it always ends. */
char *
_vmistate_agent_transport_libvirt (gpointer data G_GNUC_UNUSED, virConnectPtr connection,
                                   const char *uuid, const char *command_json, guint timeout_sec,
                                   VmistateAgentCallError *error)
{
  virDomainPtr domain = virDomainLookupByUUIDString (connection, uuid);
  char *reply = NULL;

  if (domain != NULL)
    reply = virDomainQemuAgentCommand (domain, command_json, (int) timeout_sec, /* flags= */ 0);
  if (reply == NULL)
    copy_last_error (error);
  if (domain != NULL)
    virDomainFree (domain);
  return reply;
}
