/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the context of the monitor to the server's thread.
 *
 * The monitor's callbacks only leave the newest state of a VMI here, under a lock that is held for
 * some pointers. However slow the server is, there is at most one state and one sample of each VMI
 * on the way. */

#pragma once

#include "http/store/store.h"

G_BEGIN_DECLS

typedef struct _VmistateHttpFeed VmistateHttpFeed;

/* In the context of the monitor. @store is filled in @context, where it belongs. */
VmistateHttpFeed *_vmistate_http_feed_new (VmistateMonitor *monitor, GMainContext *context,
                                           VmistateHttpStore *store);

/* In the context of the monitor, when @context is not iterated any more. */
void _vmistate_http_feed_free (VmistateHttpFeed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateHttpFeed, _vmistate_http_feed_free)

/* Grows with everything that the monitor tells; from any thread. */
guint64 _vmistate_http_feed_get_generation (VmistateHttpFeed *self);

/* What the sources say of themselves, as of the last change of theirs; from any thread.
 * Returns: (transfer full) (element-type VmistateStamp) */
GPtrArray *_vmistate_http_feed_dup_sources (VmistateHttpFeed *self);

/* Whether every source has told what it knows; from any thread. */
gboolean _vmistate_http_feed_get_synced (VmistateHttpFeed *self);

G_END_DECLS
