/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One question to libvirt, and what came of it. Each runs on a worker, with a connection that no
 * other one has meanwhile: a pool on dead storage keeps whoever asks for it. */

#pragma once

#include <vmistate/vmistate-host-info.h>

#include "sources/connection.h"

G_BEGIN_DECLS

#define VMISTATE_HOST_MAX_POOLS 256

typedef enum
{
  VMISTATE_HOST_VERSIONS,   /* libvirt's own, which it always knows */
  VMISTATE_HOST_HYPERVISOR, /* may take libvirt a minute to find out, the first time */
  VMISTATE_HOST_LIST, /* which pools there are; libvirt looks at each, and so hangs with any */
  VMISTATE_HOST_POOL, /* one of them */
  VMISTATE_HOST_CLOSE,
} VmistateHostQuestion;

typedef struct _VmistateHostJob VmistateHostJob;

typedef struct
{
  VmistateConnection connection; /* opened by the first job */
  VmistateEventTarget *target;   /* (owned) of @connection */
  VmistateHostJob *job;          /* (not owned) (nullable) that has it now; on the host's thread */
  gboolean abandoned;            /* belongs to its job alone; on the host's thread */
} VmistateHostLane;

/* @target: a reference is taken */
VmistateHostLane *_vmistate_host_lane_new (VmistateEventTarget *target);
/* The connection must be closed, which only a job does. */
void _vmistate_host_lane_free (gpointer self);

struct _VmistateHostJob
{
  VmistateHostQuestion question;
  VmistateHostLane *lane; /* (not owned) */
  const char *uri;        /* (not owned) */
  char *uuid;             /* (owned) (nullable) of the pool */

  VmistateHostInfo *info;    /* (owned) (nullable) with the versions of libvirt */
  char *version;             /* (owned) (nullable) of the hypervisor */
  GPtrArray *pools;          /* (owned) (nullable) (element-type VmistateStoragePool) by name */
  VmistateStoragePool *pool; /* (owned) (nullable) */
  char *message;             /* (owned) (nullable) why there is no answer */
  gboolean lost;             /* because there is no connection */
  gboolean unsupported;      /* because the driver knows no such thing */
};

VmistateHostJob *_vmistate_host_job_new (VmistateHostQuestion question, VmistateHostLane *lane,
                                         const char *uri);
void _vmistate_host_job_free (gpointer self);

/* Runs on a worker. */
void _vmistate_host_job_run (gpointer self);

G_END_DECLS
