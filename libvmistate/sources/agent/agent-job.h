/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One question on its way through a worker. */

#pragma once

#include <vmistate/vmistate-sink.h>

#include "agent-domain.h"
#include "agent-transport.h"
#include "sources/lenders.h"

G_BEGIN_DECLS

typedef struct _VmistateAgentPing VmistateAgentPing;

typedef struct
{
  /* Set before it is given to a worker, and only read there. */
  VmistateAgentTransport transport;
  gpointer transport_data;
  virConnectPtr connection; /* (owned) */
  VmistateSink *sink;       /* (not owned) for its clock */
  char *uuid;               /* (owned) */
  VmistateAgentQuestion question;
  guint timeout_msec;

  /* Set by the worker. */
  VmistateAgentReply *reply; /* (owned) */
  VmistateAgentOutcome outcome;
  gint64 observed_at_usec;
  gint64 elapsed_usec;

  /* Of no concern to the worker. */
  VmistateAgentDomain *domain; /* (not owned) lives at least as long as its job */
  VmistateAgentPing *ping;     /* (not owned) (nullable) */
  guint generation;
  gboolean suspect;
  VmistateLease lease; /* of @connection */
} VmistateAgentJob;

void _vmistate_agent_job_free (VmistateAgentJob *self);

/* Asks and decodes; runs on a worker. */
void _vmistate_agent_job_run (VmistateAgentJob *self);

G_END_DECLS
