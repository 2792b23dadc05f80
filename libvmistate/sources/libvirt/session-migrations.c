/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Migrations, as the two ends see them. What libvirt 9.0 tells of itself:
 *
 *   out of here: MIGRATION_ITERATION as soon as memory is sent, which is seconds after the job
 *   began, and JOB_COMPLETED if it went well, right after the domain stopped. Of one that failed or
 *   was cancelled there is no event at all. Hence the job is asked for while it runs, and now and
 *   then of every domain, because a migration may have begun before anybody listened.
 *
 *   into here: the domain starts, paused, and is resumed. What was transferred is known only
 *   afterwards, and to those who ask. */

#include "config.h"

#include "session.h"

#include "model/payloads-control.h"

/* libvirt is not done with an arrived domain when it says that it runs. */
#define ARRIVED_DELAY_MSEC 100

/* How often to ask for the statistics of an arrival; after a post-copy there are none. */
#define MAX_TRIES 4

/* How long the end of a job may be told after the domain is gone */
#define LINGER_USEC (10 * G_USEC_PER_SEC)

typedef struct
{
  char *namespace_;  /* (owned) */
  char *name;        /* (owned) */
  char *uid;         /* (owned) */
  const char *role;  /* (nullable) VMISTATE_MIGRATION_*; NULL: perhaps it is something else */
  gint64 seen_at;    /* first */
  gint64 started_at; /* or 0 */
  gint64 arrived_at; /* or 0 */
  gint64 left_at;    /* monotonic: when the domain was gone from here, or 0 */
  guint n_tries;     /* questions how it ended */
  gpointer last;     /* (owned) (nullable) VmistateMigrationJob: what was known while it ran */
  gboolean postcopy;
  gboolean ended; /* and it was told how */
} Migration;

static void
migration_free (gpointer data)
{
  Migration *self = data;

  g_clear_object (&self->last);
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self->uid);
  g_free (self);
}

GHashTable *
_vmistate_session_new_migrations (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, migration_free);
}

static Migration *
find (VmistateSession *self, const char *uuid)
{
  return g_hash_table_lookup (self->migrations, uuid);
}

/* One that left before is another one.
 * @migration: (nullable) */
static gboolean
is_known (Migration *migration)
{
  return migration != NULL && migration->left_at == 0;
}

static gboolean
is_target (Migration *migration)
{
  return g_strcmp0 (migration->role, VMISTATE_MIGRATION_TARGET) == 0;
}

static gboolean
has_role (gpointer payload, const char *role)
{
  return payload != NULL && _vmistate_record_is (payload, MIGRATION_JOB_ROLE, role);
}

static gboolean
has_migrated (VmistateKnownDomain *domain)
{
  return domain->state == VIR_DOMAIN_SHUTOFF && domain->reason == VIR_DOMAIN_SHUTOFF_MIGRATED;
}

static gboolean
has_lingered (gpointer key G_GNUC_UNUSED, gpointer value, gpointer now)
{
  Migration *migration = value;

  return migration->left_at != 0 && *(gint64 *) now - migration->left_at > LINGER_USEC;
}

static Migration *
ensure (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  Migration *migration = find (self, domain->uuid);
  VmistateIdentity identity = _vmistate_known_domain_get_identity (domain);
  gint64 now = g_get_monotonic_time ();

  if (is_known (migration))
    return migration;
  g_hash_table_foreach_remove (self->migrations, has_lingered, &now);
  migration = g_new0 (Migration, 1);
  migration->namespace_ = g_strdup (identity.namespace_);
  migration->name = g_strdup (identity.name);
  migration->uid = g_strdup (identity.uid);
  migration->seen_at = at;
  g_hash_table_replace (self->migrations, g_strdup (domain->uuid), migration);
  return migration;
}

gboolean
_vmistate_session_get_migrated (VmistateSession *self, const char *uuid, VmistateIdentity *identity)
{
  Migration *migration = find (self, uuid);

  if (migration == NULL)
    return FALSE;
  identity->namespace_ = migration->namespace_;
  identity->name = migration->name;
  identity->uid = migration->uid;
  return TRUE;
}

gboolean
_vmistate_session_follows_migration (VmistateSession *self, const char *uuid)
{
  return is_known (find (self, uuid));
}

static void
watch (VmistateSession *self, const char *uuid, VmistateJobWatch job_watch, guint delay_msec)
{
  if (self->probe != NULL)
    _vmistate_probe_watch_job (self->probe, uuid, job_watch, delay_msec);
}

static void
drop (VmistateSession *self, const char *uuid)
{
  watch (self, uuid, VMISTATE_JOB_WATCH_NOTHING, 0);
  g_hash_table_remove (self->migrations, uuid);
}

void
_vmistate_session_drop_migration (VmistateSession *self, const char *uuid)
{
  if (is_known (find (self, uuid)))
    drop (self, uuid);
}

void
_vmistate_session_drop_migrations (VmistateSession *self)
{
  GHashTableIter iter;
  gpointer uuid;

  g_hash_table_iter_init (&iter, self->migrations);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    watch (self, uuid, VMISTATE_JOB_WATCH_NOTHING, 0);
  g_hash_table_remove_all (self->migrations);
}

/* Telling */

/* @payload: (transfer full) */
static void
tell (VmistateSession *self, Migration *migration, gint64 at, gpointer payload)
{
  VmistateIdentity identity = { migration->namespace_, migration->name, migration->uid };
  gint32 type;

  if (migration->started_at != 0)
    _vmistate_record_set_time (payload, MIGRATION_JOB_STARTED_AT, migration->started_at);
  if (migration->postcopy)
    _vmistate_record_set_boolean (payload, MIGRATION_JOB_POSTCOPY, TRUE);
  if (is_target (migration) && _vmistate_record_get_int32 (payload, MIGRATION_JOB_TYPE, &type))
    _vmistate_session_tell_arrival (self, &identity, migration->started_at, at, type);
  _vmistate_session_emit (self, VMISTATE_FACT_KIND_MIGRATION_JOB, &identity, at,
                          /* after_gap= */ FALSE, payload);
}

/* libvirt forgets how far a job had come as soon as that has failed. */
static void
recall (Migration *migration, gpointer payload)
{
  static const guint sizes[] = {
    MIGRATION_JOB_DATA_TOTAL,   MIGRATION_JOB_DATA_PROCESSED,   MIGRATION_JOB_DATA_REMAINING,
    MIGRATION_JOB_MEMORY_TOTAL, MIGRATION_JOB_MEMORY_PROCESSED, MIGRATION_JOB_MEMORY_REMAINING,
    MIGRATION_JOB_ITERATION,
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes) && migration->last != NULL; i++)
    {
      if (!_vmistate_record_has (payload, sizes[i]))
        _vmistate_record_copy_field (payload, sizes[i], migration->last, sizes[i]);
    }
}

static void
tell_bare (VmistateSession *self, Migration *migration, gint64 at, int type)
{
  gpointer payload = _vmistate_migration_job_new_bare (migration->role, type);

  recall (migration, payload);
  tell (self, migration, at, payload);
}

/* It is asked for again and again, but has begun once. Its end is told late, so that what it was
 * first seen by may be older than what its length says. */
static void
note_start (Migration *migration, gint64 at, gpointer payload)
{
  guint64 elapsed_msec;

  if (migration->started_at != 0
      || !_vmistate_record_get_uint64 (payload, MIGRATION_JOB_ELAPSED_MSEC, &elapsed_msec))
    return;
  migration->started_at =
      MIN (migration->seen_at, at - (gint64) MIN (elapsed_msec, G_MAXINT32) * 1000);
}

/* Out of here */

void
_vmistate_session_suspect_migration (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  if (is_known (find (self, domain->uuid)))
    return;
  ensure (self, domain, at);
  watch (self, domain->uuid, VMISTATE_JOB_WATCH_RUNNING, /* delay_msec= */ 0);
}

gboolean
_vmistate_session_awaits_end (VmistateSession *self, const char *uuid)
{
  Migration *migration = find (self, uuid);

  return migration != NULL && migration->left_at != 0;
}

/* A hypervisor that is killed when it has done its work is first said to have failed, and then to
 * have migrated. */
void
_vmistate_session_conclude_migration (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  Migration *migration = find (self, domain->uuid);

  if (migration == NULL || migration->left_at == 0 || migration->ended || has_migrated (domain))
    return;
  tell_bare (self, migration, at, VIR_DOMAIN_JOB_NONE);
  drop (self, domain->uuid);
}

void
_vmistate_session_end_migration (VmistateSession *self, VmistateKnownDomain *domain,
                                 VmistateDomainEventJob *job)
{
  Migration *migration = find (self, job->uuid);

  if (migration == NULL && domain != NULL && job->migration != NULL)
    migration = ensure (self, domain, job->at);
  if (migration == NULL || migration->ended || job->migration == NULL)
    return;
  migration->ended = TRUE;
  note_start (migration, job->at, job->migration);
  tell (self, migration, job->at, g_object_ref (job->migration));
  if (migration->left_at != 0)
    drop (self, job->uuid);
}

static void
take_outgoing (VmistateSession *self, VmistateKnownDomain *domain, const VmistateJobAnswer *answer,
               gint64 at)
{
  gboolean runs =
      answer->type == VIR_DOMAIN_JOB_UNBOUNDED || answer->type == VIR_DOMAIN_JOB_BOUNDED;
  Migration *migration = find (self, domain->uuid);

  if (is_known (migration) && migration->ended && !runs)
    return;
  /* Tried again at once */
  if (is_known (migration) && migration->ended)
    {
      drop (self, domain->uuid);
      migration = NULL;
    }
  if (!is_known (migration))
    watch (self, domain->uuid, VMISTATE_JOB_WATCH_RUNNING, VMISTATE_JOB_WATCH_MSEC);
  migration = ensure (self, domain, at);
  migration->role = VMISTATE_MIGRATION_SOURCE;
  migration->ended = !runs;
  note_start (migration, at, answer->migration);
  if (runs)
    g_set_object (&migration->last, answer->migration);
  else
    recall (migration, answer->migration);
  tell (self, migration, at, g_object_ref (answer->migration));
}

/* There is no job, or one that is no migration. That of one that failed stays for a second or two;
 * whoever looks later finds nothing. */
static void
take_nothing (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  Migration *migration = find (self, domain->uuid);

  if (!is_known (migration) || is_target (migration))
    return;
  if (migration->role != NULL && !migration->ended)
    tell_bare (self, migration, at, VIR_DOMAIN_JOB_NONE);
  drop (self, domain->uuid);
}

/* Into here */

static gboolean
is_arriving (VmistateKnownDomain *domain)
{
  switch (domain->state)
    {
    case VIR_DOMAIN_PAUSED:
      return domain->reason == VIR_DOMAIN_PAUSED_MIGRATION
             || domain->reason == VIR_DOMAIN_PAUSED_STARTING_UP
             || domain->reason == VIR_DOMAIN_PAUSED_POSTCOPY
             || domain->reason == VIR_DOMAIN_PAUSED_POSTCOPY_FAILED;
    case VIR_DOMAIN_RUNNING:
      return domain->reason == VIR_DOMAIN_RUNNING_POSTCOPY
             || domain->reason == VIR_DOMAIN_RUNNING_POSTCOPY_FAILED;
    default:
      return FALSE;
    }
}

/* There is nothing to be asked until it has arrived. */
void
_vmistate_session_begin_arrival (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  Migration *migration = ensure (self, domain, at);

  watch (self, domain->uuid, VMISTATE_JOB_WATCH_NOTHING, 0);
  if (migration->role != NULL)
    return;
  migration->role = VMISTATE_MIGRATION_TARGET;
  migration->started_at = at;
  tell_bare (self, migration, at, VIR_DOMAIN_JOB_UNBOUNDED);
}

static void
end_arrival (VmistateSession *self, Migration *migration, const char *uuid, gpointer payload)
{
  gint64 at = vmistate_sink_get_time_usec (self->sink);

  if (payload != NULL)
    {
      /* Counted from where it began, at the other end. */
      migration->started_at = 0;
      note_start (migration, migration->arrived_at, payload);
      tell (self, migration, at, g_object_ref (payload));
    }
  else
    tell_bare (self, migration, at, VIR_DOMAIN_JOB_COMPLETED);
  drop (self, uuid);
}

static void
take_completed (VmistateSession *self, VmistateKnownDomain *domain, const VmistateJobAnswer *answer)
{
  Migration *migration = find (self, domain->uuid);
  gpointer payload =
      has_role (answer->migration, VMISTATE_MIGRATION_TARGET) ? answer->migration : NULL;

  if (migration == NULL || migration->arrived_at == 0)
    return;
  if (payload == NULL && !migration->postcopy && ++migration->n_tries < MAX_TRIES)
    return;
  end_arrival (self, migration, domain->uuid, payload);
}

static void
arrive (VmistateSession *self, VmistateKnownDomain *domain, Migration *migration, gint64 at)
{
  if (migration->arrived_at != 0)
    return;
  migration->arrived_at = at;
  if (self->probe != NULL)
    watch (self, domain->uuid, VMISTATE_JOB_WATCH_COMPLETED, ARRIVED_DELAY_MSEC);
  else
    end_arrival (self, migration, domain->uuid, /* payload= */ NULL);
}

/* Both */

void
_vmistate_session_take_migration_answer (VmistateSession *self, VmistateKnownDomain *domain,
                                         const VmistateJobAnswer *answer, gint64 asked_at)
{
  if (answer->completed)
    take_completed (self, domain, answer);
  else if (answer->incoming && is_arriving (domain))
    _vmistate_session_begin_arrival (self, domain, asked_at);
  else if (has_role (answer->migration, VMISTATE_MIGRATION_SOURCE))
    take_outgoing (self, domain, answer, asked_at);
  else if (!answer->incoming)
    take_nothing (self, domain, asked_at);
}

static void
leave (VmistateSession *self, VmistateKnownDomain *domain, Migration *migration, gint64 at)
{
  if (is_target (migration))
    {
      tell_bare (self, migration, at,
                 migration->arrived_at != 0 ? VIR_DOMAIN_JOB_COMPLETED : VIR_DOMAIN_JOB_FAILED);
      drop (self, domain->uuid);
    }
  else if (migration->role != NULL || has_migrated (domain)) /* an event may tell the rest */
    migration->left_at = g_get_monotonic_time ();
  else
    drop (self, domain->uuid);
}

static void
note_postcopy (VmistateSession *self, VmistateKnownDomain *domain, Migration *migration, gint64 at)
{
  gboolean postcopy =
      (domain->state == VIR_DOMAIN_PAUSED && domain->reason == VIR_DOMAIN_PAUSED_POSTCOPY)
      || (domain->state == VIR_DOMAIN_RUNNING && domain->reason == VIR_DOMAIN_RUNNING_POSTCOPY);

  if (!postcopy || migration->postcopy)
    return;
  migration->postcopy = TRUE;
  /* Of the other end the next answer tells. */
  if (is_target (migration))
    tell_bare (self, migration, at, VIR_DOMAIN_JOB_UNBOUNDED);
}

void
_vmistate_session_follow_migration (VmistateSession *self, VmistateKnownDomain *domain, gint64 at)
{
  Migration *migration = find (self, domain->uuid);

  if (!is_known (migration))
    {
      /* Either end of a migration that has come so far, unnoticed. */
      if (is_arriving (domain) && domain->reason != VIR_DOMAIN_PAUSED_STARTING_UP)
        _vmistate_session_suspect_migration (self, domain, at);
      return;
    }
  if (!_vmistate_known_domain_is_active (domain))
    {
      leave (self, domain, migration, at);
      return;
    }
  note_postcopy (self, domain, migration, at);
  if (is_target (migration) && !is_arriving (domain))
    arrive (self, domain, migration, at);
}
