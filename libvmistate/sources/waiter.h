/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A task that somebody waits for, and one that does the work and may take longer, because libvirt
 * does. The first ends early when it is cancelled or its time is over; the other goes on. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Completes @to with the outcome of @from. */
typedef void (*VmistateRelay) (GTask *from, GTask *to);

/* Called in the context of @outer.
 * @cancellable: (nullable): for the inner task
 * @timeout_msec: when @outer fails with VMISTATE_ERROR_CONNECTION; 0: never
 * Returns: (transfer full): the inner task */
GTask *_vmistate_waiter_new (GTask *outer, GCancellable *cancellable, guint timeout_msec,
                             VmistateRelay relay);

G_END_DECLS
