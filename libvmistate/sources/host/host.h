/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What one libvirt tells of itself and its storage pools, once per interval. All of it happens on a
 * thread of its own, which never waits for libvirt:
 *
 *   host.c         the thread, starting and stopping
 *   host-pass.c    one pass: questions, one after the other, answered or given up
 *   host-lanes.c   the connections: one for the questions, others while calls of it hang; losing
 *                  them, and telling of it
 *
 * and on workers: host-job.c. */

#pragma once

#include <vmistate/vmistate-source.h>

#include "host-job.h"
#include "sources/heart.h"
#include "sources/workers.h"

G_BEGIN_DECLS

/* The most calls of it that may hang in one daemon: the hypervisor's version, a list, and two
 * pools. */
#define VMISTATE_HOST_MAX_LANES 4

typedef struct
{
  const char *uri;
  const char *id;
  guint interval_msec;
  guint deadline_msec;
} VmistateHostOptions;

typedef enum
{
  VMISTATE_HOST_IDLE,
  VMISTATE_HOST_ASKS_VERSIONS,
  VMISTATE_HOST_ASKS_HYPERVISOR,
  VMISTATE_HOST_ASKS_LIST,
  VMISTATE_HOST_ASKS_POOLS,
} VmistateHostStep;

typedef struct
{
  char *uri; /* (owned) */
  char *id;  /* (owned) */
  gint64 interval_usec;
  gint64 deadline_usec;
  VmistateSink *sink; /* (owned) */

  GThread *thread;
  GMainContext *context;    /* (owned) */
  GMainLoop *loop;          /* (owned) */
  GTask *stop;              /* (owned) (nullable) to be completed when all has ended */
  int stopping;             /* (atomic) nothing is told any more */
  gboolean is_ending;       /* and the thread ends when no job is under way */
  GSource *timer;           /* (owned) */
  VmistateHeart *heart;     /* (owned) of the event loop */
  VmistateWorkers *workers; /* (owned) */

  /* host-lanes.c */
  GPtrArray *lanes;            /* (owned) (element-type VmistateHostLane) */
  VmistateEventTarget *target; /* (owned) of the present lanes */
  VmistateEventTarget *closed; /* (not owned) (atomic) whose connection the daemon has closed */
  GPtrArray *retired;          /* (owned) (element-type VmistateEventTarget) of earlier ones */
  GSource *closed_alarm;       /* (owned) */
  gboolean in_process;         /* the driver is, and so needs no more than one connection */
  guint n_failed;              /* connections since the last success */
  GRand *jitter;               /* (owned) */
  char *lost_message;          /* (owned) (nullable) why it is lost, as it was told */
  gboolean is_live;            /* as it was told */
  gboolean has_no_pools;       /* the driver knows no pools */

  /* The pass */
  VmistateHostStep step;
  VmistateHostJob *job;     /* (not owned) (nullable) that is waited for */
  gint64 asked_at;          /* monotonic, of @job */
  gint64 taken_at;          /* since 1970 UTC: when the pass began */
  gint64 due;               /* monotonic: the next pass */
  VmistateHostInfo *info;   /* (owned) (nullable) with versions alone */
  char *hypervisor_version; /* (owned) (nullable) as it was told last */
  GPtrArray *known;         /* (owned) (nullable) (element-type VmistateStoragePool) names alone */
  guint n_asked;            /* of @known, in this pass */
  GPtrArray *pools;         /* (owned) (element-type VmistateStoragePool) of this pass */
} VmistateHost;

/* host.c: called by the source, in the owner's context */
VmistateHost *_vmistate_host_start (const VmistateHostOptions *options, VmistateSink *sink,
                                    GError **error);
/* As _vmistate_session_stop(). @task: (transfer full) (nullable) */
void _vmistate_host_stop (VmistateHost *self, GTask *task);

/* From here on: on the host's thread */

gboolean _vmistate_host_is_stopping (VmistateHost *self);

/* host-lanes.c */
void _vmistate_host_lanes_init (VmistateHost *self);
void _vmistate_host_lanes_clear (VmistateHost *self);
/* Returns: (nullable): one that no job has */
VmistateHostLane *_vmistate_host_find_lane (VmistateHost *self);
/* Whether such a question is under way, waited for or not.
 * @uuid: (nullable): of the pool */
gboolean _vmistate_host_has_job (VmistateHost *self, VmistateHostQuestion question,
                                 const char *uuid);
void _vmistate_host_disconnect (VmistateHost *self);
/* @job came back: its lane is free for another, or closed. */
void _vmistate_host_leave_lane (VmistateHost *self, VmistateHostJob *job);
void _vmistate_host_report_live (VmistateHost *self);
void _vmistate_host_lose (VmistateHost *self, const char *message);
/* The next pass is to be one that tries again. */
void _vmistate_host_back_off (VmistateHost *self);

/* host-pass.c */
/* Does what can be done now and sets the timer for the rest. */
void _vmistate_host_pump (VmistateHost *self);
void _vmistate_host_abort_pass (VmistateHost *self);

G_END_DECLS
