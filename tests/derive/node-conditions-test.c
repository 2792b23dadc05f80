/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The node agent's conditions in profile KUBEVIRT, where KubeVirt's own answers in
 * tests/data/oracle do not reach: hostile expressions and versions, what newer versions show, and
 * what is not known. */

#include "config.h"

#include "derive/kubevirt/node-conditions.h"

#include "model/payloads-control.h"

#define LONG_VERSION "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"

typedef struct
{
  VmistateSourceRecord source;
  VmistateEvidence evidence;
  VmistateCatalog *catalog; /* (owned) */
  gint64 at;
} Fixture;

static void
setup (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->source = (VmistateSourceRecord){
    .id = g_ref_string_new ("s"),
    .node = g_ref_string_new ("node1"),
    .cpu_model = g_ref_string_new ("Cpu"),
    .state = VMISTATE_SOURCE_STATE_LIVE,
  };
  _vmistate_evidence_init (&self->evidence);
  self->catalog = _vmistate_catalog_new ();
  self->evidence.catalog = self->catalog;
}

static void
teardown (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  _vmistate_evidence_clear (&self->evidence);
  _vmistate_catalog_free (self->catalog);
  g_ref_string_release (self->source.id);
  g_ref_string_release (self->source.node);
  g_ref_string_release (self->source.cpu_model);
}

/* @member: the fact's payload, by its kind */
static void
tell (Fixture *self, const char *member)
{
  g_autofree char *json = g_strdup_printf (
      "{\"source\": \"s\", \"name\": \"vm\", \"observedAt\": \"2026-01-01T00:00:%02uZ\", %s}",
      (guint) ++self->at, member);
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateFact) fact = vmistate_fact_new_from_json (json, -1, &error);
  VmistateObjectRef ref;
  g_autoptr (VmistateRecord) object = NULL;

  g_assert_no_error (error);
  if (vmistate_fact_get_kind (fact) != VMISTATE_FACT_KIND_OBJECT)
    {
      _vmistate_evidence_fold (&self->evidence, &self->source, fact);
      return;
    }
  object = _vmistate_object_read (_vmistate_fact_get_payload (fact), &ref, &error);
  g_assert_no_error (error);
  if (ref.kind == VMISTATE_OBJECT_VMI)
    _vmistate_evidence_fold_vmi (&self->evidence, &self->source, fact, object);
  else
    _vmistate_catalog_fold (self->catalog, &ref, object, fact);
}

static void
tell_vmi (Fixture *self, const char *spec, const char *status)
{
  g_autofree char *member = g_strdup_printf (
      "\"object\": {\"kind\": \"VirtualMachineInstance\", \"metadata\": {\"name\": \"vm\", "
      "\"namespace\": \"default\", \"uid\": \"u\"}, \"spec\": %s, \"status\": %s}",
      spec, status);

  tell (self, member);
}

static void
tell_configuration (Fixture *self, const char *configuration)
{
  g_autofree char *member = g_strdup_printf (
      "\"object\": {\"kind\": \"KubeVirt\", \"metadata\": {\"name\": \"kubevirt\", "
      "\"namespace\": \"kubevirt\", \"uid\": \"k\"}, \"spec\": {\"configuration\": %s}}",
      configuration);

  tell (self, member);
}

/* Returns: (transfer full) (nullable): status, reason and message */
static char *
find_condition (Fixture *self, const char *type)
{
  g_autoptr (VmistateReconciliation) result = _vmistate_derive_kubevirt (&self->evidence);
  gpointer status = _vmistate_record_get_record (result, RECONCILIATION_STATUS);
  GPtrArray *conditions = _vmistate_record_get_list (status, STATUS_CONDITIONS);
  gpointer found = conditions != NULL ? _vmistate_conditions_get (conditions, type) : NULL;
  const char *reason = found != NULL ? _vmistate_record_get_string (found, CONDITION_REASON) : NULL;
  const char *message =
      found != NULL ? _vmistate_record_get_string (found, CONDITION_MESSAGE) : NULL;

  if (found == NULL)
    return NULL;
  return g_strdup_printf ("%s|%s|%s", _vmistate_record_get_string (found, CONDITION_STATUS),
                          reason != NULL ? reason : "", message != NULL ? message : "");
}

static void
assert_condition (Fixture *self, const char *type, const char *expected)
{
  g_autofree char *found = find_condition (self, type);

  g_assert_cmpstr (found, ==, expected);
}

static void
tell_connected (Fixture *self)
{
  tell_vmi (self, "{}", "{\"phase\": \"Running\"}");
  tell (self, "\"domain\": {\"uuid\": \"u\", \"name\": \"vm\", \"agentChannel\": \"connected\"}");
  tell (self, "\"domainState\": {\"state\": 1, \"reason\": 1}");
}

static void
tell_version (Fixture *self, const char *version)
{
  g_autofree char *member = g_strdup_printf (
      "\"agentReply\": {\"command\": \"guest-info\", \"version\": \"%s\"}", version);

  tell (self, member);
}

/* Without a bound on the work each of the many takes about half a second. */
static void
test_hostile_expressions (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) list = g_string_new ("{\"supportedGuestAgentVersions\": [\"(\", \"[\", "
                                           "\"*\", \"a{1,65535}{1,65535}\", \"(?R)\", \"\\\\\"");
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < 25; i++)
    g_string_append (list, ", \"(a+)+$\", \"(*LIMIT_MATCH=4000000000)(a|aa)+$\"");
  g_string_append (list, "]}");
  tell_connected (self);
  tell_configuration (self, list->str);
  tell_version (self, LONG_VERSION);
  assert_condition (self, "AgentVersionNotSupported",
                    "True|Guest agent version '" LONG_VERSION "' is not supported|");
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
}

static void
test_expressions (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell_connected (self);
  tell_configuration (self, "{\"supportedGuestAgentVersions\": [\"[\", \"^10\\\\.[2-9]$\"]}");
  tell_version (self, "10.2");
  assert_condition (self, "AgentVersionNotSupported", NULL);
  tell_version (self, "110.2");
  assert_condition (self, "AgentVersionNotSupported",
                    "True|Guest agent version '110.2' is not supported|");
}

/* A cluster that lists none is one that was not configured. */
static void
test_no_expressions (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell_connected (self);
  tell_configuration (self, "{\"supportedGuestAgentVersions\": []}");
  tell_version (self, "4.2");
  assert_condition (self, "AgentVersionNotSupported", NULL);
}

/* The event is told before the XML is read again. */
static void
test_channel_event (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell_connected (self);
  assert_condition (self, "AgentConnected", "True||");
  tell (self, "\"agentChannel\": {\"connected\": false, \"reason\": 2}");
  assert_condition (self, "AgentConnected", NULL);
  tell (self, "\"domain\": {\"uuid\": \"u\", \"name\": \"vm\", \"agentChannel\": \"connected\"}");
  assert_condition (self, "AgentConnected", "True||");
}

static void
test_unknown_stays (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell_vmi (self, "{}",
            "{\"phase\": \"Running\", \"conditions\": [{\"type\": \"AgentConnected\", \"status\": "
            "\"True\"}, {\"type\": \"Paused\", \"status\": \"True\"}]}");
  tell (self, "\"responsiveness\": {\"responsive\": true}");
  assert_condition (self, "AgentConnected", "True||");
  assert_condition (self, "Paused", "True||");
}

static void
test_paused_to_migrate (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell_vmi (self, "{}",
            "{\"phase\": \"Running\", \"migrationState\": {\"mode\": \"Paused\", \"sourceNode\": "
            "\"node1\", \"targetNodeAddress\": \"192.0.2.1\"}}");
  tell (self, "\"domain\": {\"uuid\": \"u\", \"name\": \"vm\"}");
  tell (self, "\"domainState\": {\"state\": 3, \"reason\": 2}");
  assert_condition (self, "Paused",
                    "True|PausedByMigrationMonitor|VMI was paused by the migration monitor");
  tell (self, "\"domainState\": {\"state\": 3, \"reason\": 99}");
  assert_condition (self, "Paused", NULL);
}

static void
test_software_emulation (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell_vmi (self, "{\"architecture\": \"arm64\"}", "{\"phase\": \"Running\"}");
  tell (self, "\"domain\": {\"uuid\": \"u\", \"name\": \"vm\", \"type\": \"qemu\"}");
  tell (self, "\"domainState\": {\"state\": 1, \"reason\": 1}");
  tell (self, "\"object\": {\"kind\": \"Node\", \"metadata\": {\"name\": \"node1\", \"uid\": \"n\","
              " \"labels\": {\"kubernetes.io/arch\": \"amd64\"}}}");
  assert_condition (self, "SoftwareEmulation", NULL);
  tell_configuration (self, "{\"developerConfiguration\": {\"featureGates\": "
                            "[\"CrossArchitectureVirtualization\"]}}");
  assert_condition (self, "SoftwareEmulation",
                    "True|CrossArchitectureEmulation|VM running with software emulation "
                    "(host=amd64, guest=arm64)");
  tell (self, "\"domain\": {\"uuid\": \"u\", \"name\": \"vm\", \"type\": \"kvm\"}");
  assert_condition (self, "SoftwareEmulation", NULL);
}

/* The cluster's word counts where the VMI has none. */
static void
test_eviction_strategy (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (VmistateReconciliation) result = NULL;
  const char *const *events;

  tell_connected (self);
  tell_vmi (self, "{\"domain\": {\"launchSecurity\": {\"tdx\": {}}}}", "{\"phase\": \"Running\"}");
  tell_configuration (self, "{\"evictionStrategy\": \"LiveMigrate\"}");
  result = _vmistate_derive_kubevirt (&self->evidence);
  events = vmistate_reconciliation_get_events (result);
  g_assert_nonnull (events);
  g_assert_true (g_strv_contains (events, "Warning Migrated EvictionStrategy is set but vmi is not "
                                          "migratable; VMI uses TDX"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/node-conditions/hostile-expressions", test_hostile_expressions },
    { "/node-conditions/expressions", test_expressions },
    { "/node-conditions/no-expressions", test_no_expressions },
    { "/node-conditions/channel-event", test_channel_event },
    { "/node-conditions/unknown-stays", test_unknown_stays },
    { "/node-conditions/paused-to-migrate", test_paused_to_migrate },
    { "/node-conditions/software-emulation", test_software_emulation },
    { "/node-conditions/eviction-strategy", test_eviction_strategy },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, setup, tests[i].test, teardown);
  return g_test_run ();
}
