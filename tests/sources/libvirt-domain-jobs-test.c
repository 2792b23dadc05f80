/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From what libvirt says of a domain's job, and when, to facts: a session without a connection, to
 * which the answers, events and states are given by hand. */

#include "config.h"

#include "libvirt-rig.h"
#include "model/fact.h"
#include "sources/libvirt/job-decode.h"
#include "sources/libvirt/session.h"

#define UUID "11111111-2222-3333-4444-555555555555"

/* The tests count in seconds from here. */
#define BASE (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

typedef struct
{
  LibvirtRig rig;
  VmistateSession session;
  VmistateKnownDomain *domain;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  rig_init (&self->rig, /* context= */ NULL);
  self->session.id = (char *) "libvirt";
  self->session.sink = self->rig.sink;
  self->session.domains =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _vmistate_known_domain_free);
  self->session.migrations = _vmistate_session_new_migrations ();
  self->session.domain_jobs = _vmistate_session_new_domain_jobs ();
  self->domain = g_new0 (VmistateKnownDomain, 1);
  self->domain->uuid = g_strdup (UUID);
  self->domain->description = _vmistate_domain_description_new_bare ("vm", UUID);
  self->domain->has_state = TRUE;
  self->domain->state = VIR_DOMAIN_RUNNING;
  self->domain->reason = VIR_DOMAIN_RUNNING_BOOTED;
  g_hash_table_insert (self->session.domains, self->domain->uuid, self->domain);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_hash_table_unref (self->session.domain_jobs);
  g_hash_table_unref (self->session.migrations);
  g_hash_table_unref (self->session.domains);
  rig_clear (&self->rig);
}

static VmistateJob *
make (int operation, int type, guint elapsed_msec)
{
  virTypedParameter parameters[] = {
    { .field = VIR_DOMAIN_JOB_OPERATION, .type = VIR_TYPED_PARAM_INT, .value.i = operation },
    { .field = VIR_DOMAIN_JOB_TIME_ELAPSED,
      .type = VIR_TYPED_PARAM_ULLONG,
      .value.ul = elapsed_msec },
  };

  return _vmistate_job_decode (type, parameters, G_N_ELEMENTS (parameters));
}

/* @type: VIR_DOMAIN_JOB_NONE: there is no job */
static void
answer (Fixture *self, guint second, int operation, int type, guint elapsed_msec)
{
  VmistateJobAnswer given = { .known = TRUE, .type = type };

  given.job = make (operation, type, elapsed_msec);
  _vmistate_session_take_job_answer (UUID, &given, BASE + second * G_USEC_PER_SEC, &self->session);
  _vmistate_job_answer_clear (&given);
}

static void
answer_none (Fixture *self, guint second)
{
  answer (self, second, VIR_DOMAIN_JOB_OPERATION_UNKNOWN, VIR_DOMAIN_JOB_NONE, 0);
}

static void
tell_completed (Fixture *self, guint second, int operation, guint elapsed_msec)
{
  VmistateDomainEventJob event = { .uuid = UUID, .at = BASE + second * G_USEC_PER_SEC };

  event.ended_job = make (operation, VIR_DOMAIN_JOB_COMPLETED, elapsed_msec);
  _vmistate_session_end_domain_job (&self->session,
                                    g_hash_table_lookup (self->session.domains, UUID), &event);
  g_object_unref (event.ended_job);
}

static void
set_state (Fixture *self, guint second, int state, int reason)
{
  _vmistate_session_set_state (&self->session, self->domain, state, reason,
                               BASE + second * G_USEC_PER_SEC, /* after_gap= */ FALSE);
}

static gint64
get_second (GDateTime *time)
{
  g_autoptr (GDateTime) owned = time;

  return owned != NULL ? g_date_time_to_unix (owned) - BASE / G_USEC_PER_SEC : -1;
}

/* "10 dump unbounded 9-" of a fact of second 10 that the dump runs since second 9 */
static void
append_job (GString *text, VmistateFact *fact)
{
  g_autoptr (GEnumClass) operations = g_type_class_ref (VMISTATE_TYPE_JOB_OPERATION);
  g_autoptr (GEnumClass) types = g_type_class_ref (VMISTATE_TYPE_JOB_TYPE);
  VmistateJob *job = _vmistate_fact_get_payload (fact);
  gint64 ended = get_second (vmistate_job_dup_ended_at (job));

  g_string_append_printf (
      text, "%s%" G_GINT64_FORMAT " %s %s %" G_GINT64_FORMAT "-",
      vmistate_fact_get_after_gap (fact) ? "after-gap " : "",
      (vmistate_fact_get_observed_at_usec (fact) - BASE) / G_USEC_PER_SEC,
      g_enum_get_value (operations, vmistate_job_get_operation (job))->value_nick,
      g_enum_get_value (types, vmistate_job_get_job_type (job))->value_nick,
      get_second (vmistate_job_dup_started_at (job)));
  if (ended >= 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, ended);
  g_string_append_c (text, '\n');
}

static void
assert_told (Fixture *self, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
    ;
  for (; self->rig.n_read < self->rig.facts->len; self->rig.n_read++)
    {
      VmistateFact *fact = self->rig.facts->pdata[self->rig.n_read];

      if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_JOB)
        append_job (text, fact);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

#define DUMP   VIR_DOMAIN_JOB_OPERATION_DUMP
#define SAVE   VIR_DOMAIN_JOB_OPERATION_SAVE
#define BACKUP VIR_DOMAIN_JOB_OPERATION_BACKUP
#define RUNS   VIR_DOMAIN_JOB_UNBOUNDED

/* Tests */

static void
test_with_event (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  answer_none (self, 5);
  assert_told (self, "");
  answer (self, 10, DUMP, RUNS, 2000);
  answer (self, 11, DUMP, RUNS, 3100);
  assert_told (self, "10 dump unbounded 8-\n11 dump unbounded 8-\n");
  tell_completed (self, 13, DUMP, 5000);
  assert_told (self, "13 dump completed 8-13\n");
  /* libvirt cleans up; and answers that were asked for before come late. */
  answer (self, 12, DUMP, RUNS, 4000);
  answer (self, 14, DUMP, VIR_DOMAIN_JOB_COMPLETED, 5000);
  answer_none (self, 15);
  assert_told (self, "");
  answer (self, 20, DUMP, RUNS, 0);
  assert_told (self, "20 dump unbounded 20-\n");
}

/* Nobody tells how it ended, unless the word is only late. */
static void
test_without_event (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  answer (self, 10, DUMP, RUNS, 0);
  answer_none (self, 12);
  assert_told (self, "10 dump unbounded 10-\n12 dump none 10-12\n");
  tell_completed (self, 13, DUMP, 1500);
  assert_told (self, "13 dump completed 10-12\n");
  /* That one began later. */
  answer (self, 20, DUMP, RUNS, 0);
  answer_none (self, 22);
  tell_completed (self, 30, DUMP, 1000);
  assert_told (self, "20 dump unbounded 20-\n22 dump none 20-22\n30 dump completed 29-30\n");
}

/* It was over before anybody looked; and so was the next one. */
static void
test_event_alone (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  tell_completed (self, 10, BACKUP, 1000);
  tell_completed (self, 20, BACKUP, 2000);
  tell_completed (self, 30, DUMP, 3000);
  assert_told (self, "10 backup completed 9-10\n20 backup completed 18-20\n"
                     "30 dump completed 27-30\n");
}

/* Its end was missed. */
static void
test_another (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  answer (self, 10, DUMP, RUNS, 0);
  answer (self, 12, BACKUP, RUNS, 1000);
  assert_told (self, "10 dump unbounded 10-\n12 dump none 10-12\n12 backup unbounded 11-\n");
  tell_completed (self, 20, SAVE, 4000);
  assert_told (self, "20 backup none 11-20\n20 save completed 16-20\n");
}

static void
test_failed (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  answer (self, 10, SAVE, RUNS, 0);
  answer (self, 11, SAVE, VIR_DOMAIN_JOB_CANCELLED, 0);
  answer (self, 12, SAVE, VIR_DOMAIN_JOB_CANCELLED, 0);
  answer_none (self, 13);
  assert_told (self, "10 save unbounded 10-\n11 save cancelled 10-11\n");
  /* Met in the act */
  answer (self, 20, DUMP, VIR_DOMAIN_JOB_FAILED, 0);
  assert_told (self, "20 dump failed 20-20\n");
}

static void
test_states (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  answer (self, 10, SAVE, RUNS, 0);
  set_state (self, 11, VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SAVE);
  set_state (self, 12, VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SAVED);
  assert_told (self, "10 save unbounded 10-\n12 save completed 10-12\n");
  set_state (self, 20, VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_RESTORED);
  answer (self, 21, DUMP, RUNS, 0);
  set_state (self, 22, VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_CRASHED);
  assert_told (self, "21 dump unbounded 21-\n22 dump none 21-22\n");
}

/* All that is told of an internal snapshot is that the guest is paused for it. */
static void
test_snapshot (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  set_state (self, 10, VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SNAPSHOT);
  set_state (self, 12, VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_UNPAUSED);
  assert_told (self, "10 snapshot unbounded 10-\n12 snapshot none 10-12\n");
  answer_none (self, 13);
  /* An external one is told of, too. */
  set_state (self, 20, VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SNAPSHOT);
  answer (self, 21, VIR_DOMAIN_JOB_OPERATION_SNAPSHOT, RUNS, 1000);
  tell_completed (self, 22, VIR_DOMAIN_JOB_OPERATION_SNAPSHOT, 2000);
  set_state (self, 23, VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_UNPAUSED);
  assert_told (self, "20 snapshot unbounded 20-\n21 snapshot unbounded 20-\n"
                     "22 snapshot completed 20-22\n");
}

/* What happened while nobody listened is told as such. */
static void
test_gap (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  answer (self, 10, DUMP, RUNS, 0);
  _vmistate_session_note_gap_in_domain_jobs (&self->session);
  answer (self, 20, DUMP, RUNS, 10000);
  answer (self, 21, DUMP, RUNS, 11000);
  assert_told (self, "10 dump unbounded 10-\nafter-gap 20 dump unbounded 10-\n"
                     "21 dump unbounded 10-\n");
  _vmistate_session_note_gap_in_domain_jobs (&self->session);
  answer_none (self, 30);
  assert_told (self, "after-gap 30 dump none 10-30\n");
}

static void
test_gone (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  answer (self, 10, DUMP, RUNS, 0);
  _vmistate_session_forget (&self->session, self->domain, BASE + 12 * G_USEC_PER_SEC,
                            /* after_gap= */ FALSE);
  answer (self, 13, DUMP, RUNS, 0);
  tell_completed (self, 14, DUMP, 0);
  assert_told (self, "10 dump unbounded 10-\n12 dump none 10-12\n");
}

#define ADD(name, func) g_test_add ("/domain-jobs/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("with-event", test_with_event);
  ADD ("without-event", test_without_event);
  ADD ("event-alone", test_event_alone);
  ADD ("another", test_another);
  ADD ("failed", test_failed);
  ADD ("states", test_states);
  ADD ("snapshot", test_snapshot);
  ADD ("gap", test_gap);
  ADD ("gone", test_gone);
  return g_test_run ();
}
