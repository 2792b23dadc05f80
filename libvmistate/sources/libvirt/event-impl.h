/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An event loop for libvirt on a GMainContext of our own. libvirt's default one would run the
 * default GMainContext of the process, which belongs to the program that embeds us. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Once per process. @context: where handles and timeouts are dispatched. */
void _vmistate_event_impl_register (GMainContext *context);

G_END_DECLS
