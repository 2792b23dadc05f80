/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Numbers of all domains of one libvirt, once per period. All of it happens on a thread of its own,
 * which never waits for libvirt but to open and close connections:
 *
 *   sampler.c          the thread, starting and stopping
 *   sampler-connect.c  the connections: opened, lost, opened again
 *   sampler-pass.c     one pass: calls sent out, answered or given up
 *   sampler-plan.c     which domains are asked for what, and who is in quarantine
 *   sampler-domain.c   a domain, and its sample
 *   dirty-rate.c       a measurement that somebody asked for
 *
 * and on workers: sampler-call.c (statistics), sampler-look.c (looking from outside). */

#pragma once

#include <vmistate/vmistate-source.h>

#include "report-board.h"
#include "sampler-call.h"
#include "sampler-domain.h"
#include "sources/connection.h"
#include "sources/heart.h"
#include "sources/workers.h"

G_BEGIN_DECLS

/* With the three of the libvirt source's probe: the most calls that may hang in one daemon. */
#define VMISTATE_SAMPLER_MAX_SHARDS 3

typedef struct
{
  const char *uri;
  const char *id;
  guint period_msec;
  guint deadline_msec;
  guint n_shards;
  guint groups;
  VmistateReportBoard *board;
} VmistateSamplerOptions;

typedef struct
{
  char *uri;      /* (owned) */
  char *id;       /* (owned) */
  char *clock_id; /* (owned) names the monotonic clock: there is one for each boot of a host */
  gint64 period_usec;
  gint64 deadline_usec;
  guint n_shards;
  guint groups;
  VmistateSink *sink;         /* (owned) */
  VmistateReportBoard *board; /* (owned) */

  GThread *thread;
  GMainContext *context; /* (owned) */
  GMainLoop *loop;       /* (owned) */
  GTask *stop;           /* (owned) (nullable) to be completed when all has ended */
  int stopping;          /* (atomic) nothing is told any more */
  gboolean is_ending;    /* and the thread ends when no call is under way */

  /* sampler-connect.c */
  VmistateConnection outside;                             /* never enters a hypervisor */
  VmistateConnection inside[VMISTATE_SAMPLER_MAX_SHARDS]; /* does */
  VmistateLane *outside_lane;                             /* (owned) (nullable) */
  VmistateLane *lanes[VMISTATE_SAMPLER_MAX_SHARDS];       /* (owned) the first @n_lanes */
  guint n_lanes;
  gboolean read_only;
  VmistateEventTarget *target; /* (owned) (nullable) of the present connections */
  GPtrArray *retired;          /* (owned) (element-type VmistateEventTarget) of earlier ones */
  GPtrArray *unsupported;      /* (owned) (element-type utf8) */
  char *lost_message;          /* (owned) (nullable) why it is lost, as it was told */
  gboolean is_live;            /* as it was told */
  GSource *reconnect;          /* (owned) (nullable) */
  guint attempts;              /* since the last success */
  GRand *jitter;               /* (owned) */
  VmistateHeart *heart;        /* (owned) of the event loop */

  /* Calls */
  VmistateSurveyor *surveyor;      /* (owned) (nullable) */
  VmistateWorkers *outside_worker; /* (owned) one thread */
  VmistateWorkers *inside_workers; /* (owned) as many as shards */
  VmistateCall *outside_call;      /* (nullable) the one under way */
  GQueue outside_todo;             /* (element-type VmistateCall) */
  GPtrArray *inside_calls;         /* (element-type VmistateCall) under way, hanging ones too */
  GQueue inside_todo;              /* (element-type VmistateCall) */
  GPtrArray *held; /* (owned) (element-type VmistateCall) whose answers are in use */

  /* The pass */
  GSource *timer; /* (owned) */
  guint serial;   /* of the pass, or of the one before */
  gboolean in_pass;
  gboolean is_surveyed; /* and it is known who is asked for what */
  gint64 began_at;      /* monotonic */
  gint64 due;           /* monotonic: the next one */
  GHashTable *domains;  /* (owned) UUID -> (owned) VmistateSampledDomain */
  VmistateCounts counts;

  GPtrArray *rates; /* (owned) (element-type VmistateRateRequest) */
} VmistateSampler;

/* sampler.c: called by the source, in the owner's context */
VmistateSampler *_vmistate_sampler_start (const VmistateSamplerOptions *options, VmistateSink *sink,
                                          GError **error);
/* As _vmistate_session_stop(). @task: (transfer full) (nullable) */
void _vmistate_sampler_stop (VmistateSampler *self, GTask *task);
/* @task: (transfer full): returns a VmistateSample */
void _vmistate_sampler_measure_dirty_rate (VmistateSampler *self, const char *uid, guint seconds,
                                           GTask *task);

/* From here on: on the sampler's thread */

gboolean _vmistate_sampler_is_stopping (VmistateSampler *self);
void _vmistate_sampler_clear_source (GSource **source);
GSource *_vmistate_sampler_add_timer (VmistateSampler *self, guint msec, GSourceFunc func,
                                      gpointer user_data, const char *name);

/* sampler-connect.c */
void _vmistate_sampler_connect (VmistateSampler *self);
void _vmistate_sampler_disconnect (VmistateSampler *self);
void _vmistate_sampler_report_live (VmistateSampler *self);
void _vmistate_sampler_report_lost (VmistateSampler *self, const char *message);
void _vmistate_sampler_lose (VmistateSampler *self, const char *message);
/* Once for each connection. */
void _vmistate_sampler_note_unsupported (VmistateSampler *self, const char *name);

/* sampler-pass.c */
/* Does what can be done now and sets the timer for the rest. */
void _vmistate_sampler_pump (VmistateSampler *self);
/* What is under way is given up, because nobody will answer or nobody wants to know. */
void _vmistate_sampler_abort_pass (VmistateSampler *self);
/* @call: (transfer full) */
void _vmistate_sampler_queue_outside (VmistateSampler *self, VmistateCall *call);
void _vmistate_sampler_queue_inside (VmistateSampler *self, VmistateCall *call);
/* How many calls may still begin, and how many nobody waits for any more. */
guint _vmistate_sampler_count_free (VmistateSampler *self);
guint _vmistate_sampler_count_hanging (VmistateSampler *self);

/* sampler-plan.c */
void _vmistate_sampler_plan_survey (VmistateSampler *self);
void _vmistate_sampler_take_survey (VmistateSampler *self, VmistateCall *call);
/* After a call of some domains was given up: who kept it, and who goes on */
void _vmistate_sampler_plan_look (VmistateSampler *self, GPtrArray *uuids);
void _vmistate_sampler_take_look (VmistateSampler *self, VmistateCall *call);

/* dirty-rate.c */
void _vmistate_rate_request_free (gpointer self);
/* @call: one of its kinds, come back or given up */
void _vmistate_sampler_take_rate (VmistateSampler *self, VmistateCall *call);
void _vmistate_sampler_drop_rates (VmistateSampler *self, const char *message);

G_END_DECLS
