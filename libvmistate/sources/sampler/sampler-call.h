/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One piece of work for a worker, and what came of it. */

#pragma once

#include "lane.h"
#include "sampler-look.h"

G_BEGIN_DECLS

/* Never take a domain's job, and so are answered whatever its hypervisor does. */
#define VMISTATE_CHEAP_GROUPS                                                                      \
  (VIR_DOMAIN_STATS_STATE | VIR_DOMAIN_STATS_INTERFACE | VIR_DOMAIN_STATS_PERF                     \
   | VIR_DOMAIN_STATS_MEMORY)

typedef enum
{
  VMISTATE_CALL_SURVEY,     /* which domains there are, with a look at those not in @uuids */
  VMISTATE_CALL_LOOK,       /* at @uuids alone */
  VMISTATE_CALL_STATS,      /* @groups of @uuids */
  VMISTATE_CALL_RATE_START, /* of the only one of @uuids: begin to count changed memory */
  VMISTATE_CALL_RATE_READ,  /* what was counted */
} VmistateCallKind;

/* What one bulk call returned. */
typedef struct
{
  virDomainStatsRecordPtr *records; /* (owned) */
  int n;
} VmistateAnswer;

/* What libvirt says of a domain that made a call fail */
typedef struct
{
  VmistateSampleMissing missing;
  char *message; /* (owned) */
} VmistateBlame;

typedef struct
{
  VmistateCallKind kind;
  VmistateLane *lane; /* (owned) */
  GPtrArray *uuids;   /* (owned) (element-type utf8) */
  guint serial;       /* of the pass; 0: of none */
  gint64 taken_at;    /* since 1970 UTC: before it began */
  gint64 began_at;    /* monotonic */

  VmistateSurveyor *surveyor; /* (nullable) */
  guint groups;
  gboolean complete; /* nothing of these domains is asked for elsewhere in the pass */
  guint seconds;

  int touched;  /* (atomic) when it last entered libvirt: milliseconds of the monotonic clock */
  int given_up; /* (atomic) nobody waits any more */

  GPtrArray *sights;    /* (owned) (element-type VmistateSight) */
  GArray *answers;      /* (owned) (element-type VmistateAnswer) */
  GHashTable *blamed;   /* (owned) UUID -> (owned) VmistateBlame */
  guint n_halvings;     /* of calls that failed because of one domain */
  int error_code;       /* of libvirt's last error, which the next question to it would wipe out */
  char *error_message;  /* (owned) (nullable) */
  gboolean failed;      /* because of something else than one domain */
  gboolean unsupported; /* and because the driver cannot do it */
  gboolean denied;      /* or because the connection may not */
  char *message;        /* (owned) (nullable) why */
  gint64 elapsed_usec;
  gint64 rate_began; /* of the measurement under way: QEMU's seconds, or -1 */
} VmistateCall;

/* @uuids: (transfer full) */
VmistateCall *_vmistate_call_new (VmistateCallKind kind, VmistateLane *lane, GPtrArray *uuids);
void _vmistate_call_free (VmistateCall *self);

/* Before each entry into libvirt, which is what the deadline is for. */
void _vmistate_call_touch (VmistateCall *self);
gint64 _vmistate_call_get_age_usec (VmistateCall *self, gint64 now);

/* With libvirt's last error: nothing may have been asked of it since. */
void _vmistate_call_fail (VmistateCall *self);
/* Returns: what the failure means for the numbers of the call's domains */
VmistateSampleMissing _vmistate_call_get_missing (const VmistateCall *self);

/* Runs on a worker. */
void _vmistate_call_run (VmistateCall *self);

/* dirty-rate.c */
void _vmistate_call_run_rate_start (VmistateCall *self, virDomainPtr domain);

G_END_DECLS
