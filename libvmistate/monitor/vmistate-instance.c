/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "instance.h"

#include "derive/derive.h"

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

  char *namespace_; /* (owned) */
  char *name;       /* (owned) */
  char *uid;        /* (owned) */
  char *key;        /* (owned) */

  VmistateEvidence evidence;
  VmistateStatus *derived;   /* (owned) (nullable) of all facts so far */
  VmistateStatus *published; /* (owned) what signals have told */
  gboolean restamp;          /* a fact came that changed nothing but an age */

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
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
vmistate_instance_finalize (GObject *object)
{
  VmistateInstance *self = VMISTATE_INSTANCE (object);

  _vmistate_evidence_clear (&self->evidence);
  g_clear_object (&self->derived);
  g_clear_object (&self->published);
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self->uid);
  g_free (self->key);
  G_OBJECT_CLASS (vmistate_instance_parent_class)->finalize (object);
}

static void
vmistate_instance_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  VmistateInstance *self = VMISTATE_INSTANCE (object);

  switch (prop_id)
    {
    case PROP_UID:
      g_value_set_string (value, self->uid);
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
}

static void
vmistate_instance_init (VmistateInstance *self)
{
  _vmistate_evidence_init (&self->evidence);
  self->published = g_object_new (VMISTATE_TYPE_STATUS, NULL);
}

/* Identity */

char *
_vmistate_identity_key (const VmistateIdentity *identity)
{
  if (identity->uid != NULL)
    return g_strdup (identity->uid);
  return g_strconcat (identity->namespace_, "/", identity->name, NULL);
}

VmistateInstance *
_vmistate_instance_new (const VmistateIdentity *identity)
{
  VmistateInstance *self = g_object_new (VMISTATE_TYPE_INSTANCE, NULL);

  self->namespace_ = g_strdup (identity->namespace_);
  self->name = g_strdup (identity->name);
  self->key = _vmistate_identity_key (identity);
  self->uid = g_strdup (identity->uid != NULL ? identity->uid : self->key);
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

gboolean
_vmistate_instance_refresh (VmistateInstance *self)
{
  VmistateStatus *fresh = _vmistate_derive_status (&self->evidence, self->derived);

  g_set_object (&self->derived, fresh);
  g_object_unref (fresh);
  return !vmistate_record_equal (VMISTATE_RECORD (self->derived),
                                 VMISTATE_RECORD (self->published));
}

gboolean
_vmistate_instance_ingest (VmistateInstance *self, const VmistateSourceRecord *source,
                           VmistateFact *fact)
{
  gint64 expiry = _vmistate_evidence_next_expiry (&self->evidence);
  gboolean changed = _vmistate_evidence_fold (&self->evidence, source, fact);

  self->ingested_at = g_get_monotonic_time ();
  self->restamp = TRUE;
  /* The answer of old may be the first one of a new boot or a new agent. */
  changed |= vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_AGENT_REPLY;
  /* A fact also tells the time, which may be what makes another one old. */
  if (!changed && expiry >= self->evidence.now)
    return FALSE;
  return _vmistate_instance_refresh (self);
}

gboolean
_vmistate_instance_advance (VmistateInstance *self, gint64 usec)
{
  if (usec <= self->evidence.now)
    return FALSE;
  self->evidence.now = usec;
  self->ingested_at = g_get_monotonic_time ();
  return _vmistate_instance_refresh (self);
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
  g_autoptr (VmistateInstance) keep = g_object_ref (self);
  g_autoptr (VmistateStatus) before = NULL;
  g_autoptr (VmistateStatus) now = NULL;

  if (self->derived == NULL
      || vmistate_record_equal (VMISTATE_RECORD (self->derived), VMISTATE_RECORD (self->published)))
    return FALSE;
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

  return self->uid;
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

  if (self->restamp && self->derived != NULL
      && vmistate_record_equal (VMISTATE_RECORD (self->derived), VMISTATE_RECORD (self->published)))
    {
      g_autoptr (VmistateStatus) fresh =
          _vmistate_derive_restamp (&self->evidence, self->published);

      g_set_object (&self->published, fresh);
      self->restamp = FALSE;
    }
  return self->published;
}

static void
add_string (JsonObject *object, const char *name, const char *value)
{
  json_object_set_string_member (object, name, value);
}

/**
 * vmistate_instance_to_json:
 * @self: an instance
 * @profile: what to write for members that were not observed
 *
 * The instance as a `kubevirt.io/v1` VirtualMachineInstance object, in one line of JSON, with the
 * status under `status`.
 *
 * Returns: (transfer full): the JSON text
 *
 * Since: 0.1
 */
char *
vmistate_instance_to_json (VmistateInstance *self, VmistateProfile profile)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *metadata = json_object_new ();

  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  json_node_take_object (root, object);
  add_string (object, "apiVersion", "kubevirt.io/v1");
  add_string (object, "kind", "VirtualMachineInstance");
  add_string (metadata, "name", self->name);
  add_string (metadata, "namespace", self->namespace_);
  add_string (metadata, "uid", self->uid);
  json_object_set_object_member (object, "metadata", metadata);
  json_object_set_member (object, "status",
                          _vmistate_record_to_node (vmistate_instance_get_status (self), profile));
  return json_to_string (root, /* pretty= */ FALSE);
}
