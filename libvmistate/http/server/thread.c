/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "core.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>
#include <string.h>

#include <vmistate/vmistate-http-user-agent.h>

#include "http/own/scrapes.h"
#include "http/server/clients.h"
#include "http/server/exchange.h"
#include "http/server/routes.h"
#include "http/server/stream.h"
#include "http/store/feed.h"

/* Changes that a watch can ask for again */
#define HISTORY 1000

/* How long an end waits for clients to take what is on the way. */
#define DRAIN_MSEC 1000

struct _VmistateHttpThread
{
  VmistateHttpCore core;
  GMainContext *context; /* (owned) */
  GMainLoop *loop;       /* (owned) */
  GThread *thread;       /* (owned) */
  SoupServer *soup;      /* (owned) only in the thread */
};

/* Requests */

static void
finished_cb (SoupServerMessage *message, VmistateHttpThread *self)
{
  _vmistate_http_clients_end (self->core.clients, message);
}

static gboolean
is_too_large (VmistateHttpThread *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  /* One that does not say how large it will be may be any size. */
  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED
         || soup_message_headers_get_content_length (headers) > self->core.limits.max_body_bytes;
}

/* libsoup would read all of it before it answers. So the answer goes to the socket, as far as that
 * takes it, and the connection ends. */
static void
refuse_large (VmistateHttpThread *self, SoupServerMessage *message)
{
  GSocket *socket = _vmistate_http_clients_get_socket (self->core.clients, message);
  g_autofree char *why =
      g_strdup_printf ("a request has up to %u bytes behind its head, and says how many",
                       self->core.limits.max_body_bytes);
  g_autofree char *status =
      _vmistate_http_make_status (SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "RequestEntityTooLarge",
                                  /* name= */ NULL, why);
  g_autofree char *answer =
      g_strdup_printf ("HTTP/1.1 413 Request Entity Too Large\r\nConnection: close\r\n"
                       "Content-Type: " VMISTATE_HTTP_JSON "\r\nContent-Length: %zu\r\n\r\n%s",
                       strlen (status), status);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  if (socket == NULL)
    return;
  g_socket_send (socket, answer, strlen (answer), /* cancellable= */ NULL, NULL);
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

/* The head of a request is there: what is refused before its body comes is refused here. */
static void
early_cb (SoupServer *soup G_GNUC_UNUSED, SoupServerMessage *message,
          const char *path G_GNUC_UNUSED, GHashTable *query, gpointer user_data)
{
  VmistateHttpThread *self = user_data;
  VmistateHttpExchange exchange = { .core = &self->core, .message = message, .query = query };

  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Server",
                                "vmistate/" PACKAGE_VERSION);
  if (is_too_large (self, message))
    refuse_large (self, message);
  else if (!_vmistate_http_clients_grant (self->core.clients, message))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Retry-After", "1");
      _vmistate_http_fail (&exchange, 429, "TooManyRequests",
                           "more than %u requests a second from this address",
                           self->core.limits.requests_per_second);
    }
}

static void
request_cb (SoupServer *soup G_GNUC_UNUSED, SoupServerMessage *message, const char *path,
            GHashTable *query, gpointer user_data)
{
  VmistateHttpThread *self = user_data;

  _vmistate_http_clients_begin (self->core.clients, message);
  _vmistate_http_route (&self->core, message, path, query);
}

/* The thread */

/* libsoup keeps connections that it was given alive only while it listens itself. So it does, at
 * a nameless socket; what came in there would be none of our clients, and is not accepted. */
static void
keep_alive (SoupServer *soup)
{
  g_autoptr (GSocketAddress) nowhere =
      g_unix_socket_address_new_with_type ("", 0, G_UNIX_SOCKET_ADDRESS_ANONYMOUS);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);

  if (socket != NULL && g_socket_bind (socket, nowhere, /* allow_reuse= */ FALSE, NULL))
    soup_server_listen_socket (soup, socket, 0, NULL);
}

static gboolean
wake_cb (gpointer user_data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

/* Ends what does not end by itself, and gives the rest a moment. */
static void
drain (VmistateHttpThread *self)
{
  gint64 until = g_get_monotonic_time () + (gint64) DRAIN_MSEC * 1000;
  g_autoptr (GSource) wake = g_timeout_source_new (20);
  GList *next;

  g_source_set_callback (wake, wake_cb, NULL, NULL);
  g_source_attach (wake, self->context);
  _vmistate_http_clients_close (self->core.clients);
  for (GList *l = self->core.streams.head; l != NULL; l = next)
    {
      next = l->next;
      _vmistate_http_stream_end (l->data);
    }
  while (self->core.streams.length > 0 && g_get_monotonic_time () < until)
    g_main_context_iteration (self->context, /* may_block= */ TRUE);
  g_source_destroy (wake);
}

static gpointer
run (gpointer data)
{
  VmistateHttpThread *self = data;

  g_main_context_push_thread_default (self->context);
  self->soup = soup_server_new ("server-header", NULL, NULL);
  keep_alive (self->soup);
  self->core.clients = _vmistate_http_clients_new (self->soup, &self->core.limits);
  soup_server_add_early_handler (self->soup, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  g_main_loop_run (self->loop);

  drain (self);
  _vmistate_http_scrapes_abandon (self->core.scrapes);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  while (g_main_context_iteration (self->context, /* may_block= */ FALSE))
    continue;
  g_clear_pointer (&self->core.clients, _vmistate_http_clients_free);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

VmistateHttpThread *
_vmistate_http_thread_new (VmistateMonitor *monitor, VmistateMetrics *metrics,
                           const VmistateHttpLimits *limits, gboolean plain_errors)
{
  VmistateHttpThread *self = g_new0 (VmistateHttpThread, 1);

  self->core.limits = *limits;
  self->core.plain_errors = plain_errors;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_queue_init (&self->core.streams);
  self->core.store = _vmistate_http_store_new (HISTORY);
  self->core.feed = _vmistate_http_feed_new (monitor, self->context, self->core.store);
  self->core.scrapes =
      _vmistate_http_scrapes_new (monitor, metrics, self->core.feed, self->context);
  self->thread = g_thread_new ("vmistate-http", run, self);
  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
invoke (VmistateHttpThread *self, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

void
_vmistate_http_thread_free (VmistateHttpThread *self)
{
  invoke (self, quit_cb, g_main_loop_ref (self->loop), (GDestroyNotify) g_main_loop_unref);
  g_thread_join (self->thread);
  _vmistate_http_scrapes_free (self->core.scrapes);
  _vmistate_http_feed_free (self->core.feed);
  _vmistate_http_store_free (self->core.store);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

typedef struct
{
  VmistateHttpThread *thread;
  GSocket *socket; /* (owned) */
} Serve;

static void
serve_free (gpointer data)
{
  Serve *serve = data;

  g_object_unref (serve->socket);
  g_free (serve);
}

static gboolean
serve_cb (gpointer user_data)
{
  Serve *serve = user_data;

  _vmistate_http_clients_serve (serve->thread->core.clients, serve->socket);
  return G_SOURCE_REMOVE;
}

void
_vmistate_http_thread_serve (VmistateHttpThread *self, GSocket *socket)
{
  Serve *serve = g_new (Serve, 1);

  *serve = (Serve){ self, socket };
  invoke (self, serve_cb, serve, serve_free);
}

VmistateHttpScrapes *
_vmistate_http_thread_get_scrapes (VmistateHttpThread *self)
{
  return self->core.scrapes;
}
