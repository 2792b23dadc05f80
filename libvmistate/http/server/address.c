/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "address.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <vmistate/vmistate.h>

#define UNIX_PREFIX "unix:"

/* Connections that may wait to be accepted. With GIO's 10 a burst of clients waits for TCP to
 * try again: 200 ms and more. */
#define BACKLOG 1024

static GSocketAddress *
parse_unix (const char *path, GError **error)
{
  if (*path == '/' && strlen (path) < 108)
    return g_unix_socket_address_new (path);
  g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
               "'" UNIX_PREFIX "%s': the path has to begin with '/' and be shorter than 108 bytes",
               path);
  return NULL;
}

GSocketAddress *
_vmistate_http_address_parse (const char *text, GError **error)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *host = NULL;
  guint64 port;
  GSocketAddress *address;

  if (g_str_has_prefix (text, UNIX_PREFIX))
    return parse_unix (text + strlen (UNIX_PREFIX), error);
  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "'%s' is neither unix:PATH nor ADDRESS:PORT", text);
      return NULL;
    }
  if (text[0] == '[' && colon > text && colon[-1] == ']')
    host = g_strndup (text + 1, (gsize) (colon - text) - 2);
  else
    host = g_strndup (text, (gsize) (colon - text));
  address = g_inet_socket_address_new_from_string (host, (guint) port);
  if (address == NULL)
    g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                 "'%s': '%s' is no IP address; 127.0.0.1 is this machine alone, [::] is everywhere",
                 text, host);
  return address;
}

const char *
_vmistate_http_address_get_path (GSocketAddress *address)
{
  return G_IS_UNIX_SOCKET_ADDRESS (address)
             ? g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address))
             : NULL;
}

gboolean
_vmistate_http_address_is_local (GSocketAddress *address)
{
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return TRUE;
  return g_inet_address_get_is_loopback (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* A file that a server has left behind is in the way of the next one; that of a server that
 * lives is not to be taken from it. */
static gboolean
clear_path (GSocketAddress *address, GError **error)
{
  const char *path = _vmistate_http_address_get_path (address);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) alive = NULL;
  struct stat stat_buffer;

  if (lstat (path, &stat_buffer) != 0)
    return TRUE;
  if (S_ISSOCK (stat_buffer.st_mode))
    alive = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address),
                                     /* cancellable= */ NULL, NULL);
  if (alive != NULL || !S_ISSOCK (stat_buffer.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, "%s: %s", path,
                   alive != NULL ? "another server listens there" : "there is a file of that name");
      return FALSE;
    }
  unlink (path);
  return TRUE;
}

/* Nobody gets in between bind() and chmod(): a socket that does not listen yet refuses. */
static gboolean
bind_socket (GSocket *socket, GSocketAddress *address, GError **error)
{
  if (!G_IS_UNIX_SOCKET_ADDRESS (address))
    return g_socket_bind (socket, address, /* allow_reuse= */ TRUE, error);
  if (!clear_path (address, error) || !g_socket_bind (socket, address, FALSE, error))
    return FALSE;
  if (chmod (_vmistate_http_address_get_path (address), 0660) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s",
               _vmistate_http_address_get_path (address), g_strerror (errno));
  return FALSE;
}

GSocket *
_vmistate_http_address_listen (GSocketAddress *address, GError **error)
{
  g_autofree char *text = _vmistate_http_address_to_text (address);
  g_autoptr (GSocket) socket =
      g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                    G_SOCKET_PROTOCOL_DEFAULT, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  g_socket_set_blocking (socket, FALSE);
  if (bind_socket (socket, address, error) && g_socket_listen (socket, error))
    return g_steal_pointer (&socket);
  g_prefix_error (error, "cannot listen on %s: ", text);
  return NULL;
}

char *
_vmistate_http_address_to_text (GSocketAddress *address)
{
  if (!G_IS_UNIX_SOCKET_ADDRESS (address))
    return g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
  return g_strconcat (UNIX_PREFIX, _vmistate_http_address_get_path (address), NULL);
}
