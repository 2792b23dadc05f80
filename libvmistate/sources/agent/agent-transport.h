/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One question to one agent, through libvirt. */

#pragma once

#include <libvirt/libvirt.h>

#include "agent-schedule.h"

G_BEGIN_DECLS

/* libvirt's error of one call, copied on the thread that made the call. */
typedef struct
{
  int code;      /* virErrorNumber */
  int domain;    /* virErrorDomain */
  char *message; /* (owned) (nullable) */
} VmistateAgentCallError;

void _vmistate_agent_call_error_clear (VmistateAgentCallError *self);

/* Blocks. Returns: (transfer full): the raw reply, or NULL with @error set. */
typedef char *(*VmistateAgentTransport) (gpointer data, virConnectPtr connection, const char *uuid,
                                         const char *command_json, guint timeout_sec,
                                         VmistateAgentCallError *error);

char *_vmistate_agent_transport_libvirt (gpointer data, virConnectPtr connection, const char *uuid,
                                         const char *command_json, guint timeout_sec,
                                         VmistateAgentCallError *error);

/* Returns: the nick of a VmistateError. */
const char *_vmistate_agent_call_error_classify (const VmistateAgentCallError *self,
                                                 VmistateAgentOutcome *outcome);

G_END_DECLS
