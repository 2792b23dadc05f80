/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What libvirt is busy with for longer than a moment: migrations, saves, dumps, snapshots, backups.
 * What libvirt 9.0 tells of itself:
 *
 *   JOB_COMPLETED when the hypervisor has done its part, of all of them but a dump of memory only
 *   and an internal snapshot. Of those, and of one that failed or was cancelled, there is no word;
 *   then the next answer that there is no job tells the end, and nobody how it ended.
 *
 *   Nothing of the beginning, but that the guest is paused for it, and MIGRATION_ITERATION where
 *   memory is sent. Hence every domain is asked now and then (probe.c), and one that has a job is
 *   asked more often, until it has none.
 *
 * What becomes of a migration is session-migrations.c's; here it is one job of many. */

#include "config.h"

#include "session.h"

#include "job-decode.h"
#include "model/job/job.h"
#include "model/payloads-control.h"

/* An internal snapshot lets nobody ask from soon after the guest was paused. */
#define SNAPSHOT_DELAY_MSEC 450

typedef struct
{
  char *namespace_;   /* (owned) */
  char *name;         /* (owned) */
  char *uid;          /* (owned) */
  VmistateJob *last;  /* (owned) (nullable) as it was told last; NULL: perhaps there is none */
  gint64 seen_at;     /* first */
  gint64 started_at;  /* or 0 */
  gint64 ended_at;    /* or 0 while it runs */
  gboolean by_event;  /* it ended, and libvirt has said so */
  gboolean is_guess;  /* only the state of the domain tells of it */
  gboolean after_gap; /* nobody listened for some time while it ran */
} DomainJob;

static void
domain_job_free (gpointer data)
{
  DomainJob *self = data;

  g_clear_object (&self->last);
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self->uid);
  g_free (self);
}

GHashTable *
_vmistate_session_new_domain_jobs (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, domain_job_free);
}

static DomainJob *
find (VmistateSession *self, const char *uuid)
{
  return g_hash_table_lookup (self->domain_jobs, uuid);
}

static gboolean
is_known_to_run (DomainJob *job)
{
  return job != NULL && job->last != NULL && job->ended_at == 0;
}

static gboolean
is_of (VmistateJob *job, VmistateJob *other)
{
  return job != NULL && other != NULL
         && vmistate_job_get_operation (job) == vmistate_job_get_operation (other);
}

static DomainJob *
begin (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  DomainJob *job = g_new0 (DomainJob, 1);
  VmistateIdentity identity = _vmistate_known_domain_get_identity (domain);

  job->namespace_ = g_strdup (identity.namespace_);
  job->name = g_strdup (identity.name);
  job->uid = g_strdup (identity.uid);
  job->seen_at = at;
  g_hash_table_replace (self->domain_jobs, g_strdup (domain->uuid), job);
  return job;
}

/* A migration has a watch of its own. */
static void
watch (VmistateSession *self, const char *uuid, VmistateJobWatch job_watch, guint delay_msec)
{
  if (self->probe != NULL && !_vmistate_session_follows_migration (self, uuid))
    _vmistate_probe_watch_job (self->probe, uuid, job_watch, delay_msec);
}

/* Telling */

/* It is asked for again and again, but has begun once; what it was first seen by may be older than
 * what its length says. */
static void
note_start (DomainJob *job, gint64 at, VmistateJob *told)
{
  guint64 elapsed_msec;

  if (job->started_at == 0 && vmistate_job_get_elapsed_msec (told, &elapsed_msec))
    job->started_at = MIN (job->seen_at, at - (gint64) MIN (elapsed_msec, G_MAXINT32) * 1000);
}

/* @told: (transfer full): without times */
static void
tell (VmistateSession *self, DomainJob *job, gint64 at, VmistateJob *told)
{
  VmistateIdentity identity = { job->namespace_, job->name, job->uid };

  note_start (job, at, told);
  _vmistate_record_set_time (told, JOB_STARTED_AT,
                             job->started_at != 0 ? job->started_at : job->seen_at);
  if (job->ended_at != 0)
    _vmistate_record_set_time (told, JOB_ENDED_AT, job->ended_at);
  g_set_object (&job->last, told);
  _vmistate_session_emit (self, VMISTATE_FACT_KIND_JOB, &identity, at, job->after_gap, told);
}

/* @told: (transfer full): how it ended */
static void
tell_end (VmistateSession *self, DomainJob *job, gint64 at, VmistateJob *told)
{
  if (job->ended_at == 0)
    job->ended_at = at;
  if (is_of (job->last, told))
    _vmistate_job_recall (told, job->last);
  tell (self, job, at, told);
}

/* Nobody has told how, unless it is @type. */
static void
tell_bare_end (VmistateSession *self, DomainJob *job, gint64 at, int type)
{
  VmistateJob *told = _vmistate_job_new_bare (VIR_DOMAIN_JOB_OPERATION_UNKNOWN, type);

  _vmistate_record_copy_field (told, JOB_OPERATION, job->last, JOB_OPERATION);
  tell_end (self, job, at, told);
}

/* Beginning */

void
_vmistate_session_suspect_domain_job (VmistateSession *self, VmistateKnownDomain *domain, gint64 at,
                                      guint delay_msec)
{
  DomainJob *job = find (self, domain->uuid);

  if (job != NULL && job->ended_at == 0)
    return;
  begin (self, domain, at);
  watch (self, domain->uuid, VMISTATE_JOB_WATCH_CAUTIOUS, delay_msec);
}

/* The guest is paused for it. Of a snapshot that is all that one may ever know. */
static void
guess_snapshot (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  DomainJob *job = find (self, domain->uuid);

  if (is_known_to_run (job))
    return;
  _vmistate_session_suspect_domain_job (self, domain, at, SNAPSHOT_DELAY_MSEC);
  job = find (self, domain->uuid);
  job->is_guess = TRUE;
  tell (self, job, at,
        _vmistate_job_new_bare (VIR_DOMAIN_JOB_OPERATION_SNAPSHOT, VIR_DOMAIN_JOB_UNBOUNDED));
}

/* What libvirt says */

static gboolean
runs (VmistateJob *job)
{
  VmistateJobType type = vmistate_job_get_job_type (job);

  return type == VMISTATE_JOB_TYPE_BOUNDED || type == VMISTATE_JOB_TYPE_UNBOUNDED;
}

/* (transfer full): what is told is changed before */
static VmistateJob *
copy (VmistateJob *job)
{
  return VMISTATE_JOB (_vmistate_record_copy (job));
}

static void
take_running (VmistateSession *self, VmistateKnownDomain *domain, VmistateJob *told, gint64 at)
{
  DomainJob *job = find (self, domain->uuid);

  /* Asked before it was told to have ended */
  if (job != NULL && job->ended_at >= at)
    return;
  if (is_known_to_run (job) && !is_of (job->last, told))
    tell_bare_end (self, job, at, VIR_DOMAIN_JOB_NONE);
  if (job == NULL || job->ended_at != 0)
    job = begin (self, domain, at);
  job->is_guess = FALSE;
  tell (self, job, at, copy (told));
  job->after_gap = FALSE;
  watch (self, domain->uuid, VMISTATE_JOB_WATCH_CAUTIOUS, VMISTATE_JOB_WATCH_MSEC);
}

/* libvirt tells of one that has ended until it has cleaned up. */
static void
take_ended (VmistateSession *self, VmistateKnownDomain *domain, VmistateJob *told, gint64 at)
{
  DomainJob *job = find (self, domain->uuid);

  if (job != NULL && job->ended_at != 0 && is_of (job->last, told))
    return;
  if (is_known_to_run (job) && !is_of (job->last, told))
    tell_bare_end (self, job, at, VIR_DOMAIN_JOB_NONE);
  if (job == NULL || job->ended_at != 0)
    job = begin (self, domain, at);
  tell_end (self, job, at, copy (told));
}

static void
take_none (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  DomainJob *job = find (self, domain->uuid);

  /* Asked before it began */
  if (job == NULL || at < job->seen_at)
    return;
  if (is_known_to_run (job))
    tell_bare_end (self, job, at, VIR_DOMAIN_JOB_NONE);
  watch (self, domain->uuid, VMISTATE_JOB_WATCH_NOTHING, 0);
  if (job->last == NULL)
    g_hash_table_remove (self->domain_jobs, domain->uuid);
}

void
_vmistate_session_take_job_answer (const char *uuid, const VmistateJobAnswer *answer,
                                   gint64 asked_at, gpointer session)
{
  VmistateSession *self = session;
  VmistateKnownDomain *domain = g_hash_table_lookup (self->domains, uuid);

  if (domain == NULL)
    return;
  self->answered_job = answer->job;
  _vmistate_session_take_migration_answer (self, domain, answer, asked_at);
  self->answered_job = NULL;
  if (answer->completed || answer->incoming)
    return;
  if (answer->job == NULL)
    take_none (self, domain, asked_at);
  else if (runs (answer->job))
    take_running (self, domain, answer->job, asked_at);
  else
    take_ended (self, domain, answer->job, asked_at);
}

/* An event may come late for what was seen to have ended, but then that began before. */
static gboolean
is_end_of (DomainJob *job, VmistateDomainEventJob *event)
{
  guint64 elapsed_msec;

  if (job->last == NULL || job->ended_at == 0)
    return job->last == NULL || is_of (job->last, event->ended_job);
  vmistate_job_get_elapsed_msec (event->ended_job, &elapsed_msec);
  return !job->by_event && is_of (job->last, event->ended_job)
         && event->at - (gint64) MIN (elapsed_msec, G_MAXINT32) * 1000 <= job->ended_at;
}

void
_vmistate_session_end_domain_job (VmistateSession *self, VmistateKnownDomain *domain,
                                  VmistateDomainEventJob *event)
{
  DomainJob *job = find (self, event->uuid);

  if (event->ended_job == NULL)
    return;
  if (job != NULL && !is_end_of (job, event))
    {
      if (is_known_to_run (job))
        tell_bare_end (self, job, event->at, VIR_DOMAIN_JOB_NONE);
      job = NULL;
    }
  if (job == NULL && domain == NULL)
    return;
  if (job == NULL)
    job = begin (self, domain, event->at);
  job->by_event = TRUE;
  job->after_gap = FALSE;
  tell_end (self, job, event->at, copy (event->ended_job));
  watch (self, event->uuid, VMISTATE_JOB_WATCH_NOTHING, 0);
  if (domain == NULL)
    g_hash_table_remove (self->domain_jobs, event->uuid);
}

/* What the state says */

static int
judge_end (VmistateKnownDomain *domain, VmistateJob *job)
{
  VmistateJobOperation operation = vmistate_job_get_operation (job);

  if ((operation == VMISTATE_JOB_OPERATION_SAVE && domain->reason == VIR_DOMAIN_SHUTOFF_SAVED)
      || (operation == VMISTATE_JOB_OPERATION_MIGRATION_OUT
          && domain->reason == VIR_DOMAIN_SHUTOFF_MIGRATED))
    return domain->state == VIR_DOMAIN_SHUTOFF ? VIR_DOMAIN_JOB_COMPLETED : VIR_DOMAIN_JOB_NONE;
  return VIR_DOMAIN_JOB_NONE;
}

void
_vmistate_session_follow_domain_job (VmistateSession *self, VmistateKnownDomain *domain, gint64 at,
                                     gboolean after_gap)
{
  DomainJob *job = find (self, domain->uuid);
  gboolean paused = domain->state == VIR_DOMAIN_PAUSED;

  if (!_vmistate_known_domain_is_active (domain))
    {
      if (!is_known_to_run (job))
        return;
      job->after_gap |= after_gap;
      tell_bare_end (self, job, at, judge_end (domain, job->last));
    }
  else if (paused && domain->reason == VIR_DOMAIN_PAUSED_SNAPSHOT)
    guess_snapshot (self, domain, at);
  else if (paused
           && (domain->reason == VIR_DOMAIN_PAUSED_SAVE
               || domain->reason == VIR_DOMAIN_PAUSED_DUMP))
    _vmistate_session_suspect_domain_job (self, domain, at, /* delay_msec= */ 0);
  else if (is_known_to_run (job) && job->is_guess)
    {
      tell_bare_end (self, job, at, VIR_DOMAIN_JOB_NONE);
      watch (self, domain->uuid, VMISTATE_JOB_WATCH_NOTHING, 0);
    }
}

void
_vmistate_session_forget_domain_job (VmistateSession *self, VmistateKnownDomain *domain, gint64 at,
                                     gboolean after_gap)
{
  DomainJob *job = find (self, domain->uuid);

  if (is_known_to_run (job))
    {
      job->after_gap |= after_gap;
      tell_bare_end (self, job, at, VIR_DOMAIN_JOB_NONE);
    }
  g_hash_table_remove (self->domain_jobs, domain->uuid);
}

/* What becomes of those that run is seen when the connection is back. */
void
_vmistate_session_note_gap_in_domain_jobs (VmistateSession *self)
{
  GHashTableIter iter;
  gpointer job;

  g_hash_table_iter_init (&iter, self->domain_jobs);
  while (g_hash_table_iter_next (&iter, NULL, &job))
    ((DomainJob *) job)->after_gap = TRUE;
}

/* Into here */

void
_vmistate_session_tell_arrival (VmistateSession *self, const VmistateIdentity *identity,
                                gint64 started_at, gint64 at, int type)
{
  VmistateJob *told;

  if (self->answered_job != NULL
      && vmistate_job_get_operation (self->answered_job) == VMISTATE_JOB_OPERATION_MIGRATION_IN)
    told = copy (self->answered_job);
  else
    told = _vmistate_job_new_bare (VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN, type);
  if (started_at != 0)
    _vmistate_record_set_time (told, JOB_STARTED_AT, started_at);
  if (!runs (told))
    _vmistate_record_set_time (told, JOB_ENDED_AT, at);
  _vmistate_session_emit (self, VMISTATE_FACT_KIND_JOB, identity, at, /* after_gap= */ FALSE, told);
}
