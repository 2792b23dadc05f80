/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Microseconds since 1970 UTC to and from RFC 3339, for the years 1 to 9999. */

gboolean _vmistate_time_fits (gint64 usec);

/* @with_fraction: write what lies between seconds, where there is something; Kubernetes itself
 * writes whole seconds alone. */
char *_vmistate_time_to_text (gint64 usec, gboolean with_fraction);

gboolean _vmistate_time_from_text (const char *text, gint64 *usec);

G_END_DECLS
