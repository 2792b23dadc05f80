/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Metrics are rendered in the context of the monitor, where they live, and asked for in the
 * server's thread. One text serves everyone who asks for it, until something has changed. */

#pragma once

#include <vmistate/vmistate.h>

#include "http/server/core.h"

G_BEGIN_DECLS

/* In the context of the monitor. @metrics: (nullable): there are none; @context: the server's */
VmistateHttpScrapes *_vmistate_http_scrapes_new (VmistateMonitor *monitor, VmistateMetrics *metrics,
                                                 VmistateHttpFeed *feed, GMainContext *context);
void _vmistate_http_scrapes_free (VmistateHttpScrapes *self);

/* @func is called in the context of the monitor before each render. */
void _vmistate_http_scrapes_set_prepare (VmistateHttpScrapes *self, void (*func) (gpointer),
                                         gpointer user_data);

/* In the server's thread, as what follows. */

/* @text: (nullable): none came in time. @gzip: (nullable): the same, compressed */
typedef void (*VmistateHttpScrapeFunc) (GBytes *text, GBytes *gzip, gpointer user_data);

gboolean _vmistate_http_scrapes_has_metrics (VmistateHttpScrapes *self);

/* Calls @func once: at once if there is a text that is new enough; else when it is rendered, or
 * after @timeout_msec with the text that there was before. */
void _vmistate_http_scrapes_get (VmistateHttpScrapes *self, VmistateMetricsFormat format,
                                 guint timeout_msec, VmistateHttpScrapeFunc func,
                                 gpointer user_data);

/* Forgets whoever waits with these arguments. */
void _vmistate_http_scrapes_cancel (VmistateHttpScrapes *self, gpointer user_data);

/* How long ago the context of the monitor was last seen alive, in microseconds. */
gint64 _vmistate_http_scrapes_get_silence (VmistateHttpScrapes *self);

/* The thread ends: nobody is waiting any more. */
void _vmistate_http_scrapes_abandon (VmistateHttpScrapes *self);

G_END_DECLS
