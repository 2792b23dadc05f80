/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-metrics.h>

#include <string.h>

#include "collector.h"
#include "render.h"

/**
 * VmistateMetrics:
 *
 * What a [class@Monitor] knows, as metrics for Prometheus and others that collect.
 *
 * Each render has what the instances have at that moment: their status, and their newest sample.
 * It asks nobody, waits for nothing, and never fails; how old the numbers of a VM are is a metric
 * too (`libvirt_domain_sample_timestamp_seconds`). What is not known is not there: no metric is 0
 * or NaN for want of a number. Events, and how long phases take, are counted from the moment on
 * when the object is made.
 *
 * A guest can choose some of the texts in labels. They are bounded, and no text can be anything
 * but the value of its label.
 *
 * Lives in: the context of its monitor. Signals: emitted there. May be read from any thread: no,
 * but the text may.
 *
 * Since: 0.1
 */
struct _VmistateMetrics
{
  GObject parent_instance;

  VmistateMonitor *monitor; /* (owned) */
  VmistateMetricsProfiles profiles;
  VmistateCollector *collector;    /* (owned) */
  VmistateEventCounts *events;     /* (owned) */
  VmistateLogCounts *logs;         /* (owned) */
  VmistatePhaseTimes *phase_times; /* (owned) */
  GTree *sampler_reports; /* (owned) (owned) id of source -> (owned) VmistateSamplerReport */
  VmistateRenderTimes times;
};

G_DEFINE_FINAL_TYPE (VmistateMetrics, vmistate_metrics, G_TYPE_OBJECT)

enum
{
  PROP_MONITOR = 1,
  PROP_PROFILES,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
event_cb (VmistateMonitor *monitor, VmistateFact *fact, VmistateMetrics *self)
{
  _vmistate_event_counts_take (self->events, fact);
  _vmistate_log_counts_take (self->logs, monitor, fact);
}

static void
instance_added_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
                   VmistateMetrics *self)
{
  _vmistate_phase_times_take_vmi (self->phase_times, vmistate_instance_get_uid (instance),
                                  vmistate_instance_get_object (instance), /* before= */ NULL,
                                  vmistate_instance_get_status (instance));
}

static void
instance_changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
                     VmistateStatus *before, VmistateStatus *status, VmistateMetrics *self)
{
  _vmistate_phase_times_take_vmi (self->phase_times, vmistate_instance_get_uid (instance),
                                  vmistate_instance_get_object (instance), before, status);
}

static void
instance_removed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
                     VmistateMetrics *self)
{
  const char *uid = vmistate_instance_get_uid (instance);

  _vmistate_event_counts_forget (self->events, uid);
  _vmistate_log_counts_forget (self->logs, uid);
  _vmistate_phase_times_forget_vmi (self->phase_times, uid,
                                    vmistate_instance_get_status (instance));
}

static void
vmistate_metrics_constructed (GObject *object)
{
  VmistateMetrics *self = VMISTATE_METRICS (object);

  G_OBJECT_CLASS (vmistate_metrics_parent_class)->constructed (object);
  if (self->monitor == NULL)
    self->monitor = vmistate_monitor_new ();
  g_signal_connect_object (self->monitor, "event", G_CALLBACK (event_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->monitor, "instance-added", G_CALLBACK (instance_added_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->monitor, "instance-changed", G_CALLBACK (instance_changed_cb),
                           self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->monitor, "instance-removed", G_CALLBACK (instance_removed_cb),
                           self, G_CONNECT_DEFAULT);
}

static void
vmistate_metrics_finalize (GObject *object)
{
  VmistateMetrics *self = VMISTATE_METRICS (object);

  g_clear_pointer (&self->collector, _vmistate_collector_free);
  g_clear_pointer (&self->events, _vmistate_event_counts_free);
  g_clear_pointer (&self->phase_times, _vmistate_phase_times_free);
  g_clear_pointer (&self->logs, _vmistate_log_counts_free);
  g_clear_pointer (&self->sampler_reports, g_tree_unref);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (vmistate_metrics_parent_class)->finalize (object);
}

static void
vmistate_metrics_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  VmistateMetrics *self = VMISTATE_METRICS (object);

  switch (prop_id)
    {
    case PROP_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_PROFILES:
      g_value_set_flags (value, self->profiles);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_metrics_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  VmistateMetrics *self = VMISTATE_METRICS (object);

  switch (prop_id)
    {
    case PROP_MONITOR:
      self->monitor = g_value_dup_object (value);
      break;
    case PROP_PROFILES:
      vmistate_metrics_set_profiles (self, g_value_get_flags (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vmistate_metrics_class_init (VmistateMetricsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vmistate_metrics_constructed;
  object_class->finalize = vmistate_metrics_finalize;
  object_class->get_property = vmistate_metrics_get_property;
  object_class->set_property = vmistate_metrics_set_property;

  /**
   * VmistateMetrics:monitor:
   *
   * Whose instances the metrics are of. One without sources if none was given.
   *
   * Since: 0.1
   */
  props[PROP_MONITOR] =
      g_param_spec_object ("monitor", NULL, NULL, VMISTATE_TYPE_MONITOR,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * VmistateMetrics:profiles:
   *
   * Whose names the metrics have.
   *
   * Since: 0.1
   */
  props[PROP_PROFILES] = g_param_spec_flags (
      "profiles", NULL, NULL, VMISTATE_TYPE_METRICS_PROFILES, VMISTATE_METRICS_PROFILES_DEFAULT,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

static void
vmistate_metrics_init (VmistateMetrics *self)
{
  self->profiles = VMISTATE_METRICS_PROFILES_DEFAULT;
  self->collector = _vmistate_collector_new (self->profiles);
  self->events = _vmistate_event_counts_new ();
  self->phase_times = _vmistate_phase_times_new (g_get_real_time ());
  self->logs = _vmistate_log_counts_new ();
  self->sampler_reports = g_tree_new_full (compare_ids, NULL, g_free, g_object_unref);
}

/**
 * vmistate_metrics_new:
 * @monitor: a monitor
 *
 * Makes the metrics of a monitor, with the names of the profile
 * %VMISTATE_METRICS_PROFILES_DEFAULT. It may be made before the monitor is started, to count every
 * event.
 *
 * Returns: (transfer full): the metrics
 *
 * Since: 0.1
 */
VmistateMetrics *
vmistate_metrics_new (VmistateMonitor *monitor)
{
  g_return_val_if_fail (VMISTATE_IS_MONITOR (monitor), NULL);

  return g_object_new (VMISTATE_TYPE_METRICS, "monitor", monitor, NULL);
}

/**
 * vmistate_metrics_get_profiles:
 * @self: metrics
 *
 * Whose names the metrics have.
 *
 * Returns: the profiles
 *
 * Since: 0.1
 */
VmistateMetricsProfiles
vmistate_metrics_get_profiles (VmistateMetrics *self)
{
  g_return_val_if_fail (VMISTATE_IS_METRICS (self), VMISTATE_METRICS_PROFILES_NONE);

  return self->profiles;
}

/**
 * vmistate_metrics_set_profiles:
 * @self: metrics
 * @profiles: the profiles
 *
 * Chooses whose names the metrics have, from the next render on.
 *
 * A name that several profiles have is there once, as the first of them has it in the order of
 * [flags@MetricsProfiles]; where a later one has other labels under that name, its own are left
 * out. The page `metrics.md` lists every family, and which of them that concerns.
 *
 * Since: 0.1
 */
void
vmistate_metrics_set_profiles (VmistateMetrics *self, VmistateMetricsProfiles profiles)
{
  g_return_if_fail (VMISTATE_IS_METRICS (self));

  if (profiles == self->profiles)
    return;
  self->profiles = profiles;
  g_clear_pointer (&self->collector, _vmistate_collector_free);
  self->collector = _vmistate_collector_new (profiles);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROFILES]);
}

/**
 * vmistate_metrics_set_sampler_report:
 * @self: metrics
 * @source: the id of a source that samples
 * @report: (nullable): what it told of itself last, or %NULL to tell of it no more
 *
 * Tells how a source that samples is doing, from the next render on: how long a pass takes, which
 * domains it cannot ask, what it has dropped. A monitor does not know that, so whoever made the
 * source says it, best before each render.
 *
 * Since: 0.1
 */
void
vmistate_metrics_set_sampler_report (VmistateMetrics *self, const char *source,
                                     VmistateSamplerReport *report)
{
  g_return_if_fail (VMISTATE_IS_METRICS (self));
  g_return_if_fail (source != NULL && *source != '\0');
  g_return_if_fail (report == NULL || VMISTATE_IS_SAMPLER_REPORT (report));

  if (report != NULL)
    g_tree_replace (self->sampler_reports, g_strdup (source), g_object_ref (report));
  else
    g_tree_remove (self->sampler_reports, source);
}

static void
count_last (VmistateMetrics *self)
{
  GPtrArray *families =
      _vmistate_exposition_get_families (_vmistate_collector_get_exposition (self->collector));

  self->times.n_families = 0;
  self->times.n_samples = 0;
  for (guint i = 0; i < families->len; i++)
    {
      const VmistateSamples *samples = g_ptr_array_index (families, i);

      self->times.n_families += samples->n_samples > 0 ? 1 : 0;
      self->times.n_samples += samples->n_samples;
    }
}

/**
 * vmistate_metrics_render:
 * @self: metrics
 * @format: how to write them
 *
 * The metrics of all VMIs that the monitor has now, as one text in UTF-8: families sorted by name,
 * the samples of each together. [func@MetricsFormat.get_content_type] gives the media type to
 * send it with.
 *
 * Returns: (transfer full): the text
 *
 * Since: 0.1
 */
char *
vmistate_metrics_render (VmistateMetrics *self, VmistateMetricsFormat format)
{
  gint64 begun = g_get_monotonic_time ();
  char *text;

  g_return_val_if_fail (VMISTATE_IS_METRICS (self), NULL);
  g_return_val_if_fail (format <= VMISTATE_METRICS_FORMAT_OPENMETRICS, NULL);

  _vmistate_collector_run (self->collector, &(VmistateCollection){
                                                .monitor = self->monitor,
                                                .events = self->events,
                                                .logs = self->logs,
                                                .sampler_reports = self->sampler_reports,
                                                .phase_times = self->phase_times,
                                                .format = format,
                                                .times = &self->times,
                                            });
  text = _vmistate_render (_vmistate_collector_get_exposition (self->collector), format);
  count_last (self);
  _vmistate_render_times_add (&self->times, (guint64) (g_get_monotonic_time () - begun));
  return text;
}
