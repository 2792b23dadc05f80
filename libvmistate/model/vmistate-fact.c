/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "fact.h"
#include "host-info.h"
#include "job/job.h"
#include "objects/object.h"
#include "payloads-control.h"
#include "payloads-log.h"
#include "payloads.h"
#include "sample/sample.h"

/**
 * VmistateFact:
 *
 * One thing that one source saw of one VMI, or of itself, at one moment.
 *
 * Facts are the only thing that a [iface@Source] emits, a recording holds and a replay feeds. The
 * JSON form is one object: who saw it (`source`), of whom (`namespace`, `name`, `uid`), when
 * (`observedAt`), and one member that is named by the kind and holds what was seen:
 *
 * ```json
 * {"source":"s","name":"vm1","observedAt":"2026-01-01T00:00:00Z","domainState":{"state":1,"reason":1}}
 * ```
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [FACT_SOURCE] = { "source", VMISTATE_FIELD_STRING },
  [FACT_NAMESPACE] = { "namespace", VMISTATE_FIELD_STRING },
  [FACT_NAME] = { "name", VMISTATE_FIELD_STRING },
  [FACT_UID] = { "uid", VMISTATE_FIELD_STRING },
  [FACT_OBSERVED_AT] = { "observedAt", VMISTATE_FIELD_TIME },
  [FACT_AFTER_GAP] = { "afterGap", VMISTATE_FIELD_BOOLEAN },
  [FACT_VALID_FOR_MSEC] = { "validForMsec", VMISTATE_FIELD_INT64 },
  [FACT_SOURCE_REPORT] = { "sourceReport", VMISTATE_FIELD_RECORD, 0,
                           _vmistate_source_report_get_type },
  [FACT_DOMAIN] = { "domain", VMISTATE_FIELD_RECORD, 0, _vmistate_domain_get_type },
  [FACT_DOMAIN_STATE] = { "domainState", VMISTATE_FIELD_RECORD, 0,
                          _vmistate_domain_state_get_type },
  [FACT_DOMAIN_EVENT] = { "domainEvent", VMISTATE_FIELD_RECORD, 0,
                          _vmistate_domain_event_get_type },
  [FACT_RESPONSIVENESS] = { "responsiveness", VMISTATE_FIELD_RECORD, 0,
                            _vmistate_responsiveness_get_type },
  [FACT_AGENT_CHANNEL] = { "agentChannel", VMISTATE_FIELD_RECORD, 0,
                           _vmistate_agent_channel_get_type },
  [FACT_AGENT_REPLY] = { "agentReply", VMISTATE_FIELD_RECORD, 0, _vmistate_agent_reply_get_type },
  [FACT_MIGRATION_JOB] = { "migrationJob", VMISTATE_FIELD_RECORD, 0,
                           _vmistate_migration_job_get_type },
  [FACT_OBJECT] = { "object", VMISTATE_FIELD_RECORD, 0, _vmistate_api_object_get_type },
  [FACT_OBJECT_GONE] = { "objectGone", VMISTATE_FIELD_RECORD, 0, _vmistate_object_gone_get_type },
  [FACT_OBJECT_LIST] = { "objectList", VMISTATE_FIELD_RECORD, 0, _vmistate_object_list_get_type },
  [FACT_POD_NETWORKS] = { "podNetworks", VMISTATE_FIELD_RECORD, 0,
                          _vmistate_pod_networks_get_type },
  [FACT_LAUNCHER] = { "launcher", VMISTATE_FIELD_RECORD, 0, _vmistate_launcher_get_type },
  [FACT_CONTROLLER] = { "controller", VMISTATE_FIELD_RECORD, 0, _vmistate_controller_get_type },
  [FACT_CLOCK] = { "clock", VMISTATE_FIELD_BOOLEAN },
  [FACT_SAMPLE] = { "sample", VMISTATE_FIELD_RECORD, 0, vmistate_sample_get_type },
  [FACT_LOG] = { "log", VMISTATE_FIELD_RECORD, 0, _vmistate_log_line_get_type },
  [FACT_HOST] = { "host", VMISTATE_FIELD_RECORD, 0, vmistate_host_info_get_type },
  [FACT_JOB] = { "job", VMISTATE_FIELD_RECORD, 0, vmistate_job_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateFact, vmistate_fact, fields, FACT_N_FIELDS)

G_DEFINE_ENUM_TYPE (VmistateFactKind, vmistate_fact_kind,
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_SOURCE, "source"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_DOMAIN, "domain"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_DOMAIN_STATE, "domain-state"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_DOMAIN_EVENT, "domain-event"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_RESPONSIVENESS, "responsiveness"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_AGENT_CHANNEL, "agent-channel"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_AGENT_REPLY, "agent-reply"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_MIGRATION_JOB, "migration-job"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_OBJECT, "object"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_OBJECT_GONE, "object-gone"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_OBJECT_LIST, "object-list"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_POD_NETWORKS, "pod-networks"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_LAUNCHER, "launcher"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_CONTROLLER, "controller"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_CLOCK, "clock"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_SAMPLE, "sample"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_LOG, "log"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_HOST, "host"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_FACT_KIND_JOB, "job"))

G_STATIC_ASSERT (FACT_JOB - FACT_FIRST_PAYLOAD
                 == VMISTATE_FACT_KIND_JOB - VMISTATE_FACT_KIND_SOURCE);

/* The rest is about a source or its host, an object of the API, or time. */
gboolean
_vmistate_fact_kind_is_about_vmi (VmistateFactKind kind)
{
  switch (kind)
    {
    case VMISTATE_FACT_KIND_UNKNOWN:
    case VMISTATE_FACT_KIND_SOURCE:
    case VMISTATE_FACT_KIND_OBJECT:
    case VMISTATE_FACT_KIND_OBJECT_GONE:
    case VMISTATE_FACT_KIND_OBJECT_LIST:
    case VMISTATE_FACT_KIND_CLOCK:
    case VMISTATE_FACT_KIND_HOST:
      return FALSE;
    default:
      return TRUE;
    }
}

static guint
payload_field (VmistateFactKind kind)
{
  return FACT_FIRST_PAYLOAD + (kind - VMISTATE_FACT_KIND_SOURCE);
}

VmistateFact *
_vmistate_fact_new (VmistateFactKind kind, const char *source, const VmistateIdentity *identity,
                    gint64 observed_at_usec, gpointer payload)
{
  VmistateFact *self = g_object_new (VMISTATE_TYPE_FACT, NULL);

  _vmistate_record_set_string (self, FACT_SOURCE, source);
  _vmistate_record_set_time (self, FACT_OBSERVED_AT, observed_at_usec);
  if (identity != NULL)
    {
      _vmistate_record_set_string (self, FACT_NAMESPACE, identity->namespace_);
      _vmistate_record_set_string (self, FACT_NAME, identity->name);
      _vmistate_record_set_string (self, FACT_UID, identity->uid);
    }
  if (kind == VMISTATE_FACT_KIND_CLOCK)
    _vmistate_record_set_boolean (self, FACT_CLOCK, TRUE);
  else
    _vmistate_record_take_record (self, payload_field (kind), payload);
  return self;
}

gpointer
_vmistate_fact_get_payload (VmistateFact *self)
{
  VmistateFactKind kind = vmistate_fact_get_kind (self);

  if (kind == VMISTATE_FACT_KIND_UNKNOWN || kind == VMISTATE_FACT_KIND_CLOCK)
    return NULL;
  return _vmistate_record_get_record (self, payload_field (kind));
}

static guint
count_payloads (VmistateFact *self)
{
  guint n = 0;

  for (guint i = FACT_FIRST_PAYLOAD; i < FACT_N_FIELDS; i++)
    n += _vmistate_record_has (self, i);
  return n;
}

static gboolean
has_text (VmistateFact *self, guint field)
{
  const char *text = _vmistate_record_get_string (self, field);

  return text != NULL && *text != '\0';
}

/* (nullable): the member that a fact of its kind cannot do without and that @self has not */
static const char *
find_missing (VmistateFact *self)
{
  VmistateFactKind kind = vmistate_fact_get_kind (self);
  gboolean about_vmi = _vmistate_fact_kind_is_about_vmi (kind);

  if (!has_text (self, FACT_SOURCE))
    return "source";
  if (!_vmistate_record_has (self, FACT_OBSERVED_AT))
    return "observedAt";
  /* The journal of a daemon is about none. */
  if (about_vmi && kind != VMISTATE_FACT_KIND_LOG && !has_text (self, FACT_NAME))
    return "name";
  return NULL;
}

static gboolean
check_fact (VmistateFact *self, GError **error)
{
  const char *missing = find_missing (self);
  gboolean clock;

  if (count_payloads (self) > 1)
    {
      g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                           "a fact holds one thing, this one holds several");
      return FALSE;
    }
  if (missing != NULL)
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "%s: a fact needs this member", missing);
      return FALSE;
    }
  if (_vmistate_record_get_boolean (self, FACT_CLOCK, &clock) && !clock)
    {
      g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                           "clock: can only be true");
      return FALSE;
    }
  return TRUE;
}

/* An object of a kind that rules ask for can be read by them. */
static gboolean
check_object (VmistateFact *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (VmistateRecord) object = NULL;
  VmistateObjectRef ref;

  if (vmistate_fact_get_kind (self) != VMISTATE_FACT_KIND_OBJECT)
    return TRUE;
  object = _vmistate_object_read (_vmistate_fact_get_payload (self), &ref, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * vmistate_fact_new_from_json:
 * @json: the JSON text of one fact, UTF-8
 * @length: length of @json in bytes, or -1 if it is zero-terminated
 * @error: return location for an error
 *
 * Reads a fact from its JSON form, see the class description.
 *
 * Fails with %VMISTATE_ERROR_INVALID_DATA for a text that is not such a form; the message names
 * the path. A fact without a known payload is valid and has kind %VMISTATE_FACT_KIND_UNKNOWN, so
 * that recordings of newer versions can be replayed.
 *
 * Returns: (transfer full): the fact, or %NULL with @error set
 *
 * Since: 0.1
 */
VmistateFact *
vmistate_fact_new_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (VmistateFact) self = NULL;

  g_return_val_if_fail (json != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = _vmistate_record_from_json (VMISTATE_TYPE_FACT, json, length, error);
  if (self == NULL || !check_fact (self, error) || !check_object (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * vmistate_fact_get_kind:
 * @self: a fact
 *
 * What the fact is about.
 *
 * Returns: the kind
 *
 * Since: 0.1
 */
VmistateFactKind
vmistate_fact_get_kind (VmistateFact *self)
{
  guint64 payloads;

  g_return_val_if_fail (VMISTATE_IS_FACT (self), VMISTATE_FACT_KIND_UNKNOWN);

  payloads = _vmistate_record_get_present (self) >> FACT_FIRST_PAYLOAD;
  if (payloads == 0)
    return VMISTATE_FACT_KIND_UNKNOWN;
  return VMISTATE_FACT_KIND_SOURCE + _vmistate_fields_next (&payloads);
}

/**
 * vmistate_fact_get_source:
 * @self: a fact
 *
 * Who saw it: the id of a [iface@Source].
 *
 * Returns: (nullable): the id of the source
 *
 * Since: 0.1
 */
const char *
vmistate_fact_get_source (VmistateFact *self)
{
  g_return_val_if_fail (VMISTATE_IS_FACT (self), NULL);

  return _vmistate_record_get_string (self, FACT_SOURCE);
}

/**
 * vmistate_fact_get_namespace:
 * @self: a fact
 *
 * Namespace of the VMI that the fact is about.
 *
 * Returns: (nullable): the namespace; %NULL for `default` and for facts about the source itself
 *
 * Since: 0.1
 */
const char *
vmistate_fact_get_namespace (VmistateFact *self)
{
  g_return_val_if_fail (VMISTATE_IS_FACT (self), NULL);

  return _vmistate_record_get_string (self, FACT_NAMESPACE);
}

/**
 * vmistate_fact_get_name:
 * @self: a fact
 *
 * Name of the VMI that the fact is about.
 *
 * Returns: (nullable): the name, or %NULL for facts about the source itself
 *
 * Since: 0.1
 */
const char *
vmistate_fact_get_name (VmistateFact *self)
{
  g_return_val_if_fail (VMISTATE_IS_FACT (self), NULL);

  return _vmistate_record_get_string (self, FACT_NAME);
}

/**
 * vmistate_fact_get_uid:
 * @self: a fact
 *
 * UID of the VMI that the fact is about: KubeVirt's where it is known, else the domain's UUID.
 *
 * Returns: (nullable): the UID, or %NULL where the name alone identifies
 *
 * Since: 0.1
 */
const char *
vmistate_fact_get_uid (VmistateFact *self)
{
  g_return_val_if_fail (VMISTATE_IS_FACT (self), NULL);

  return _vmistate_record_get_string (self, FACT_UID);
}

/**
 * vmistate_fact_get_observed_at_usec:
 * @self: a fact
 *
 * When it was seen: when the event arrived, or just before the question was asked.
 *
 * Returns: microseconds since 1970-01-01 00:00 UTC
 *
 * Since: 0.1
 */
gint64
vmistate_fact_get_observed_at_usec (VmistateFact *self)
{
  gint64 usec;

  g_return_val_if_fail (VMISTATE_IS_FACT (self), 0);

  _vmistate_record_get_int64 (self, FACT_OBSERVED_AT, &usec);
  return usec;
}

/**
 * vmistate_fact_get_after_gap:
 * @self: a fact
 *
 * Whether it happened while nobody watched, and was only found when the source came back.
 *
 * Returns: %TRUE if the change happened in a gap, at a time that nobody knows
 *
 * Since: 0.1
 */
gboolean
vmistate_fact_get_after_gap (VmistateFact *self)
{
  gboolean after_gap;

  g_return_val_if_fail (VMISTATE_IS_FACT (self), FALSE);

  _vmistate_record_get_boolean (self, FACT_AFTER_GAP, &after_gap);
  return after_gap;
}
