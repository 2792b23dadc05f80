/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-host-source.h>

#include "host.h"
#include "sources/waiter.h"

/**
 * VmistateHostSource:
 *
 * What one libvirt tells of itself and its host, beside its domains: versions and storage pools, as
 * facts of kind %VMISTATE_FACT_KIND_HOST. [method@Monitor.get_host_info] has the newest.
 *
 * It asks once per [property@HostSource:interval-msec]. What libvirt tells of a pool is what it
 * found when the pool was last refreshed; this source never makes it refresh one.
 *
 * A pool on dead storage keeps every call that concerns it, and listing the pools concerns all. So
 * the calls are made on connections of their own, one at a time, each with a deadline. What does
 * not come back is waited for no longer, and the others are asked on another connection; at most
 * four calls may hang. Meanwhile such a pool is told with [method@StoragePool.get_timed_out], and
 * new pools are not found.
 *
 * A connection that may only read is enough. Where the driver knows no pools the source has
 * `STORAGE_POOLS` in its list of what is not supported, see [method@Monitor.dup_source_stamps]. The
 * id of the source is `host:` and the URI.
 *
 * Lives in: the context of the monitor it was added to; its work is done on threads of its own.
 * Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */
struct _VmistateHostSource
{
  GObject parent_instance;

  char *uri; /* (owned) */
  char *id;  /* (owned) */
  guint interval_msec;
  guint deadline_msec;
  gboolean was_started;
  VmistateHost *host; /* (owned) (nullable) while it runs */
};

#define DEFAULT_INTERVAL_MSEC 60000
#define MIN_INTERVAL_MSEC     100
#define MAX_INTERVAL_MSEC     3600000
#define DEFAULT_DEADLINE_MSEC 5000
#define MIN_DEADLINE_MSEC     100
#define MAX_DEADLINE_MSEC     60000

static void source_init (VmistateSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VmistateHostSource, vmistate_host_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VMISTATE_TYPE_SOURCE, source_init))

enum
{
  PROP_URI = 1,
  PROP_INTERVAL_MSEC,
  PROP_DEADLINE_MSEC,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static const char *
get_id (VmistateSource *source)
{
  return VMISTATE_HOST_SOURCE (source)->id;
}

static gboolean
start (VmistateSource *source, VmistateSink *sink, GError **error)
{
  VmistateHostSource *self = VMISTATE_HOST_SOURCE (source);
  VmistateHostOptions options = {
    .uri = self->uri,
    .id = self->id,
    .interval_msec = self->interval_msec,
    .deadline_msec = self->deadline_msec,
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
  self->host = _vmistate_host_start (&options, sink, error);
  self->was_started = self->host != NULL;
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
stop_async (VmistateSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer user_data)
{
  VmistateHostSource *self = VMISTATE_HOST_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  VmistateHost *host = g_steal_pointer (&self->host);

  g_task_set_source_tag (task, stop_async);
  if (host == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  _vmistate_host_stop (host, _vmistate_waiter_new (task, /* cancellable= */ NULL,
                                                   /* timeout_msec= */ 0, relay_boolean));
}

static gboolean
stop_finish (VmistateSource *source G_GNUC_UNUSED, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
source_init (VmistateSourceInterface *iface)
{
  iface->get_id = get_id;
  iface->start = start;
  iface->stop_async = stop_async;
  iface->stop_finish = stop_finish;
}

static void
vmistate_host_source_constructed (GObject *object)
{
  VmistateHostSource *self = VMISTATE_HOST_SOURCE (object);

  self->id = g_strconcat ("host:", self->uri, NULL);
  G_OBJECT_CLASS (vmistate_host_source_parent_class)->constructed (object);
}

static void
vmistate_host_source_finalize (GObject *object)
{
  VmistateHostSource *self = VMISTATE_HOST_SOURCE (object);

  /* Nobody waits: it ends in the background. */
  if (self->host != NULL)
    _vmistate_host_stop (g_steal_pointer (&self->host), /* task= */ NULL);
  g_free (self->uri);
  g_free (self->id);
  G_OBJECT_CLASS (vmistate_host_source_parent_class)->finalize (object);
}

static void
vmistate_host_source_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  VmistateHostSource *self = VMISTATE_HOST_SOURCE (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_INTERVAL_MSEC:
      g_value_set_uint (value, self->interval_msec);
      break;
    case PROP_DEADLINE_MSEC:
      g_value_set_uint (value, self->deadline_msec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_host_source_set_property (GObject *object, guint prop_id, const GValue *value,
                                   GParamSpec *pspec)
{
  VmistateHostSource *self = VMISTATE_HOST_SOURCE (object);

  switch (prop_id)
    {
    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;
    case PROP_INTERVAL_MSEC:
      self->interval_msec = g_value_get_uint (value);
      break;
    case PROP_DEADLINE_MSEC:
      self->deadline_msec = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_host_source_class_init (VmistateHostSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = vmistate_host_source_constructed;
  object_class->finalize = vmistate_host_source_finalize;
  object_class->get_property = vmistate_host_source_get_property;
  object_class->set_property = vmistate_host_source_set_property;

  /**
   * VmistateHostSource:uri:
   *
   * The URI of the libvirt to connect to.
   *
   * Since: 0.1
   */
  props[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, "qemu:///system", flags);

  /**
   * VmistateHostSource:interval-msec:
   *
   * How long to wait after all was asked before it is asked again, in milliseconds; 60000 unless
   * set.
   *
   * Since: 0.1
   */
  props[PROP_INTERVAL_MSEC] = g_param_spec_uint ("interval-msec", NULL, NULL, MIN_INTERVAL_MSEC,
                                                 MAX_INTERVAL_MSEC, DEFAULT_INTERVAL_MSEC, flags);

  /**
   * VmistateHostSource:deadline-msec:
   *
   * How long a call may take before nobody waits for it any more, in milliseconds; 5000 unless set.
   *
   * Since: 0.1
   */
  props[PROP_DEADLINE_MSEC] = g_param_spec_uint ("deadline-msec", NULL, NULL, MIN_DEADLINE_MSEC,
                                                 MAX_DEADLINE_MSEC, DEFAULT_DEADLINE_MSEC, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vmistate_host_source_init (VmistateHostSource *self G_GNUC_UNUSED)
{
}

/**
 * vmistate_host_source_new:
 * @uri: a libvirt URI
 *
 * Makes a source for what one libvirt tells of itself and its host. Nothing is opened before it is
 * started.
 *
 * Returns: (transfer full): the source
 *
 * Since: 0.1
 */
VmistateHostSource *
vmistate_host_source_new (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  return g_object_new (VMISTATE_TYPE_HOST_SOURCE, "uri", uri, NULL);
}

/**
 * vmistate_host_source_get_uri:
 * @self: a host source
 *
 * The URI of the libvirt to connect to.
 *
 * Returns: the URI
 *
 * Since: 0.1
 */
const char *
vmistate_host_source_get_uri (VmistateHostSource *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOST_SOURCE (self), NULL);

  return self->uri;
}
