/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Asks the guest agents of one libvirt connection, and only those whose channel is open. */

#pragma once

#include <libvirt/libvirt.h>

#include <vmistate/vmistate-source.h>

#include "agent-transport.h"
#include "model/fact.h"

G_BEGIN_DECLS

typedef struct _VmistateAgentPoller VmistateAgentPoller;

/* Every function is called on the thread that runs @context, and facts leave from there.
 * @source_id stands in every fact. */
VmistateAgentPoller *_vmistate_agent_poller_new (GMainContext *context, VmistateSink *sink,
                                                 const char *source_id);

/* The same with everything that a test may want to be otherwise. */
typedef struct
{
  VmistateAgentTransport transport; /* NULL: libvirt */
  gpointer transport_data;
  guint timeout_msec; /* of one question */
  guint divisor;      /* of all pauses */
  guint32 seed;       /* of their jitter */
} VmistateAgentPollerOptions;

VmistateAgentPoller *
_vmistate_agent_poller_new_with_options (GMainContext *context, VmistateSink *sink,
                                         const char *source_id,
                                         const VmistateAgentPollerOptions *options);

/* As many questions as may be under way at once */
#define VMISTATE_AGENT_MAX_CALLS 4

/* Read-write connections that nothing else uses, because agent calls wait: best as many as there
 * may be calls. @n of 0 when they are lost. References are taken. */
void _vmistate_agent_poller_set_connections (VmistateAgentPoller *self, virConnectPtr *connections,
                                             guint n);

/* What the domain side knows. @uuid is the domain's, in text. A channel that opens starts the
 * questions anew; a reboot ends them until the channel opens again, and a lost connection until it
 * is said again that the channel is open. */
void _vmistate_agent_poller_domain_changed (VmistateAgentPoller *self, const char *uuid,
                                            const VmistateIdentity *identity, gboolean running);
void _vmistate_agent_poller_channel_changed (VmistateAgentPoller *self, const char *uuid,
                                             gboolean connected);
void _vmistate_agent_poller_domain_rebooted (VmistateAgentPoller *self, const char *uuid);
void _vmistate_agent_poller_domain_gone (VmistateAgentPoller *self, const char *uuid);

/* @task: (transfer full): returns the elapsed microseconds as a boxed gint64 (g_free) or an error
 * of vmistate_source_ping_finish(); may be returned from a worker thread. */
void _vmistate_agent_poller_ping (VmistateAgentPoller *self, const char *uid, guint timeout_msec,
                                  GTask *task);

/* Nothing is emitted after this call. @done runs on the same thread once the last worker is back;
 * then, and not before, free it. */
void _vmistate_agent_poller_stop (VmistateAgentPoller *self, GFunc done, gpointer user_data);
void _vmistate_agent_poller_free (VmistateAgentPoller *self);

G_END_DECLS
