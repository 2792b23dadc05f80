/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where a server listens: `unix:PATH`, or `ADDRESS:PORT` with `[…]` around IPv6. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): NULL with an error that says what is wrong with @text */
GSocketAddress *_vmistate_http_address_parse (const char *text, GError **error);

/* Whether only this machine can connect to it. */
gboolean _vmistate_http_address_is_local (GSocketAddress *address);

/* A socket that listens. A socket file that nobody listens to is replaced; the new one has mode
 * 0660.
 * Returns: (transfer full) (nullable) */
GSocket *_vmistate_http_address_listen (GSocketAddress *address, GError **error);

/* Returns: (nullable): the file of a unix socket */
const char *_vmistate_http_address_get_path (GSocketAddress *address);

/* As _parse() reads it. Returns: (transfer full) */
char *_vmistate_http_address_to_text (GSocketAddress *address);

G_END_DECLS
