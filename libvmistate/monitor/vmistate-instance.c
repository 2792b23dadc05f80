/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "instance.h"

#include "derive/derive.h"
#include "derive/kubevirt/pass.h"
#include "model/text.h"

/**
 * VmistateInstance:
 *
 * One VMI that a [class@Monitor] knows: who it is, and its present status.
 *
 * Instances are made by the monitor. An instance that was removed keeps its last status.
 *
 * Lives in: the context of its monitor. Signals: emitted there. May be read from any thread: no,
 * but a [class@Status] taken from it may.
 *
 * Since: 0.1
 */
struct _VmistateInstance
{
  GObject parent_instance;

  GRefString *namespace_; /* (owned) */
  GRefString *name;       /* (owned) */
  GRefString *key;        /* (owned) */

  VmistatePlace place;
  VmistateEvidence evidence;
  VmistateStatus *derived;   /* (owned) (nullable) of all facts so far */
  VmistateStatus *published; /* (owned) what signals have told */
  gboolean differs;          /* @derived says something else than @published */
  gboolean restamp;          /* a fact came that changed nothing but an age */
  VmistateSamplePair samples;
  VmistateJobBook *jobs; /* (owned) (nullable) */

  gint64 ingested_at; /* monotonic, of the newest fact */
};

G_DEFINE_FINAL_TYPE (VmistateInstance, vmistate_instance, G_TYPE_OBJECT)

enum
{
  PROP_UID = 1,
  PROP_NAMESPACE,
  PROP_NAME,
  PROP_STATUS,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAMPLED,
  SIGNAL_JOB_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
vmistate_instance_finalize (GObject *object)
{
  VmistateInstance *self = VMISTATE_INSTANCE (object);

  _vmistate_evidence_clear (&self->evidence);
  _vmistate_sample_pair_clear (&self->samples);
  g_clear_pointer (&self->jobs, _vmistate_job_book_free);
  g_clear_object (&self->derived);
  g_clear_object (&self->published);
  g_clear_pointer (&self->namespace_, g_ref_string_release);
  g_clear_pointer (&self->name, g_ref_string_release);
  g_clear_pointer (&self->key, g_ref_string_release);
  G_OBJECT_CLASS (vmistate_instance_parent_class)->finalize (object);
}

static void
vmistate_instance_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  VmistateInstance *self = VMISTATE_INSTANCE (object);

  switch (prop_id)
    {
    case PROP_UID:
      g_value_set_string (value, self->key);
      break;
    case PROP_NAMESPACE:
      g_value_set_string (value, self->namespace_);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATUS:
      g_value_set_object (value, vmistate_instance_get_status (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * VmistateInstance:uid:
   *
   * KubeVirt's UID of the VMI where it is known, else the UUID of the domain.
   *
   * Since: 0.1
   */
  props[PROP_UID] = g_param_spec_string ("uid", NULL, NULL, NULL, flags);

  /**
   * VmistateInstance:namespace:
   *
   * The Kubernetes namespace, `default` for domains that KubeVirt did not make.
   *
   * Since: 0.1
   */
  props[PROP_NAMESPACE] = g_param_spec_string ("namespace", NULL, NULL, NULL, flags);

  /**
   * VmistateInstance:name:
   *
   * The name of the VMI, which for domains that KubeVirt did not make is the domain's.
   *
   * Since: 0.1
   */
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * VmistateInstance:status:
   *
   * The present status. Notified once for each change, just before
   * [signal@Instance::changed].
   *
   * Since: 0.1
   */
  props[PROP_STATUS] = g_param_spec_object ("status", NULL, NULL, VMISTATE_TYPE_STATUS,
                                            flags | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vmistate_instance_class_init (VmistateInstanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vmistate_instance_finalize;
  object_class->get_property = vmistate_instance_get_property;
  install_properties (object_class);

  /**
   * VmistateInstance::changed:
   * @self: the instance
   * @old_status: the status before
   * @new_status: the status now
   *
   * The status changed; [method@Record.diff] tells where. Never emitted when nothing but the age
   * of an observation changed.
   *
   * Emitted in: the context of the monitor.
   *
   * Since: 0.1
   */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", VMISTATE_TYPE_INSTANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, VMISTATE_TYPE_STATUS, VMISTATE_TYPE_STATUS);

  /**
   * VmistateInstance::sampled:
   * @self: the instance
   * @sample: what [method@Instance.get_sample] gives from now on
   *
   * New numbers of the VMI came. The status is another matter: numbers do not change it.
   *
   * Emitted in: the context of the monitor.
   *
   * Since: 0.1
   */
  signals[SIGNAL_SAMPLED] = g_signal_new ("sampled", VMISTATE_TYPE_INSTANCE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, VMISTATE_TYPE_SAMPLE);

  /**
   * VmistateInstance::job-changed:
   * @self: the instance
   * @job: the job that has begun, gone on or ended, as [method@Instance.get_jobs] has it now
   *
   * libvirt is further with a job. The status is another matter: jobs do not change it.
   *
   * Emitted in: the context of the monitor.
   *
   * Since: 0.1
   */
  signals[SIGNAL_JOB_CHANGED] =
      g_signal_new ("job-changed", VMISTATE_TYPE_INSTANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, VMISTATE_TYPE_JOB);
}

static void
vmistate_instance_init (VmistateInstance *self)
{
  _vmistate_evidence_init (&self->evidence);
  self->published = g_object_new (VMISTATE_TYPE_STATUS, NULL);
}

/* Identity */

const char *
_vmistate_identity_key (const VmistateIdentity *identity, char **made)
{
  *made = NULL;
  if (identity->uid != NULL)
    return identity->uid;
  *made = g_strconcat (identity->namespace_, "/", identity->name, NULL);
  return *made;
}

VmistateInstance *
_vmistate_instance_new (const VmistateIdentity *identity, const VmistateCatalog *catalog)
{
  VmistateInstance *self = g_object_new (VMISTATE_TYPE_INSTANCE, NULL);
  g_autofree char *made = NULL;

  self->evidence.catalog = catalog;
  self->namespace_ = _vmistate_text_new (identity->namespace_);
  self->name = _vmistate_text_new (identity->name);
  self->key = _vmistate_text_new (_vmistate_identity_key (identity, &made));
  return self;
}

const char *
_vmistate_instance_get_key (VmistateInstance *self)
{
  return self->key;
}

int
_vmistate_instance_compare (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  const VmistateInstance *left = a;
  const VmistateInstance *right = b;
  int order = g_strcmp0 (left->namespace_, right->namespace_);

  if (order == 0)
    order = g_strcmp0 (left->name, right->name);
  return order != 0 ? order : g_strcmp0 (left->key, right->key);
}

VmistateEvidence *
_vmistate_instance_get_evidence (VmistateInstance *self)
{
  return &self->evidence;
}

/* Deriving */

VmistatePlace *
_vmistate_instance_get_place (VmistateInstance *self)
{
  return &self->place;
}

VmistateStatus *
_vmistate_instance_get_derived (VmistateInstance *self)
{
  return self->derived;
}

static gboolean
derive_anew (VmistateInstance *self)
{
  g_autoptr (VmistateStatus) before = g_steal_pointer (&self->derived);

  self->derived = _vmistate_derive_status (&self->evidence, before);
  /* A status that is not @before differs from it. */
  if (self->derived != before)
    self->differs =
        self->published == before || !_vmistate_record_equal (self->derived, self->published);
  return self->differs;
}

gboolean
_vmistate_instance_refresh (VmistateInstance *self, guint touched)
{
  self->evidence.touched |= touched;
  return derive_anew (self);
}

gboolean
_vmistate_instance_ingest (VmistateInstance *self, const VmistateSourceRecord *source,
                           VmistateFact *fact)
{
  gint64 expiry = _vmistate_evidence_next_expiry (&self->evidence);
  gboolean changed = _vmistate_evidence_fold (&self->evidence, source, fact);

  self->ingested_at = g_get_monotonic_time ();
  self->restamp = TRUE;
  /* A fact also tells the time, which may be what makes another one old. */
  if (expiry < self->evidence.now)
    self->evidence.touched |= VMISTATE_TOUCH_TIME;
  else if (!changed)
    return FALSE;
  return derive_anew (self);
}

gboolean
_vmistate_instance_advance (VmistateInstance *self, gint64 usec)
{
  if (usec <= self->evidence.now)
    return FALSE;
  self->evidence.now = usec;
  self->ingested_at = g_get_monotonic_time ();
  return _vmistate_instance_refresh (self, VMISTATE_TOUCH_TIME);
}

gboolean
_vmistate_instance_age (VmistateInstance *self, gint64 monotonic_usec)
{
  return _vmistate_instance_advance (self,
                                     self->evidence.now + (monotonic_usec - self->ingested_at));
}

gint64
_vmistate_instance_get_next_ageing (VmistateInstance *self)
{
  gint64 expiry = _vmistate_evidence_next_expiry (&self->evidence);

  if (expiry == G_MAXINT64)
    return G_MAXINT64;
  return self->ingested_at + (expiry - self->evidence.now) + 1;
}

gboolean
_vmistate_instance_publish (VmistateInstance *self, VmistateStatus **old_status,
                            VmistateStatus **new_status)
{
  g_autoptr (VmistateStatus) before = NULL;
  g_autoptr (VmistateStatus) now = NULL;

  if (!self->differs)
    return FALSE;
  self->differs = FALSE;
  before = g_steal_pointer (&self->published);
  self->published = g_object_ref (self->derived);
  self->restamp = FALSE;
  now = g_object_ref (self->published);

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, before, now);
  *old_status = g_steal_pointer (&before);
  *new_status = g_steal_pointer (&now);
  return TRUE;
}

VmistateSamplePair *
_vmistate_instance_get_samples (VmistateInstance *self)
{
  return &self->samples;
}

void
_vmistate_instance_tell_sample (VmistateInstance *self)
{
  g_autoptr (VmistateSample) sample = g_object_ref (self->samples.newest);

  g_signal_emit (self, signals[SIGNAL_SAMPLED], 0, sample);
}

VmistateJobBook **
_vmistate_instance_get_job_book (VmistateInstance *self)
{
  return &self->jobs;
}

void
_vmistate_instance_tell_job (VmistateInstance *self, VmistateJob *job)
{
  g_signal_emit (self, signals[SIGNAL_JOB_CHANGED], 0, job);
}

/* Reading */

/**
 * vmistate_instance_get_uid:
 * @self: an instance
 *
 * KubeVirt's UID of the VMI where it is known, else the UUID of the domain.
 *
 * Returns: the UID
 *
 * Since: 0.1
 */
const char *
vmistate_instance_get_uid (VmistateInstance *self)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  return self->key;
}

/**
 * vmistate_instance_get_namespace:
 * @self: an instance
 *
 * The Kubernetes namespace, `default` for domains that KubeVirt did not make.
 *
 * Returns: the namespace
 *
 * Since: 0.1
 */
const char *
vmistate_instance_get_namespace (VmistateInstance *self)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  return self->namespace_;
}

/**
 * vmistate_instance_get_name:
 * @self: an instance
 *
 * The name of the VMI, which for domains that KubeVirt did not make is the domain's.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
vmistate_instance_get_name (VmistateInstance *self)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  return self->name;
}

/**
 * vmistate_instance_get_status:
 * @self: an instance
 *
 * The status as signals last told it, its stamps as young as the facts are. The value never
 * changes; keep a reference to compare it with a later one.
 *
 * Returns: (transfer none): the status
 *
 * Since: 0.1
 */
VmistateStatus *
vmistate_instance_get_status (VmistateInstance *self)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  if (self->restamp && self->derived != NULL && !self->differs)
    {
      g_autoptr (VmistateStatus) fresh =
          _vmistate_derive_restamp (&self->evidence, self->published);

      g_set_object (&self->published, fresh);
      g_set_object (&self->derived, fresh);
      self->restamp = FALSE;
    }
  return self->published;
}

/**
 * vmistate_instance_reconcile:
 * @self: an instance
 *
 * What KubeVirt's own controllers would make of what is known of the VMI, in their next pass over
 * the object that they have stored. It changes nothing, here or anywhere else.
 *
 * Returns: (transfer full): KubeVirt's answer
 *
 * Since: 0.1
 */
VmistateReconciliation *
vmistate_instance_reconcile (VmistateInstance *self)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  return _vmistate_derive_kubevirt (&self->evidence);
}
