/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a fleet of VMIs tells: each VMI one fact in 30 s, by the times in the facts. */

#pragma once

#include <vmistate/vmistate.h>

G_BEGIN_DECLS

typedef struct
{
  VmistateMonitor *monitor;
  VmistateScriptedSource *source;
  guint size;
  guint64 n_changed;
  gint64 now;
} Fleet;

/* The kinds of facts, in the order in which every VMI gets them. */
enum
{
  PAUSE,
  RESUME,
  ADDRESSES,
  CHANNEL_CLOSED,
  CHANNEL_OPEN,
  N_KINDS,
};

VmistateFact *fleet_make_object (guint i);
VmistateFact *fleet_make_fact (Fleet *fleet, guint i, VmistateFactKind kind, gpointer payload);
VmistateFact *fleet_fact_from_json (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Payloads of facts */
gpointer fleet_make_domain (guint i);
gpointer fleet_make_state (gboolean paused);
gpointer fleet_make_channel (gboolean connected);
gpointer fleet_make_guest_interfaces (guint i, guint n_changes);

/* The fact at @n of all, which changes the status of its VMI, and what kind it is of */
VmistateFact *fleet_make_change (Fleet *fleet, guint n);
guint fleet_kind_of_change (Fleet *fleet, guint n);

G_END_DECLS
