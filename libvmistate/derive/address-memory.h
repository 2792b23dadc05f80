/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which addresses the guest agent reported, since when, and until when they are held after it
 * stopped: an agent has none to tell for a moment while a lease is renewed, the agent starts or the
 * guest reboots. Which address has been there for longest also tells which of several interfaces
 * to go on showing.
 *
 * All of it follows from the answers alone, in whatever order they come: of each address the
 * oldest and the newest answer that has it. Only what does not fit is forgotten as it comes. */

#pragma once

#include "ip.h"
#include "observation.h"

G_BEGIN_DECLS

/* An address is held for as long as the last answer that had it was to hold, but not shorter and
 * not longer than this. The agent is asked for its interfaces once a minute. */
#define VMISTATE_HOLD_MIN_SEC 60
#define VMISTATE_HOLD_MAX_SEC 300

/* One address of one hardware address, that the newest answer does not have. */
typedef struct
{
  guint64 mac;        /* never 0 */
  VmistateIp ip;      /* reachable, not link-local */
  GRefString *name;   /* (owned) of the guest's interface that last had it */
  GRefString *text;   /* (owned) (nullable) as it was told; NULL: that was not just the address */
  gint64 since;       /* when it was first reported, in microseconds since 1970 UTC */
  gint64 reported_at; /* when it was last reported */
  guint16 hold_sec;   /* how long after that it is held */
  guint8 prefix;      /* or VMISTATE_NO_PREFIX */
} VmistateRememberedAddress;

typedef struct
{
  guint n;
  VmistateRememberedAddress addresses[];
} VmistateAddressMemory;

/* Folds an answer about interfaces in, which becomes a table (interfaces/guest-table.h).
 * @self: (inout): NULL while there is nothing to remember */
void _vmistate_address_memory_fold (VmistateAddressMemory **self, VmistateObservation *answer,
                                    VmistateFact *fact, gpointer reply, gint64 now);
void _vmistate_address_memory_free (VmistateAddressMemory *self);

/* Calls @func with each address of @answer that could be remembered. */
void _vmistate_answer_foreach_address (const VmistateObservation *answer,
                                       void (*func) (const VmistateRememberedAddress *address,
                                                     gpointer user_data),
                                       gpointer user_data);

/* Until when an address is held that was last reported at @reported_at. */
#define _vmistate_held_until(reported_at, hold_sec)                                                \
  ((reported_at) + (gint64) (hold_sec) *G_USEC_PER_SEC)

/* The next moment from @now on after which one is held no longer, or G_MAXINT64.
 * @self: (nullable)
 * @answer: the newest
 * @counts: whether it does, or its addresses are held like those of older ones */
gint64 _vmistate_address_memory_next_expiry (const VmistateAddressMemory *self,
                                             const VmistateObservation *answer, gboolean counts,
                                             gint64 now);

G_END_DECLS
