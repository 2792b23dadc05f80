/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Steps of the derivation that nothing has touched are not taken. That must make no difference:
 * after every fact of long random runs, the status is compared with one for which every step was
 * taken, and a second derivation has to give the very same object. */

#include "derive/derive.h"
#include "model/payloads-control.h"
#include "model/payloads-log.h"
#include "model/record.h"

#define N_SEEDS   48
#define N_FACTS   400
#define N_SOURCES 2

typedef struct
{
  GRand *rand;
  guint32 seed;
  guint step;
  VmistateSourceRecord sources[N_SOURCES];
  VmistateEvidence evidence;
  VmistateStatus *status;
  gint64 now;
} Run;

/* Chance */

static guint
below (Run *run, guint n)
{
  return (guint) g_rand_int_range (run->rand, 0, (gint32) n);
}

#define ANY_OF(run, texts) (texts)[below (run, G_N_ELEMENTS (texts))]

/* Mostly later than all before, sometimes late, now and then at the same moment. */
static gint64
any_time (Run *run)
{
  gint64 late = below (run, 8) == 0 ? below (run, 20) * G_USEC_PER_SEC : 0;

  if (below (run, 6) != 0)
    run->now += below (run, 5) * G_USEC_PER_SEC;
  return run->now - late;
}

static VmistateFact *
take_fact (Run *run, VmistateFactKind kind, GType type, char *json)
{
  const VmistateIdentity identity = { "default", "vm", "uid" };
  g_autoptr (GError) error = NULL;
  gpointer payload = _vmistate_record_from_json (type, json, -1, &error);
  VmistateFact *fact;

  g_assert_no_error (error);
  g_free (json);
  fact = _vmistate_fact_new (kind, "s", &identity, any_time (run), payload);
  if (below (run, 3) == 0)
    _vmistate_record_set_integer (fact, FACT_VALID_FOR_MSEC, below (run, 10) * 1000);
  if (below (run, 10) == 0)
    _vmistate_record_set_boolean (fact, FACT_AFTER_GAP, TRUE);
  return fact;
}

/* Facts */

static VmistateFact *
any_state (Run *run)
{
  const char *gone = below (run, 8) == 0 ? ",\"gone\":true" : "";

  return take_fact (
      run, VMISTATE_FACT_KIND_DOMAIN_STATE, _vmistate_domain_state_get_type (),
      g_strdup_printf ("{\"state\":%u,\"reason\":%u%s}", below (run, 9), below (run, 16), gone));
}

static VmistateFact *
any_channel (Run *run)
{
  return take_fact (run, VMISTATE_FACT_KIND_AGENT_CHANNEL, _vmistate_agent_channel_get_type (),
                    g_strdup_printf ("{\"connected\":%s}", below (run, 2) ? "true" : "false"));
}

static VmistateFact *
any_responsiveness (Run *run)
{
  return take_fact (run, VMISTATE_FACT_KIND_RESPONSIVENESS, _vmistate_responsiveness_get_type (),
                    g_strdup (below (run, 2) ? "{\"responsive\":true}"
                                             : "{\"responsive\":false,\"detail\":\"hung\"}"));
}

static VmistateFact *
any_job (Run *run)
{
  static const char *const roles[] = { "source", "target" };

  return take_fact (
      run, VMISTATE_FACT_KIND_MIGRATION_JOB, _vmistate_migration_job_get_type (),
      g_strdup_printf ("{\"role\":\"%s\",\"type\":%u,\"startedAt\":\"2026-09-21T14:14:%02uZ\"}",
                       ANY_OF (run, roles), below (run, 6), below (run, 60)));
}

static VmistateFact *
any_domain (Run *run)
{
  static const char *const agents[] = { "", ",\"agentChannel\":\"connected\"",
                                        ",\"agentChannel\":\"disconnected\"" };
  static const char *const machines[] = { "q35", "pc" };
  g_autoptr (GString) nics = g_string_new (NULL);
  guint n_nics = below (run, 4);

  for (guint i = 0; i < n_nics; i++)
    g_string_append_printf (nics, "%s{\"alias\":\"ua-net%u\",\"mac\":\"52:54:00:00:00:%02u\"}",
                            i > 0 ? "," : "", i, i + below (run, 2));
  return take_fact (run, VMISTATE_FACT_KIND_DOMAIN, _vmistate_domain_get_type (),
                    g_strdup_printf ("{\"machine\":\"%s\",\"acpi\":%s,\"currentMemory\":%u,"
                                     "\"currentMemoryUnit\":\"KiB\",\"vcpus\":%u%s,"
                                     "\"interfaces\":[%s]}",
                                     ANY_OF (run, machines), below (run, 2) ? "true" : "false",
                                     1024 * (1 + below (run, 2)), below (run, 3),
                                     ANY_OF (run, agents), nics->str));
}

static char *
any_interfaces (Run *run)
{
  GString *text = g_string_new ("\"interfaces\":[");
  guint n_interfaces = below (run, 4);

  for (guint i = 0; i < n_interfaces; i++)
    g_string_append_printf (text,
                            "%s{\"name\":\"eth%u\",\"hardwareAddress\":\"52:54:00:00:00:%02u\","
                            "\"addresses\":[{\"type\":\"ipv4\",\"address\":\"10.0.%u.%u\"}]}",
                            i > 0 ? "," : "", i, i, i, below (run, 3));
  return g_string_free (g_string_append_c (text, ']'), FALSE);
}

static VmistateFact *
any_reply (Run *run)
{
  static const char *const errors[] = { "timeout", "unsupported", "protocol", "failed" };
  static const char *const others[] = { "\"hostname\":\"a\"", "\"hostname\":\"b\"",
                                        "\"fsfreezeStatus\":\"frozen\"",
                                        "\"fsfreezeStatus\":\"thawed\"", "\"version\":\"7.2\"" };
  VmistateAgentCommandId command = below (run, VMISTATE_AGENT_N_COMMANDS);
  g_autofree char *what = NULL;
  char *json;

  if (below (run, 3) == 0)
    what = g_strdup_printf ("\"error\":\"%s\"", ANY_OF (run, errors));
  else if (command == VMISTATE_AGENT_INTERFACES)
    what = any_interfaces (run);
  else
    what = g_strdup (ANY_OF (run, others));
  json = g_strdup_printf ("{\"command\":\"%s\",%s}", _vmistate_agent_command_name (command), what);
  return take_fact (run, VMISTATE_FACT_KIND_AGENT_REPLY, _vmistate_agent_reply_get_type (), json);
}

static VmistateFact *
any_launcher (Run *run)
{
  return take_fact (
      run, VMISTATE_FACT_KIND_LAUNCHER, _vmistate_launcher_get_type (),
      g_strdup (below (run, 2) ? "{\"answer\":\"unresponsive\"}" : "{\"answer\":\"responsive\"}"));
}

static VmistateFact *
any_pod_networks (Run *run)
{
  return take_fact (run, VMISTATE_FACT_KIND_POD_NETWORKS, _vmistate_pod_networks_get_type (),
                    g_strdup_printf ("{\"networks\":[{\"name\":\"net0\",\"podIP\":\"10.9.0.%u\"}]}",
                                     below (run, 3)));
}

static VmistateFact *
any_log (Run *run)
{
  static const char *const reasons[] = { "shutdown", "destroyed", "crashed", "unknown" };

  return take_fact (run, VMISTATE_FACT_KIND_LOG, _vmistate_log_line_get_type (),
                    g_strdup_printf ("{\"kind\":\"%s\",\"reason\":\"%s\"}",
                                     below (run, 4) ? "STOP" : "TEXT", ANY_OF (run, reasons)));
}

/* What is folded into a view, or beside it */
static VmistateFact *(*const makers[]) (Run *run) = {
  any_state,  any_state,    any_state,        any_channel, any_channel, any_domain,
  any_domain, any_reply,    any_reply,        any_reply,   any_reply,   any_responsiveness,
  any_job,    any_launcher, any_pod_networks, any_log,
};

static char *
any_conditions (Run *run)
{
  static const char *const types[] = { "Ready",          "Paused",       "AgentConnected",
                                       "LiveMigratable", "Synchronized", "DataVolumesReady" };
  static const char *const states[] = { "True", "False", "Unknown" };
  static const char *const times[] = { "", ",\"lastTransitionTime\":\"2026-01-01T00:00:00Z\"" };
  GString *text = g_string_new ("{\"type\":\"Initialized\",\"status\":\"True\"}");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (below (run, 2) == 0)
        g_string_append_printf (text, ",{\"type\":\"%s\",\"status\":\"%s\"%s}", types[i],
                                ANY_OF (run, states), ANY_OF (run, times));
    }
  return g_string_free (text, FALSE);
}

static void
fold_object (Run *run)
{
  static const char *const phases[] = { "Pending", "Scheduled", "Running", "Running", "Failed" };
  static const char *const pasts[] = {
    "", ",\"phaseTransitionTimestamps\":[{\"phase\":\"Running\",\"phaseTransitionTimestamp\":"
        "\"2026-09-21T14:13:30Z\"}]"
  };
  g_autofree char *conditions = any_conditions (run);
  g_autofree char *json = g_strdup_printf (
      "{\"metadata\":{\"namespace\":\"default\",\"name\":\"vm\",\"uid\":\"uid\"},\"spec\":{"
      "\"terminationGracePeriodSeconds\":%u,\"networks\":[{\"name\":\"net0\",\"pod\":{}}]},"
      "\"status\":{\"phase\":\"%s\",\"conditions\":[%s]%s}}",
      below (run, 2), ANY_OF (run, phases), conditions, ANY_OF (run, pasts));
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateRecord) object =
      _vmistate_record_from_json (_vmistate_vmi_object_get_type (), json, -1, &error);
  g_autoptr (VmistateFact) fact =
      _vmistate_fact_new (VMISTATE_FACT_KIND_OBJECT, "k", NULL, any_time (run), NULL);

  g_assert_no_error (error);
  _vmistate_evidence_fold_vmi (&run->evidence, &run->sources[0], fact, object);
}

static void
change_source (Run *run)
{
  VmistateSourceRecord *source = &run->sources[below (run, N_SOURCES)];

  source->state = below (run, 3);
  source->observed_at = any_time (run);
  run->evidence.touched |= VMISTATE_TOUCH_SOURCE;
}

static void
tell_time (Run *run)
{
  gint64 now = any_time (run);

  run->evidence.now = MAX (run->evidence.now, now);
}

/* As the monitor does: a fact also tells the time, which may be what makes another one old. */
static void
fold_any (Run *run)
{
  gint64 expiry = _vmistate_evidence_next_expiry (&run->evidence);
  guint what = below (run, 24);

  if (what == 0)
    fold_object (run);
  else if (what == 1)
    change_source (run);
  else if (what == 2)
    tell_time (run);
  else if (what == 3 && below (run, 3) == 0)
    _vmistate_evidence_forget_vmi (&run->evidence, any_time (run));
  else
    {
      g_autoptr (VmistateFact) fact = ANY_OF (run, makers) (run);

      _vmistate_evidence_fold (&run->evidence, &run->sources[below (run, N_SOURCES)], fact);
    }
  if (expiry < run->evidence.now)
    run->evidence.touched |= VMISTATE_TOUCH_TIME;
}

/* Comparing */

static void
assert_same (Run *run, VmistateStatus *steps, VmistateStatus *all, const char *what)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (steps == all)
    return;
  /* The same object comes back only where nothing but ages changed. */
  if (steps != run->status && all != run->status && _vmistate_record_same (steps, all))
    return;
  first = vmistate_record_to_json (VMISTATE_RECORD (steps), VMISTATE_PROFILE_TRUTH);
  second = vmistate_record_to_json (VMISTATE_RECORD (all), VMISTATE_PROFILE_TRUTH);
  g_error ("seed %u, fact %u, %s:\n%s\n%s", run->seed, run->step, what, first, second);
}

static void
take_step (Run *run)
{
  g_autoptr (VmistateStatus) steps = NULL;
  g_autoptr (VmistateStatus) all = NULL;
  g_autoptr (VmistateStatus) again = NULL;

  fold_any (run);
  steps = _vmistate_derive_status (&run->evidence, run->status);
  run->evidence.touched = VMISTATE_TOUCH_ALL;
  all = _vmistate_derive_status (&run->evidence, run->status);
  assert_same (run, steps, all, "all steps against those that were touched");
  again = _vmistate_derive_status (&run->evidence, steps);
  g_assert_true (again == steps);
  g_set_object (&run->status, steps);
}

static void
test_seed (gconstpointer data)
{
  Run run = { .seed = GPOINTER_TO_UINT (data), .now = G_GINT64_CONSTANT (1790000000000000) };

  run.rand = g_rand_new_with_seed (run.seed);
  for (guint i = 0; i < N_SOURCES; i++)
    run.sources[i] = (VmistateSourceRecord){ .id = g_ref_string_new (i == 0 ? "s0" : "s1"),
                                             .node = g_ref_string_new (i == 0 ? "n0" : "n1"),
                                             .state = VMISTATE_SOURCE_STATE_LIVE };
  _vmistate_evidence_init (&run.evidence);
  for (run.step = 0; run.step < N_FACTS; run.step++)
    take_step (&run);
  _vmistate_evidence_clear (&run.evidence);
  g_clear_object (&run.status);
  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_ref_string_release (run.sources[i].id);
      g_ref_string_release (run.sources[i].node);
    }
  g_rand_free (run.rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/incremental/seed-%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_seed);
    }
  return g_test_run ();
}
