/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The connections: how many there are, and how long each may take for what it does. */

#pragma once

#include <libsoup/soup.h>

#include "http/server/limits.h"

G_BEGIN_DECLS

typedef struct _VmistateHttpClients VmistateHttpClients;

/* In the server's thread, as everything here. @soup: who is given the connections */
VmistateHttpClients *_vmistate_http_clients_new (SoupServer *soup,
                                                 const VmistateHttpLimits *limits);
void _vmistate_http_clients_free (VmistateHttpClients *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateHttpClients, _vmistate_http_clients_free)

/* Accepts what comes in at @socket, which listens. */
void _vmistate_http_clients_serve (VmistateHttpClients *self, GSocket *socket);

/* No more are accepted. */
void _vmistate_http_clients_close (VmistateHttpClients *self);

/* Whether the client may make this request now. */
gboolean _vmistate_http_clients_grant (VmistateHttpClients *self, SoupServerMessage *message);

/* The client has made a request, and has to take the answer from now on. */
void _vmistate_http_clients_begin (VmistateHttpClients *self, SoupServerMessage *message);

/* It has taken the answer, and may make a request again. */
void _vmistate_http_clients_end (VmistateHttpClients *self, SoupServerMessage *message);

/* There is nothing that it has to take: it is waited for without end. */
void _vmistate_http_clients_rest (VmistateHttpClients *self, SoupServerMessage *message);

/* Returns: (transfer none) (nullable): where the client is */
GSocket *_vmistate_http_clients_get_socket (VmistateHttpClients *self, SoupServerMessage *message);

G_END_DECLS
