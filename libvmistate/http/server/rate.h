/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How many requests each address may still make: a bucket that fills with time. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VmistateHttpRate VmistateHttpRate;

/* @per_second: of one address, and as many at once; 0: any number */
VmistateHttpRate *_vmistate_http_rate_new (guint per_second);
void _vmistate_http_rate_free (VmistateHttpRate *self);

/* @peer: (nullable): of whom nothing is known; not limited, and neither are unix sockets: who may
 *   connect to those is up to their mode
 * Returns: whether the request is granted */
gboolean _vmistate_http_rate_take (VmistateHttpRate *self, GSocketAddress *peer, gint64 now_usec);

G_END_DECLS
