/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "agent-schedule.h"
#include "model/fact.h"

G_BEGIN_DECLS

/* One domain as the poller sees it. */
typedef struct
{
  char *uuid;       /* (owned) */
  char *namespace_; /* (owned) (nullable) */
  char *name;       /* (owned) (nullable) */
  char *uid;        /* (owned) (nullable) */
  gboolean known;   /* the domain side told of it and has not said that it is gone */
  gboolean running;
  gboolean connected;
  gboolean busy;    /* a question is under way */
  guint generation; /* replies to questions of an earlier one do not count */
  gint64 free_since;
  VmistateAgentSchedule schedule;

  /* The queue's */
  GSequenceIter *place; /* (nullable) */
  gint64 turn;
  VmistateAgentQuestion question;
} VmistateAgentDomain;

VmistateAgentDomain *_vmistate_agent_domain_new (const char *uuid);
void _vmistate_agent_domain_free (VmistateAgentDomain *self);

/* @identity: copied */
void _vmistate_agent_domain_identify (VmistateAgentDomain *self, const VmistateIdentity *identity);
VmistateIdentity _vmistate_agent_domain_get_identity (const VmistateAgentDomain *self);

/* Whether its agent may be asked at all. */
gboolean _vmistate_agent_domain_is_open (const VmistateAgentDomain *self);

G_END_DECLS
