/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Since when something has been so: the remembered past of all signals of a view is gone through
 * again, and what was concluded from them at each moment. Whoever asks gets the same answer in
 * whatever order the facts came, and however often a status was derived on the way. */

#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* How far the agent is from being alive. */
typedef enum
{
  VMISTATE_AGENT_NO_CHANNEL,
  VMISTATE_AGENT_CHANNEL_CLOSED,
  VMISTATE_AGENT_SILENT,       /* nothing has answered since it was opened, or the guest booted */
  VMISTATE_AGENT_UNRESPONSIVE, /* it no longer answers */
  VMISTATE_AGENT_ANSWERING,
} VmistateAgentLife;

/* What the signals said together at one moment */
typedef struct
{
  gboolean seen; /* whether the domain's state was known yet */
  gint64 state;  /* VMISTATE_STATE_VALUE or VMISTATE_STATE_GONE */
  VmistateAgentLife agent;
  gboolean responsive; /* the hypervisor, for this domain */
  gboolean lost;       /* the source */
} VmistateMomentary;

typedef gint (*VmistateConclude) (const VmistateMomentary *momentary);

typedef struct
{
  gint64 at;          /* microseconds since 1970 UTC; 0 before the domain's state is known */
  gboolean witnessed; /* it was seen to be otherwise before */
} VmistateSince;

/* What is concluded from */
typedef enum
{
  VMISTATE_SIGNALS_STATE = 0, /* of the domain, always */
  VMISTATE_SIGNALS_HOST = 1 << 0,
  VMISTATE_SIGNALS_AGENT = 1 << 1,
} VmistateSignals;

/* @signals: those that @conclude asks for
 * @conclude: what follows from the signals; not asked before the domain's state is known
 * @now: (out) (optional): how the signals are now
 * Returns: since when the same has followed as now */
VmistateSince _vmistate_view_since (const VmistateView *view, VmistateSignals signals,
                                    VmistateConclude conclude, VmistateMomentary *now);

/* Since when there has been a guest in the domain, or none; 0 while nobody knows which of it. */
gint64 _vmistate_view_active_since (const VmistateView *view);

G_END_DECLS
