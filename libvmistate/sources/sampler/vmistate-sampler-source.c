/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sampler-source.h"
#include "sources/waiter.h"

/**
 * VmistateSamplerSource:
 *
 * The numbers of the domains of one libvirt, all of them once per period, as facts of kind
 * %VMISTATE_FACT_KIND_SAMPLE. However many read them, libvirt is asked once.
 *
 * Who the VMIs are and how they fare is told by a [class@LibvirtSource] of the same URI; add both
 * to the monitor. A sample of a VMI that nobody has described is dropped there. The id of the
 * source is `sampler:` and the URI.
 *
 * Statistics that only the hypervisor process knows can hang with it, and libvirt has few workers.
 * So these are asked for apart from the others, on connections of their own, at most
 * [property@SamplerSource:shards] calls at a time, each with a deadline. Before a hypervisor is
 * entered it is looked at from outside. One that is stuck is in quarantine: its other numbers go
 * on, with [method@Sample.get_monitor_skipped] and [method@Sample.get_message] to say why the rest
 * is absent, and it is not entered before libvirt says that nobody is inside any more, and not more
 * often than once in 5 to 60 seconds. A call that was kept stays kept until the hypervisor answers
 * or ends; if all are, only numbers that nobody can keep are sampled. The libvirt source may have
 * three such calls, this one three more.
 *
 * A connection that may only read is enough for all but
 * [method@SamplerSource.measure_dirty_rate_async]; the source then has `DIRTY_RATE` in its list of
 * what is not supported, see [method@Monitor.dup_source_stamps].
 *
 * Lives in: the context of the monitor it was added to; its work is done on threads of its own.
 * Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

G_DEFINE_FLAGS_TYPE (VmistateSampleGroups, vmistate_sample_groups,
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_STATE, "state"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_CPU_TOTAL, "cpu-total"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_BALLOON, "balloon"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_VCPU, "vcpu"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_INTERFACE, "interface"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_BLOCK, "block"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_PERF, "perf"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_IOTHREAD, "iothread"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_MEMORY, "memory"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_DIRTY_RATE, "dirty-rate"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_GROUPS_VM, "vm"))

#define ALL_GROUPS 0x7ff

#define DEFAULT_PERIOD_MSEC   10000
#define MIN_PERIOD_MSEC       100
#define MAX_PERIOD_MSEC       3600000
#define DEFAULT_DEADLINE_MSEC 3000
#define MIN_DEADLINE_MSEC     100
#define MAX_DEADLINE_MSEC     60000

static void source_init (VmistateSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VmistateSamplerSource, vmistate_sampler_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VMISTATE_TYPE_SOURCE, source_init))

enum
{
  PROP_URI = 1,
  PROP_PERIOD_MSEC,
  PROP_DEADLINE_MSEC,
  PROP_SHARDS,
  PROP_GROUPS,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static const char *
get_id (VmistateSource *source)
{
  return VMISTATE_SAMPLER_SOURCE (source)->id;
}

static gboolean
start (VmistateSource *source, VmistateSink *sink, GError **error)
{
  VmistateSamplerSource *self = VMISTATE_SAMPLER_SOURCE (source);
  VmistateSamplerOptions options = {
    .uri = self->uri,
    .id = self->id,
    .period_msec = self->period_msec,
    .deadline_msec = self->deadline_msec,
    .n_shards = self->shards,
    .groups = self->groups,
    .board = self->board,
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
  self->sampler = _vmistate_sampler_start (&options, sink, error);
  self->was_started = self->sampler != NULL;
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
  VmistateSamplerSource *self = VMISTATE_SAMPLER_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  VmistateSampler *sampler = g_steal_pointer (&self->sampler);

  g_task_set_source_tag (task, stop_async);
  if (sampler == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  _vmistate_sampler_stop (sampler, _vmistate_waiter_new (task, /* cancellable= */ NULL,
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
vmistate_sampler_source_constructed (GObject *object)
{
  VmistateSamplerSource *self = VMISTATE_SAMPLER_SOURCE (object);

  self->id = g_strconcat ("sampler:", self->uri, NULL);
  G_OBJECT_CLASS (vmistate_sampler_source_parent_class)->constructed (object);
}

static void
vmistate_sampler_source_finalize (GObject *object)
{
  VmistateSamplerSource *self = VMISTATE_SAMPLER_SOURCE (object);

  /* Nobody waits: it ends in the background. */
  if (self->sampler != NULL)
    _vmistate_sampler_stop (g_steal_pointer (&self->sampler), /* task= */ NULL);
  g_clear_pointer (&self->board, _vmistate_report_board_unref);
  g_free (self->uri);
  g_free (self->id);
  G_OBJECT_CLASS (vmistate_sampler_source_parent_class)->finalize (object);
}

static void
vmistate_sampler_source_get_property (GObject *object, guint prop_id, GValue *value,
                                      GParamSpec *pspec)
{
  VmistateSamplerSource *self = VMISTATE_SAMPLER_SOURCE (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_PERIOD_MSEC:
      g_value_set_uint (value, self->period_msec);
      break;
    case PROP_DEADLINE_MSEC:
      g_value_set_uint (value, self->deadline_msec);
      break;
    case PROP_SHARDS:
      g_value_set_uint (value, self->shards);
      break;
    case PROP_GROUPS:
      g_value_set_flags (value, self->groups);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_sampler_source_set_property (GObject *object, guint prop_id, const GValue *value,
                                      GParamSpec *pspec)
{
  VmistateSamplerSource *self = VMISTATE_SAMPLER_SOURCE (object);

  switch (prop_id)
    {
    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;
    case PROP_PERIOD_MSEC:
      self->period_msec = g_value_get_uint (value);
      break;
    case PROP_DEADLINE_MSEC:
      self->deadline_msec = g_value_get_uint (value);
      break;
    case PROP_SHARDS:
      self->shards = g_value_get_uint (value);
      break;
    case PROP_GROUPS:
      self->groups = g_value_get_flags (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * VmistateSamplerSource:uri:
   *
   * The URI of the libvirt to connect to.
   *
   * Since: 0.1
   */
  props[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, "qemu:///system", flags);

  /**
   * VmistateSamplerSource:period-msec:
   *
   * How often all domains are sampled, in milliseconds; 10000 unless set. A pass that takes longer
   * is followed by the next at once.
   *
   * Since: 0.1
   */
  props[PROP_PERIOD_MSEC] = g_param_spec_uint ("period-msec", NULL, NULL, MIN_PERIOD_MSEC,
                                               MAX_PERIOD_MSEC, DEFAULT_PERIOD_MSEC, flags);

  /**
   * VmistateSamplerSource:deadline-msec:
   *
   * How long a call may take before nobody waits for it any more, in milliseconds; 3000 unless set.
   *
   * Since: 0.1
   */
  props[PROP_DEADLINE_MSEC] = g_param_spec_uint ("deadline-msec", NULL, NULL, MIN_DEADLINE_MSEC,
                                                 MAX_DEADLINE_MSEC, DEFAULT_DEADLINE_MSEC, flags);

  /**
   * VmistateSamplerSource:shards:
   *
   * How many calls may be inside hypervisors at the same time; 3 unless set.
   *
   * Since: 0.1
   */
  props[PROP_SHARDS] = g_param_spec_uint ("shards", NULL, NULL, 1, VMISTATE_SAMPLER_MAX_SHARDS,
                                          VMISTATE_SAMPLER_MAX_SHARDS, flags);

  /**
   * VmistateSamplerSource:groups:
   *
   * Which groups of statistics are asked for; all unless set.
   *
   * Since: 0.1
   */
  props[PROP_GROUPS] =
      g_param_spec_flags ("groups", NULL, NULL, VMISTATE_TYPE_SAMPLE_GROUPS, ALL_GROUPS, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vmistate_sampler_source_class_init (VmistateSamplerSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vmistate_sampler_source_constructed;
  object_class->finalize = vmistate_sampler_source_finalize;
  object_class->get_property = vmistate_sampler_source_get_property;
  object_class->set_property = vmistate_sampler_source_set_property;
  install_properties (object_class);
}

static void
vmistate_sampler_source_init (VmistateSamplerSource *self)
{
  self->board = _vmistate_report_board_new ();
}

/**
 * vmistate_sampler_source_new:
 * @uri: a libvirt URI
 *
 * Makes a source for the numbers of the domains of one libvirt. Nothing is opened before it is
 * started.
 *
 * Returns: (transfer full): the source
 *
 * Since: 0.1
 */
VmistateSamplerSource *
vmistate_sampler_source_new (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  return g_object_new (VMISTATE_TYPE_SAMPLER_SOURCE, "uri", uri, NULL);
}

/**
 * vmistate_sampler_source_get_uri:
 * @self: a sampler source
 *
 * The URI of the libvirt to connect to.
 *
 * Returns: the URI
 *
 * Since: 0.1
 */
const char *
vmistate_sampler_source_get_uri (VmistateSamplerSource *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_SOURCE (self), NULL);

  return self->uri;
}

/**
 * vmistate_sampler_source_dup_report:
 * @self: a sampler source
 *
 * What the source tells of itself, as of the end of its last pass. May be called from any thread,
 * and after the source was stopped.
 *
 * Returns: (transfer full) (nullable): the report; %NULL before the first pass ended
 *
 * Since: 0.1
 */
VmistateSamplerReport *
vmistate_sampler_source_dup_report (VmistateSamplerSource *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_SOURCE (self), NULL);

  return _vmistate_report_board_dup (self->board);
}
