/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-libvirt-source.h>

#include "session.h"
#include "sources/waiter.h"

/**
 * VmistateLibvirtSource:
 *
 * The domains of one libvirt, and the agents of their guests.
 *
 * Any URI of libvirt will do: `qemu:///system`, `qemu:///session`, `qemu:///embed?root=DIR`,
 * `qemu+unix:///system?socket=PATH`, `qemu+tcp://HOST/system`, `test:///default`, `ch:///`. The
 * id of the source is `libvirt:` and the URI.
 *
 * The connection is kept up: a lost daemon is reported as a lost source, and tried again with a
 * growing, jittered pause of up to ten seconds. On every connect all events are registered, then
 * all domains are listed and compared with what was known; what happened in between is told as
 * observed after a gap. Then the source is live. Events that the driver does not have are part of
 * the report, see [method@Monitor.dup_source_stamps].
 *
 * Guest agents are asked while their channel is open and the guest runs, each question with a time
 * limit and at most four at a time. Whether hypervisor processes answer at all is probed, too;
 * never more than three such calls can hang, however many processes do. With a daemon each of these
 * calls has a connection that nothing else uses meanwhile, so a source has eight in all.
 *
 * A migration is followed from both ends. Where the guest leaves, libvirt is asked about twice a
 * second how far it is, as long as it lasts; its end is told by an event, or found by asking if it
 * failed, of which libvirt tells nothing. No event says that one begins, only that memory is being
 * sent, seconds later; so with each probe of a domain its job is asked for, too. These questions
 * are probes as well, with their limits and connections: with
 * [property@LibvirtSource:probe-interval-msec] of 0 there are none, and only the end of a migration
 * has figures. Where the guest arrives they are to be had once it is there.
 *
 * libvirt needs an event loop, see [func@init_event_loop].
 *
 * Lives in: the context of the monitor it was added to; its work is done on threads of its own.
 * Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */
struct _VmistateLibvirtSource
{
  GObject parent_instance;

  char *uri; /* (owned) */
  char *id;  /* (owned) */
  gboolean guest_agent;
  guint probe_interval_msec;

  gboolean was_started;
  VmistateSession *session; /* (owned) (nullable) while started */
};

#define DEFAULT_PROBE_INTERVAL_MSEC 4000
#define MAX_PROBE_INTERVAL_MSEC     3600000

/* A ping ends in time by itself, unless libvirt keeps the session from seeing to it. */
#define PING_GRACE_MSEC 1000

static void source_init (VmistateSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VmistateLibvirtSource, vmistate_libvirt_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VMISTATE_TYPE_SOURCE, source_init))

enum
{
  PROP_URI = 1,
  PROP_GUEST_AGENT,
  PROP_PROBE_INTERVAL_MSEC,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static const char *
get_id (VmistateSource *source)
{
  return VMISTATE_LIBVIRT_SOURCE (source)->id;
}

static gboolean
start (VmistateSource *source, VmistateSink *sink, GError **error)
{
  VmistateLibvirtSource *self = VMISTATE_LIBVIRT_SOURCE (source);
  VmistateSessionOptions options = {
    .uri = self->uri,
    .id = self->id,
    .guest_agent = self->guest_agent,
    .probe_interval_msec = self->probe_interval_msec,
  };

  if (!g_uri_is_valid (self->uri, G_URI_FLAGS_PARSE_RELAXED, NULL))
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "“%s” is not a libvirt URI, such as qemu:///system", self->uri);
      return FALSE;
    }
  if (self->was_started)
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_FAILED, "%s was started before", self->id);
      return FALSE;
    }
  self->session = _vmistate_session_start (&options, sink, error);
  self->was_started = self->session != NULL;
  return self->was_started;
}

static void
relay_boolean (GTask *from, GTask *to)
{
  GError *error = NULL;
  gboolean value = g_task_propagate_boolean (from, &error);

  if (error != NULL)
    g_task_return_error (to, error);
  else
    g_task_return_boolean (to, value);
}

static void
relay_allocated (GTask *from, GTask *to)
{
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (from, &error);

  if (error != NULL)
    g_task_return_error (to, error);
  else
    g_task_return_pointer (to, value, g_free);
}

static void
stop_async (VmistateSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer user_data)
{
  VmistateLibvirtSource *self = VMISTATE_LIBVIRT_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  VmistateSession *session = g_steal_pointer (&self->session);

  g_task_set_source_tag (task, stop_async);
  if (session == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  _vmistate_session_stop (session, _vmistate_waiter_new (task, /* cancellable= */ NULL,
                                                         /* timeout_msec= */ 0, relay_boolean));
}

static gboolean
stop_finish (VmistateSource *source G_GNUC_UNUSED, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ping_async (VmistateSource *source, const char *uid, guint timeout_msec, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  VmistateLibvirtSource *self = VMISTATE_LIBVIRT_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ping_async);
  if (self->session == NULL)
    {
      g_task_return_new_error (task, VMISTATE_ERROR, VMISTATE_ERROR_CLOSED, "%s is not started",
                               self->id);
      return;
    }
  _vmistate_session_ping (
      self->session, uid, timeout_msec,
      _vmistate_waiter_new (task, cancellable,
                            MIN (timeout_msec, G_MAXUINT - PING_GRACE_MSEC) + PING_GRACE_MSEC,
                            relay_allocated));
}

static gboolean
ping_finish (VmistateSource *source G_GNUC_UNUSED, GAsyncResult *result, gint64 *elapsed_usec,
             GError **error)
{
  g_autofree gint64 *elapsed = g_task_propagate_pointer (G_TASK (result), error);

  if (elapsed == NULL)
    return FALSE;
  if (elapsed_usec != NULL)
    *elapsed_usec = *elapsed;
  return TRUE;
}

static void
source_init (VmistateSourceInterface *iface)
{
  iface->get_id = get_id;
  iface->start = start;
  iface->stop_async = stop_async;
  iface->stop_finish = stop_finish;
  iface->ping_async = ping_async;
  iface->ping_finish = ping_finish;
}

static void
vmistate_libvirt_source_constructed (GObject *object)
{
  VmistateLibvirtSource *self = VMISTATE_LIBVIRT_SOURCE (object);

  self->id = g_strconcat ("libvirt:", self->uri, NULL);
  G_OBJECT_CLASS (vmistate_libvirt_source_parent_class)->constructed (object);
}

static void
vmistate_libvirt_source_finalize (GObject *object)
{
  VmistateLibvirtSource *self = VMISTATE_LIBVIRT_SOURCE (object);

  /* Nobody waits: it ends in the background. */
  if (self->session != NULL)
    _vmistate_session_stop (g_steal_pointer (&self->session), /* task= */ NULL);
  g_free (self->uri);
  g_free (self->id);
  G_OBJECT_CLASS (vmistate_libvirt_source_parent_class)->finalize (object);
}

static void
vmistate_libvirt_source_get_property (GObject *object, guint prop_id, GValue *value,
                                      GParamSpec *pspec)
{
  VmistateLibvirtSource *self = VMISTATE_LIBVIRT_SOURCE (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_GUEST_AGENT:
      g_value_set_boolean (value, self->guest_agent);
      break;
    case PROP_PROBE_INTERVAL_MSEC:
      g_value_set_uint (value, self->probe_interval_msec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_libvirt_source_set_property (GObject *object, guint prop_id, const GValue *value,
                                      GParamSpec *pspec)
{
  VmistateLibvirtSource *self = VMISTATE_LIBVIRT_SOURCE (object);

  switch (prop_id)
    {
    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;
    case PROP_GUEST_AGENT:
      self->guest_agent = g_value_get_boolean (value);
      break;
    case PROP_PROBE_INTERVAL_MSEC:
      self->probe_interval_msec = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_libvirt_source_class_init (VmistateLibvirtSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = vmistate_libvirt_source_constructed;
  object_class->finalize = vmistate_libvirt_source_finalize;
  object_class->get_property = vmistate_libvirt_source_get_property;
  object_class->set_property = vmistate_libvirt_source_set_property;

  /**
   * VmistateLibvirtSource:uri:
   *
   * The URI of the libvirt to connect to.
   *
   * Since: 0.1
   */
  props[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, "qemu:///system", flags);

  /**
   * VmistateLibvirtSource:guest-agent:
   *
   * Whether guest agents are asked; they are unless this is turned off. It takes a connection that
   * may write.
   *
   * Since: 0.1
   */
  props[PROP_GUEST_AGENT] = g_param_spec_boolean ("guest-agent", NULL, NULL, TRUE, flags);

  /**
   * VmistateLibvirtSource:probe-interval-msec:
   *
   * How often each hypervisor process is asked for a sign of life, in milliseconds; 4000 unless
   * set, 0 for never. One that hangs is known after this time and three seconds, with some
   * jitter.
   *
   * Since: 0.1
   */
  props[PROP_PROBE_INTERVAL_MSEC] =
      g_param_spec_uint ("probe-interval-msec", NULL, NULL, 0, MAX_PROBE_INTERVAL_MSEC,
                         DEFAULT_PROBE_INTERVAL_MSEC, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vmistate_libvirt_source_init (VmistateLibvirtSource *self G_GNUC_UNUSED)
{
}

/**
 * vmistate_libvirt_source_new:
 * @uri: a libvirt URI
 *
 * Makes a source for the domains of one libvirt. Nothing is opened before it is started.
 *
 * Returns: (transfer full): the source
 *
 * Since: 0.1
 */
VmistateLibvirtSource *
vmistate_libvirt_source_new (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  return g_object_new (VMISTATE_TYPE_LIBVIRT_SOURCE, "uri", uri, NULL);
}

/**
 * vmistate_libvirt_source_get_uri:
 * @self: a libvirt source
 *
 * The URI of the libvirt to connect to.
 *
 * Returns: the URI
 *
 * Since: 0.1
 */
const char *
vmistate_libvirt_source_get_uri (VmistateLibvirtSource *self)
{
  g_return_val_if_fail (VMISTATE_IS_LIBVIRT_SOURCE (self), NULL);

  return self->uri;
}

/**
 * vmistate_libvirt_source_get_guest_agent:
 * @self: a libvirt source
 *
 * Whether guest agents are asked, see [property@LibvirtSource:guest-agent].
 *
 * Returns: %TRUE if they are
 *
 * Since: 0.1
 */
gboolean
vmistate_libvirt_source_get_guest_agent (VmistateLibvirtSource *self)
{
  g_return_val_if_fail (VMISTATE_IS_LIBVIRT_SOURCE (self), FALSE);

  return self->guest_agent;
}

/**
 * vmistate_libvirt_source_get_probe_interval_msec:
 * @self: a libvirt source
 *
 * How often hypervisor processes are probed, see [property@LibvirtSource:probe-interval-msec].
 *
 * Returns: milliseconds; 0 for never
 *
 * Since: 0.1
 */
guint
vmistate_libvirt_source_get_probe_interval_msec (VmistateLibvirtSource *self)
{
  g_return_val_if_fail (VMISTATE_IS_LIBVIRT_SOURCE (self), 0);

  return self->probe_interval_msec;
}
