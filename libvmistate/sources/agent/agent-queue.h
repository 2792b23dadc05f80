/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which domain is asked next. Knows no thread, clock or libvirt, as the schedules do not.
 *
 * A domain's turn is when its next question is due, but not before its last one ended: so domains
 * take turns, and one that has much to be asked does not hold up another. One worker is kept from
 * domains that may well not answer. */

#pragma once

#include "agent-domain.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *domains; /* (owned) (element-type utf8 VmistateAgentDomain) by UUID */
  GSequence *waiting;  /* (owned) domains that may be asked, by turn */
  guint n_workers;
  guint n_busy;
  guint n_busy_suspect;
} VmistateAgentQueue;

void _vmistate_agent_queue_init (VmistateAgentQueue *self, guint n_workers);
void _vmistate_agent_queue_clear (VmistateAgentQueue *self);

VmistateAgentDomain *_vmistate_agent_queue_ensure (VmistateAgentQueue *self, const char *uuid);
/* NULL for one that is not known. */
VmistateAgentDomain *_vmistate_agent_queue_find_uid (VmistateAgentQueue *self, const char *uid);

/* To be called after anything about @domain changed. A domain that is not known and has no
 * question under way is forgotten and must not be used any more. */
void _vmistate_agent_queue_update (VmistateAgentQueue *self, VmistateAgentDomain *domain);

/* Whether a worker is free for a question. */
gboolean _vmistate_agent_queue_has_room (const VmistateAgentQueue *self, gboolean suspect);

/* The domain whose turn it is and for which a worker is free, or NULL. */
VmistateAgentDomain *_vmistate_agent_queue_peek (VmistateAgentQueue *self, gint64 now);

/* When to look again, G_MAXINT64 for not before something changed. */
gint64 _vmistate_agent_queue_next_turn (VmistateAgentQueue *self, gint64 now);

/* A question to @domain begins, and ends. */
void _vmistate_agent_queue_begin (VmistateAgentQueue *self, VmistateAgentDomain *domain,
                                  gboolean suspect);
void _vmistate_agent_queue_end (VmistateAgentQueue *self, VmistateAgentDomain *domain,
                                gboolean suspect, gint64 now);

G_END_DECLS
