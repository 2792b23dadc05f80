/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The insides of VmistateMonitor, which is spread over eight files:
 * vmistate-monitor.c (the object), monitor-flow.c (facts in, signals out), monitor-objects.c,
 * monitor-logs.c, monitor-host.c, monitor-ageing.c, monitor-lifecycle.c (start and stop),
 * monitor-ping.c. */

#pragma once

#include <vmistate/vmistate-monitor.h>

#include "fleet.h"
#include "inbox.h"
#include "log-shelf.h"
#include "source-index.h"
#include "source-table.h"

#include "derive/catalog.h"

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
  VmistateCatalog *catalog; /* (owned) */
  VmistateFleet fleet;
  GHashTable *newborn; /* (owned) key -> (owned) instance that was not announced yet */

  VmistateSourceIndex by_source;
  VmistateLogShelf shelf;

  GPtrArray *dirty;     /* (owned) (element-type VmistateInstance) to be told, in order */
  GSource *flush;       /* (owned) (nullable) runs when the coalescing window ends */
  VmistateAgeHeap ages; /* of those that have something that will grow old */
  GSource *ageing;      /* (owned) (nullable) runs when the next observation grows old */
  gint64 next_ageing;   /* monotonic, of @ageing; G_MAXINT64 without */
};

/* monitor-flow.c */
void _vmistate_monitor_open_inbox (VmistateMonitor *self);
void _vmistate_monitor_close_inbox (VmistateMonitor *self);

void _vmistate_monitor_schedule_ageing (VmistateMonitor *self, VmistateInstance *instance);
void _vmistate_monitor_mark_dirty (VmistateMonitor *self, VmistateInstance *instance);
/* (nullable): borrowed, also one that was not announced yet */
VmistateInstance *_vmistate_monitor_find_instance (VmistateMonitor *self, const char *key);
VmistateInstance *_vmistate_monitor_ensure_instance (VmistateMonitor *self,
                                                     const VmistateIdentity *identity);
GPtrArray *_vmistate_monitor_copy_instances (VmistateMonitor *self);
/* Whether a monitor still has it, or has it already. */
gboolean _vmistate_monitor_has_instance (VmistateInstance *instance);
GSource *_vmistate_monitor_attach_timer (VmistateMonitor *self, gint64 ready_time, GSourceFunc func,
                                         const char *name);
void _vmistate_clear_source (GSource **source);

/* monitor-ageing.c */
void _vmistate_monitor_schedule_ageing (VmistateMonitor *self, VmistateInstance *instance);

/* monitor-objects.c: facts of kind OBJECT, OBJECT_GONE and OBJECT_LIST */
void _vmistate_monitor_ingest_object (VmistateMonitor *self, VmistateFact *fact);

/* monitor-logs.c */
/* (nullable): borrowed, the instance that a fact of kind LOG has something to say about; what it
 * has for one that is not there yet is kept */
VmistateInstance *_vmistate_monitor_find_logged (VmistateMonitor *self, VmistateFact *fact);
/* Takes in what was kept for an instance that is about to be announced. */
void _vmistate_monitor_recall_log (VmistateMonitor *self, VmistateInstance *instance);

/* monitor-host.c: facts of kind HOST */
void _vmistate_monitor_ingest_host (VmistateMonitor *self, VmistateFact *fact);

/* monitor-lifecycle.c */
gboolean _vmistate_monitor_start_source (VmistateMonitor *self, VmistateSource *source,
                                         GError **error);
void _vmistate_monitor_abandon (VmistateMonitor *self);

G_END_DECLS
