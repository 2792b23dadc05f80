/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The insides of VmistateMonitor, which is spread over four files:
 * vmistate-monitor.c (the object), monitor-flow.c (facts in, signals out),
 * monitor-lifecycle.c (start and stop), monitor-ping.c. */

#pragma once

#include <vmistate/vmistate-monitor.h>

#include "fleet.h"
#include "inbox.h"
#include "source-table.h"

G_BEGIN_DECLS

typedef enum
{
  MONITOR_IDLE,
  MONITOR_RUNNING,
  MONITOR_STOPPING,
  MONITOR_STOPPED,
} VmistateMonitorState;

enum
{
  MONITOR_PROP_COALESCE_MSEC = 1,
  MONITOR_PROP_SYNCED,
  MONITOR_N_PROPS,
};

enum
{
  MONITOR_SIGNAL_INSTANCE_ADDED,
  MONITOR_SIGNAL_INSTANCE_REMOVED,
  MONITOR_SIGNAL_INSTANCE_CHANGED,
  MONITOR_SIGNAL_SOURCES_CHANGED,
  MONITOR_SIGNAL_EVENT,
  MONITOR_N_SIGNALS,
};

extern GParamSpec *_vmistate_monitor_props[MONITOR_N_PROPS];
extern guint _vmistate_monitor_signals[MONITOR_N_SIGNALS];

struct _VmistateMonitor
{
  GObject parent_instance;

  GMainContext *context; /* (owned) where everything here happens */
  guint coalesce_msec;
  gboolean synced;
  VmistateMonitorState state;

  GPtrArray *sources;   /* (owned) (element-type VmistateSource) */
  VmistateInbox *inbox; /* (owned) (nullable) while running */

  VmistateSourceTable table;
  VmistateFleet fleet;
  GHashTable *newborn; /* (owned) key -> (owned) instance that was not announced yet */

  GPtrArray *dirty;     /* (owned) (element-type VmistateInstance) to be told, in order */
  GHashTable *is_dirty; /* (owned) the same as a set, borrowed */
  GSource *flush;       /* (owned) (nullable) runs when the coalescing window ends */
  GSource *ageing;      /* (owned) (nullable) runs when the next observation grows old */
  gint64 next_ageing;   /* monotonic, of @ageing; G_MAXINT64 without */
};

/* monitor-flow.c */
void _vmistate_monitor_open_inbox (VmistateMonitor *self);
void _vmistate_monitor_close_inbox (VmistateMonitor *self);

/* monitor-lifecycle.c */
gboolean _vmistate_monitor_start_source (VmistateMonitor *self, VmistateSource *source,
                                         GError **error);
void _vmistate_monitor_abandon (VmistateMonitor *self);

G_END_DECLS
