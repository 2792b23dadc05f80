/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-http-server.h>

#include <glib/gstdio.h>

#include "http/own/scrapes.h"
#include "http/server/address.h"
#include "http/server/core.h"

/**
 * VmistateHttpServer:
 *
 * What a [class@Vmistate.Monitor] knows, over HTTP: KubeVirt's API of VirtualMachineInstances as
 * its clients and `kubectl` use it, metrics, and where each part of a state comes from. It only
 * reads.
 *
 * All work for clients is done on a thread of the server's own, from copies: however many there
 * are, and whatever they do, the context of the monitor only gives each newest state away, and
 * renders metrics at most four times a second.
 *
 * Whoever can connect can read everything, so a server listens on unix sockets (mode 0660) and on
 * loopback; anything else is refused unless [property@Server:allow-unauthenticated] is set.
 *
 * Lives in: the context of its monitor. Signals: emitted there.
 *
 * Since: 0.1
 */
struct _VmistateHttpServer
{
  GObject parent_instance;

  VmistateMonitor *monitor; /* (owned) */
  VmistateMetrics *metrics; /* (owned) (nullable) */
  VmistateHttpLimits limits;
  gboolean plain_errors;
  gboolean allow_unauthenticated;
  GPtrArray *addresses;       /* (owned) (element-type utf8) */
  GPtrArray *paths;           /* (owned) (element-type filename) of sockets that are ours */
  VmistateHttpThread *thread; /* (owned) (nullable) while it listens */
};

G_DEFINE_FINAL_TYPE (VmistateHttpServer, vmistate_http_server, G_TYPE_OBJECT)

enum
{
  PROP_MONITOR = 1,
  PROP_METRICS,
  PROP_PLAIN_ERRORS,
  PROP_ALLOW_UNAUTHENTICATED,
  PROP_MAX_CONNECTIONS,
  PROP_REQUEST_TIMEOUT_MSEC,
  PROP_WRITE_TIMEOUT_MSEC,
  PROP_REQUESTS_PER_SECOND,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_COLLECT_METRICS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Properties */

/* Returns: (nullable): where the limit is kept; NULL if the property is none */
static guint *
limit_of (VmistateHttpServer *self, guint prop_id)
{
  switch (prop_id)
    {
    case PROP_MAX_CONNECTIONS:
      return &self->limits.max_connections;
    case PROP_REQUEST_TIMEOUT_MSEC:
      return &self->limits.request_timeout_msec;
    case PROP_WRITE_TIMEOUT_MSEC:
      return &self->limits.write_timeout_msec;
    case PROP_REQUESTS_PER_SECOND:
      return &self->limits.requests_per_second;
    default:
      return NULL;
    }
}

static void
vmistate_http_server_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  VmistateHttpServer *self = VMISTATE_HTTP_SERVER (object);
  const guint *limit = limit_of (self, prop_id);

  if (limit != NULL)
    {
      g_value_set_uint (value, *limit);
      return;
    }
  switch (prop_id)
    {
    case PROP_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_METRICS:
      g_value_set_object (value, self->metrics);
      break;
    case PROP_PLAIN_ERRORS:
      g_value_set_boolean (value, self->plain_errors);
      break;
    case PROP_ALLOW_UNAUTHENTICATED:
      g_value_set_boolean (value, self->allow_unauthenticated);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_http_server_set_property (GObject *object, guint prop_id, const GValue *value,
                                   GParamSpec *pspec)
{
  VmistateHttpServer *self = VMISTATE_HTTP_SERVER (object);
  guint *limit = limit_of (self, prop_id);

  if (limit != NULL)
    {
      *limit = g_value_get_uint (value);
      return;
    }
  switch (prop_id)
    {
    case PROP_MONITOR:
      self->monitor = g_value_dup_object (value);
      break;
    case PROP_METRICS:
      self->metrics = g_value_dup_object (value);
      break;
    case PROP_PLAIN_ERRORS:
      self->plain_errors = g_value_get_boolean (value);
      break;
    case PROP_ALLOW_UNAUTHENTICATED:
      self->allow_unauthenticated = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Life */

static void
vmistate_http_server_constructed (GObject *object)
{
  VmistateHttpServer *self = VMISTATE_HTTP_SERVER (object);

  G_OBJECT_CLASS (vmistate_http_server_parent_class)->constructed (object);
  if (self->monitor == NULL)
    self->monitor = vmistate_monitor_new ();
}

static void
vmistate_http_server_dispose (GObject *object)
{
  vmistate_http_server_stop (VMISTATE_HTTP_SERVER (object));
  G_OBJECT_CLASS (vmistate_http_server_parent_class)->dispose (object);
}

static void
vmistate_http_server_finalize (GObject *object)
{
  VmistateHttpServer *self = VMISTATE_HTTP_SERVER (object);

  g_ptr_array_unref (self->addresses);
  g_ptr_array_unref (self->paths);
  g_clear_object (&self->metrics);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (vmistate_http_server_parent_class)->finalize (object);
}

static void
install_limits (void)
{
  const VmistateHttpLimits limits = VMISTATE_HTTP_DEFAULT_LIMITS;
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * VmistateHttpServer:max-connections:
   *
   * How many clients may be connected; further ones are closed at once.
   *
   * Since: 0.1
   */
  props[PROP_MAX_CONNECTIONS] = g_param_spec_uint ("max-connections", NULL, NULL, 1, G_MAXUINT,
                                                   limits.max_connections, flags);

  /**
   * VmistateHttpServer:request-timeout-msec:
   *
   * How long a client may take for a whole request, from its connection or the answer before, in
   * milliseconds. It is disconnected then.
   *
   * Since: 0.1
   */
  props[PROP_REQUEST_TIMEOUT_MSEC] = g_param_spec_uint (
      "request-timeout-msec", NULL, NULL, 1, G_MAXUINT, limits.request_timeout_msec, flags);

  /**
   * VmistateHttpServer:write-timeout-msec:
   *
   * How long a client may take to receive an answer, or the next part of a stream, in
   * milliseconds. It is disconnected then.
   *
   * Since: 0.1
   */
  props[PROP_WRITE_TIMEOUT_MSEC] = g_param_spec_uint ("write-timeout-msec", NULL, NULL, 1,
                                                      G_MAXUINT, limits.write_timeout_msec, flags);

  /**
   * VmistateHttpServer:requests-per-second:
   *
   * How many requests each IP address may make a second, and at once; further ones are answered
   * with 429. 0 is any number. Clients of unix sockets are not counted.
   *
   * Since: 0.1
   */
  props[PROP_REQUESTS_PER_SECOND] = g_param_spec_uint (
      "requests-per-second", NULL, NULL, 0, G_MAXUINT, limits.requests_per_second, flags);
}

static void
install_choices (void)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * VmistateHttpServer:monitor:
   *
   * Whose VMIs are told of.
   *
   * Since: 0.1
   */
  props[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, VMISTATE_TYPE_MONITOR, flags);

  /**
   * VmistateHttpServer:metrics:
   *
   * What is told at `/metrics`; %NULL if nothing is.
   *
   * Since: 0.1
   */
  props[PROP_METRICS] = g_param_spec_object ("metrics", NULL, NULL, VMISTATE_TYPE_METRICS, flags);

  /**
   * VmistateHttpServer:plain-errors:
   *
   * Whether the subresources of a guest refuse as KubeVirt does, which answers with 500 and plain
   * text, whatever is wrong, instead of a `Status` object with 404, 409 or 503.
   *
   * Since: 0.1
   */
  props[PROP_PLAIN_ERRORS] = g_param_spec_boolean ("plain-errors", NULL, NULL, FALSE, flags);

  /**
   * VmistateHttpServer:allow-unauthenticated:
   *
   * Whether to listen also where other machines can connect, and read everything.
   *
   * Since: 0.1
   */
  props[PROP_ALLOW_UNAUTHENTICATED] =
      g_param_spec_boolean ("allow-unauthenticated", NULL, NULL, FALSE, flags);
}

static void
vmistate_http_server_class_init (VmistateHttpServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vmistate_http_server_constructed;
  object_class->dispose = vmistate_http_server_dispose;
  object_class->finalize = vmistate_http_server_finalize;
  object_class->get_property = vmistate_http_server_get_property;
  object_class->set_property = vmistate_http_server_set_property;

  install_choices ();
  install_limits ();
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * VmistateHttpServer::collect-metrics:
   * @self: the server
   *
   * Metrics are about to be rendered: the moment to tell [property@Server:metrics] what it cannot
   * know by itself, such as [method@Vmistate.Metrics.set_sampler_report].
   *
   * Since: 0.1
   */
  signals[SIGNAL_COLLECT_METRICS] =
      g_signal_new ("collect-metrics", VMISTATE_HTTP_TYPE_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
vmistate_http_server_init (VmistateHttpServer *self)
{
  const VmistateHttpLimits limits = VMISTATE_HTTP_DEFAULT_LIMITS;

  self->limits = limits;
  self->addresses = g_ptr_array_new_with_free_func (g_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
}

/**
 * vmistate_http_server_new:
 * @monitor: whose VMIs are told of
 * @metrics: (nullable): what is told at `/metrics`; that of the same monitor
 *
 * A server that listens nowhere yet. Call in the context of @monitor.
 *
 * Returns: (transfer full): the server
 *
 * Since: 0.1
 */
VmistateHttpServer *
vmistate_http_server_new (VmistateMonitor *monitor, VmistateMetrics *metrics)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (monitor), NULL);
  g_return_val_if_fail (metrics == NULL || VMISTATE_IS_METRICS (metrics), NULL);

  return g_object_new (VMISTATE_HTTP_TYPE_SERVER, "monitor", monitor, "metrics", metrics, NULL);
}

/* Listening */

static void
prepare_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_COLLECT_METRICS], 0);
}

static void
ensure_thread (VmistateHttpServer *self)
{
  if (self->thread != NULL)
    return;
  self->thread =
      _vmistate_http_thread_new (self->monitor, self->metrics, &self->limits, self->plain_errors);
  _vmistate_http_scrapes_set_prepare (_vmistate_http_thread_get_scrapes (self->thread), prepare_cb,
                                      self);
}

static gboolean
check_address (VmistateHttpServer *self, GSocketAddress *address, const char *text, GError **error)
{
  if (self->allow_unauthenticated || _vmistate_http_address_is_local (address))
    return TRUE;
  g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_DENIED,
               "will not listen on %s: other machines could read everything there without being "
               "asked who they are; listen on 127.0.0.1 or unix:PATH, or allow unauthenticated "
               "clients",
               text);
  return FALSE;
}

/**
 * vmistate_http_server_listen:
 * @self: a server
 * @address: `unix:PATH` with an absolute path, or `ADDRESS:PORT` with a numeric address, in
 *   brackets if it is one of IPv6; port 0 is one that is free
 * @error: return location for an error
 *
 * Listens and serves there from now on, until [method@Server.stop]. May be called for several
 * addresses. The file of a unix socket has mode 0660; one that nobody listens to any more is
 * replaced.
 *
 * Returns: %TRUE if it listens; else @error is %VMISTATE_ERROR_INVALID_DATA for what is no
 *   address, %VMISTATE_ERROR_DENIED for what others could reach (see
 *   [property@Server:allow-unauthenticated]), or a %G_IO_ERROR
 *
 * Since: 0.1
 */
gboolean
vmistate_http_server_listen (VmistateHttpServer *self, const char *address, GError **error)
{
  g_autoptr (GSocketAddress) wanted = NULL;
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket) socket = NULL;

  g_return_val_if_fail (VMISTATE_HTTP_IS_SERVER (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  wanted = _vmistate_http_address_parse (address, error);
  if (wanted == NULL || !check_address (self, wanted, address, error))
    return FALSE;
  socket = _vmistate_http_address_listen (wanted, error);
  if (socket == NULL)
    return FALSE;
  bound = g_socket_get_local_address (socket, error);
  if (bound == NULL)
    return FALSE;
  g_ptr_array_add (self->addresses, _vmistate_http_address_to_text (bound));
  if (_vmistate_http_address_get_path (bound) != NULL)
    g_ptr_array_add (self->paths, g_strdup (_vmistate_http_address_get_path (bound)));
  ensure_thread (self);
  _vmistate_http_thread_serve (self->thread, g_steal_pointer (&socket));
  return TRUE;
}

/**
 * vmistate_http_server_dup_addresses:
 * @self: a server
 *
 * Where it listens, as [method@Server.listen] reads it, with the ports that it was given.
 *
 * Returns: (transfer full) (array zero-terminated=1): the addresses
 *
 * Since: 0.1
 */
char **
vmistate_http_server_dup_addresses (VmistateHttpServer *self)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  g_return_val_if_fail (VMISTATE_HTTP_IS_SERVER (self), NULL);

  for (guint i = 0; i < self->addresses->len; i++)
    g_strv_builder_add (addresses, self->addresses->pdata[i]);
  return g_strv_builder_end (addresses);
}

/**
 * vmistate_http_server_stop:
 * @self: a server
 *
 * Listens no more, ends all streams, gives clients up to a second to take what is on the way, and
 * disconnects them. Its thread is gone when this returns. The server can listen again.
 *
 * Since: 0.1
 */
void
vmistate_http_server_stop (VmistateHttpServer *self)
{
  g_return_if_fail (VMISTATE_HTTP_IS_SERVER (self));

  for (guint i = 0; i < self->paths->len; i++)
    g_unlink (self->paths->pdata[i]);
  g_ptr_array_set_size (self->paths, 0);
  g_ptr_array_set_size (self->addresses, 0);
  g_clear_pointer (&self->thread, _vmistate_http_thread_free);
}
