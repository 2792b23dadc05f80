/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "clients.h"

#include <gio/gunixsocketaddress.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include "http/server/rate.h"

/* How often deadlines are looked at: they are for the stuck, and need not be exact. */
#define LOOK_MSEC 500

/* Connections that are taken in at one go, before those that exist have their turn. */
#define ACCEPT_AT_ONCE 32

/* One connection. It is found by the address that libsoup was told it has: each has an object of
 * its own, also where two addresses are equal. */
typedef struct
{
  VmistateHttpClients *clients;
  GSocket *socket;      /* (owned) */
  GSocketAddress *peer; /* (owned) */
  gint64 deadline_usec; /* monotonic; 0: none */
} Client;

struct _VmistateHttpClients
{
  SoupServer *soup;
  VmistateHttpLimits limits;
  VmistateHttpRate *rate; /* (owned) */
  GPtrArray *listening;   /* (owned) (element-type GSource) */
  GHashTable *by_peer;    /* (owned) borrowed peer of a client -> (owned) Client */
  GSource *look;          /* (owned) */
};

static void
client_free (Client *client)
{
  g_object_unref (client->socket);
  g_object_unref (client->peer);
  g_free (client);
}

static void
set_deadline (Client *client, guint msec)
{
  client->deadline_usec = g_get_monotonic_time () + (gint64) msec * 1000;
}

/* To libsoup it is as if the client had gone. */
static void
cut (Client *client)
{
  client->deadline_usec = 0;
  g_socket_shutdown (client->socket, TRUE, TRUE, NULL);
}

static gboolean
look_cb (gpointer user_data)
{
  VmistateHttpClients *self = user_data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_peer);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Client *client = value;

      if (client->deadline_usec != 0 && now > client->deadline_usec)
        cut (client);
    }
  return G_SOURCE_CONTINUE;
}

/* Accepting */

static void
gone_cb (gpointer user_data, GObject *connection G_GNUC_UNUSED)
{
  Client *client = user_data;

  g_hash_table_remove (client->clients->by_peer, client->peer);
}

/* The two halves of a small answer do not wait for each other: with Nagle's algorithm each
 * waits 40 ms for the client's delayed acknowledgement. */
static void
send_at_once (GSocket *socket)
{
  if (g_socket_get_family (socket) != G_SOCKET_FAMILY_UNIX)
    g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
}

static GSocketAddress *
dup_peer (GSocket *socket)
{
  GSocketAddress *peer = g_socket_get_remote_address (socket, NULL);

  if (peer != NULL && !G_IS_UNIX_SOCKET_ADDRESS (peer))
    return peer;
  g_clear_object (&peer);
  return g_unix_socket_address_new_with_type ("", 0, G_UNIX_SOCKET_ADDRESS_ANONYMOUS);
}

static void
take_in (VmistateHttpClients *self, GSocket *socket)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr (GSocketConnection) connection = NULL;
  Client *client;

  if (g_hash_table_size (self->by_peer) >= self->limits.max_connections)
    return;
  g_socket_set_blocking (socket, FALSE);
  send_at_once (socket);
  client = g_new0 (Client, 1);
  client->clients = self;
  client->socket = g_object_ref (socket);
  client->peer = dup_peer (socket);
  set_deadline (client, self->limits.request_timeout_msec);
  g_hash_table_insert (self->by_peer, client->peer, client);
  connection = g_socket_connection_factory_create_connection (socket);
  g_object_weak_ref (G_OBJECT (connection), gone_cb, client);
  soup_server_accept_iostream (self->soup, G_IO_STREAM (connection), local, client->peer, NULL);
}

static gboolean
accept_cb (GSocket *listening, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  for (guint i = 0; i < ACCEPT_AT_ONCE; i++)
    {
      g_autoptr (GSocket) socket = g_socket_accept (listening, /* cancellable= */ NULL, NULL);

      if (socket == NULL)
        break;
      take_in (user_data, socket);
    }
  return G_SOURCE_CONTINUE;
}

void
_vmistate_http_clients_serve (VmistateHttpClients *self, GSocket *socket)
{
  GSource *source = g_socket_create_source (socket, G_IO_IN, /* cancellable= */ NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (accept_cb), self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_ptr_array_add (self->listening, source);
}

static void
stop_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

void
_vmistate_http_clients_close (VmistateHttpClients *self)
{
  g_ptr_array_set_size (self->listening, 0);
}

VmistateHttpClients *
_vmistate_http_clients_new (SoupServer *soup, const VmistateHttpLimits *limits)
{
  VmistateHttpClients *self = g_new0 (VmistateHttpClients, 1);

  self->soup = soup;
  self->limits = *limits;
  self->rate = _vmistate_http_rate_new (limits->requests_per_second);
  self->listening = g_ptr_array_new_with_free_func (stop_source);
  self->by_peer = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) client_free);
  self->look = g_timeout_source_new (LOOK_MSEC);
  g_source_set_callback (self->look, look_cb, self, NULL);
  g_source_attach (self->look, g_main_context_get_thread_default ());
  return self;
}

void
_vmistate_http_clients_free (VmistateHttpClients *self)
{
  g_ptr_array_unref (self->listening);
  stop_source (self->look);
  _vmistate_http_rate_free (self->rate);
  g_hash_table_unref (self->by_peer);
  g_free (self);
}

/* What a connection does */

static Client *
find (VmistateHttpClients *self, SoupServerMessage *message)
{
  return g_hash_table_lookup (self->by_peer, soup_server_message_get_remote_address (message));
}

gboolean
_vmistate_http_clients_grant (VmistateHttpClients *self, SoupServerMessage *message)
{
  return _vmistate_http_rate_take (self->rate, soup_server_message_get_remote_address (message),
                                   g_get_monotonic_time ());
}

void
_vmistate_http_clients_begin (VmistateHttpClients *self, SoupServerMessage *message)
{
  Client *client = find (self, message);

  if (client != NULL)
    set_deadline (client, self->limits.write_timeout_msec);
}

void
_vmistate_http_clients_end (VmistateHttpClients *self, SoupServerMessage *message)
{
  Client *client = find (self, message);

  if (client != NULL)
    set_deadline (client, self->limits.request_timeout_msec);
}

void
_vmistate_http_clients_rest (VmistateHttpClients *self, SoupServerMessage *message)
{
  Client *client = find (self, message);

  if (client != NULL)
    client->deadline_usec = 0;
}

GSocket *
_vmistate_http_clients_get_socket (VmistateHttpClients *self, SoupServerMessage *message)
{
  Client *client = find (self, message);

  return client != NULL ? client->socket : NULL;
}
