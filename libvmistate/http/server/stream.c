/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "stream.h"

#include <sys/socket.h>

#include "http/server/clients.h"

/* What is made before the client has taken any of it: enough to fill what the system sends at a
 * go, and not so much that a thousand clients would need much memory. */
#define ROOM_BYTES (64 * 1024)

struct _VmistateHttpStream
{
  VmistateHttpCore *core;
  SoupServerMessage *message; /* (owned) */
  GList *link;                /* in core->streams */
  const VmistateHttpStreamFuncs *funcs;
  gpointer user_data;
  GSource *hang_up; /* (owned) (nullable): the client says something, or goes */
  gsize unsent_bytes;
  gboolean over;
};

static void
drop_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
finished_cb (SoupServerMessage *message G_GNUC_UNUSED, VmistateHttpStream *self)
{
  g_queue_delete_link (&self->core->streams, self->link);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_pointer (&self->hang_up, drop_source);
  self->funcs->ended (self->user_data);
  g_object_unref (self->message);
  g_free (self);
}

static void
wrote_cb (SoupServerMessage *message G_GNUC_UNUSED, guint size, VmistateHttpStream *self)
{
  self->unsent_bytes -= MIN (self->unsent_bytes, size);
  if (self->unsent_bytes > 0 || self->over)
    return;
  /* To have nothing to take is no reason to be cut off. */
  _vmistate_http_clients_rest (self->core->clients, self->message);
  self->funcs->more (self->user_data);
}

/* libsoup does not look at a client while there is nothing to be written to it. */
static gboolean
hang_up_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  VmistateHttpStream *self = user_data;
  char byte;

  /* It is still there: it has sent the next request before the end of this one. */
  if (recv (g_socket_get_fd (socket), &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT) > 0)
    return G_SOURCE_REMOVE;
  /* That it has gone libsoup finds out when it writes. */
  self->over = TRUE;
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
  soup_message_body_append (soup_server_message_get_response_body (self->message),
                            SOUP_MEMORY_STATIC, "\n", 1);
  soup_server_message_unpause (self->message);
  return G_SOURCE_REMOVE;
}

static void
watch_for_hang_up (VmistateHttpStream *self)
{
  GSocket *socket = _vmistate_http_clients_get_socket (self->core->clients, self->message);

  if (socket == NULL)
    return;
  self->hang_up = g_socket_create_source (socket, G_IO_IN, /* cancellable= */ NULL);
  g_source_set_callback (self->hang_up, G_SOURCE_FUNC (hang_up_cb), self, NULL);
  g_source_attach (self->hang_up, g_main_context_get_thread_default ());
}

VmistateHttpStream *
_vmistate_http_stream_new (VmistateHttpExchange *exchange, const char *type,
                           const VmistateHttpStreamFuncs *funcs, gpointer user_data)
{
  VmistateHttpStream *self = g_new0 (VmistateHttpStream, 1);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);

  self->core = exchange->core;
  self->message = g_object_ref (exchange->message);
  self->funcs = funcs;
  self->user_data = user_data;
  soup_server_message_set_status (self->message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_set_content_type (headers, type, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-cache, private");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_body_set_accumulate (soup_server_message_get_response_body (self->message), FALSE);
  g_signal_connect (self->message, "wrote-body-data", G_CALLBACK (wrote_cb), self);
  g_signal_connect (self->message, "finished", G_CALLBACK (finished_cb), self);
  g_queue_push_tail (&self->core->streams, self);
  self->link = self->core->streams.tail;
  _vmistate_http_clients_rest (self->core->clients, self->message);
  watch_for_hang_up (self);
  return self;
}

void
_vmistate_http_stream_poke (VmistateHttpStream *self)
{
  if (self->unsent_bytes == 0 && !self->over)
    self->funcs->more (self->user_data);
}

gboolean
_vmistate_http_stream_has_room (VmistateHttpStream *self)
{
  return self->unsent_bytes < ROOM_BYTES && !self->over;
}

void
_vmistate_http_stream_send (VmistateHttpStream *self, GBytes *bytes)
{
  if (self->unsent_bytes == 0)
    _vmistate_http_clients_begin (self->core->clients, self->message);
  self->unsent_bytes += g_bytes_get_size (bytes);
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), bytes);
  soup_server_message_unpause (self->message);
}

void
_vmistate_http_stream_end (VmistateHttpStream *self)
{
  if (self->over)
    return;
  self->over = TRUE;
  _vmistate_http_clients_begin (self->core->clients, self->message);
  soup_message_body_complete (soup_server_message_get_response_body (self->message));
  soup_server_message_unpause (self->message);
}
