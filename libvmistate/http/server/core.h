/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The server's thread, and what lives in it. */

#pragma once

#include <gio/gio.h>

#include <vmistate/vmistate.h>

#include "http/server/limits.h"
#include "http/store/store.h"

G_BEGIN_DECLS

typedef struct _VmistateHttpCore VmistateHttpCore;
typedef struct _VmistateHttpClients VmistateHttpClients;
typedef struct _VmistateHttpFeed VmistateHttpFeed;
typedef struct _VmistateHttpScrapes VmistateHttpScrapes;

/* Everything but @scrapes and @feed belongs to the thread. */
struct _VmistateHttpCore
{
  VmistateHttpLimits limits;
  VmistateHttpStore *store;     /* (owned) */
  VmistateHttpClients *clients; /* (owned) */
  VmistateHttpFeed *feed;       /* (owned) any thread */
  VmistateHttpScrapes *scrapes; /* (owned) any thread */
  GQueue streams;               /* VmistateHttpStream */
  gboolean plain_errors;        /* KubeVirt's form of some errors */
};

typedef struct _VmistateHttpThread VmistateHttpThread;

/* In the context of the monitor, as everything here. Starts the thread. @metrics: (nullable) */
VmistateHttpThread *_vmistate_http_thread_new (VmistateMonitor *monitor, VmistateMetrics *metrics,
                                               const VmistateHttpLimits *limits,
                                               gboolean plain_errors);

/* Stops it, and waits for it: no longer than clients need to take what is on the way. */
void _vmistate_http_thread_free (VmistateHttpThread *self);

/* What comes in at @socket, which listens, is answered. @socket: (transfer full) */
void _vmistate_http_thread_serve (VmistateHttpThread *self, GSocket *socket);

VmistateHttpScrapes *_vmistate_http_thread_get_scrapes (VmistateHttpThread *self);

G_END_DECLS
