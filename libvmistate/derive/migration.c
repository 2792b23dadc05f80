/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The state of the last migration: what KubeVirt's object says of it, and what the hypervisors on
 * both sides show. Either may be missing. */

#include "config.h"

#include "derive.h"
#include "domain-numbers.h"

#include "model/migration-progress.h"
#include "model/migration-state.h"
#include "model/payloads-control.h"
#include "model/status.h"

/* virDomainJobType, as in facts */
#define JOB_NONE      0 /* it is over, and nobody saw how */
#define JOB_COMPLETED 3
#define JOB_FAILED    4
#define JOB_CANCELLED 5

/* The two sides tell of the same migration when they begin it within this time. */
#define BEGIN_TOLERANCE_USEC (5 * G_USEC_PER_SEC)

typedef struct
{
  const VmistateView *source; /* (nullable): nobody watches it */
  const VmistateView *target; /* (nullable): nobody watches it, or it has not come yet */
  const VmistateObservation *job;
  gint64 started_at;
} Migration;

/* Finding the two sides */

static gint64
job_start (const VmistateObservation *job)
{
  gint64 usec;

  if (job->payload == NULL)
    return G_MININT64;
  return _vmistate_record_get_int64 (job->payload, MIGRATION_JOB_STARTED_AT, &usec)
             ? usec
             : job->observed_at;
}

static gint32
job_type (const VmistateObservation *job)
{
  gint32 type = JOB_NONE;

  if (job->payload != NULL)
    _vmistate_record_get_int32 (job->payload, MIGRATION_JOB_TYPE, &type);
  return type;
}

static const VmistateObservation *
get_outgoing (const VmistateView *view)
{
  return &_vmistate_view_get_seldom (view)->outgoing;
}

static const VmistateObservation *
get_incoming (const VmistateView *view)
{
  return &_vmistate_view_get_seldom (view)->incoming;
}

/* The newest migration. Its source knows most; where nobody watches that, the target has to do. */
static gboolean
find_sides (const VmistateEvidence *evidence, Migration *migration)
{
  for (guint i = 0; i < evidence->n_views; i++)
    {
      const VmistateView *view = &evidence->views[i];

      const VmistateObservation *outgoing = get_outgoing (view);
      const VmistateObservation *incoming = get_incoming (view);

      if (outgoing->payload != NULL
          && (migration->source == NULL
              || job_start (outgoing) > job_start (get_outgoing (migration->source))))
        migration->source = view;
      if (incoming->payload != NULL
          && (migration->target == NULL
              || job_start (incoming) > job_start (get_incoming (migration->target))))
        migration->target = view;
    }
  return migration->source != NULL || migration->target != NULL;
}

/* Of the others, the one whose domain came last since the migration began; one that is still
 * there before one that has gone again. */
static const VmistateView *
find_target (const VmistateEvidence *evidence, const Migration *migration)
{
  const VmistateView *best = NULL;

  for (guint i = 0; i < evidence->n_views; i++)
    {
      const VmistateView *view = &evidence->views[i];
      gint64 since = _vmistate_history_since (&view->states);

      if (view == migration->source || since < migration->started_at - BEGIN_TOLERANCE_USEC)
        continue;
      if (best == NULL || (best->gone && !view->gone)
          || (best->gone == view->gone && since > _vmistate_history_since (&best->states)))
        best = view;
    }
  return best;
}

static gboolean
find_migration (const VmistateEvidence *evidence, Migration *migration)
{
  *migration = (Migration){ 0 };
  if (!find_sides (evidence, migration))
    return FALSE;
  if (migration->source == NULL)
    {
      migration->job = get_incoming (migration->target);
      migration->started_at = job_start (migration->job);
      return TRUE;
    }
  migration->job = get_outgoing (migration->source);
  migration->started_at = job_start (migration->job);
  migration->target = find_target (evidence, migration);
  return TRUE;
}

/* Progress */

static const struct
{
  guint from;
  guint to;
} progress_fields[] = {
  { MIGRATION_JOB_DATA_TOTAL, MIGRATION_PROGRESS_DATA_TOTAL },
  { MIGRATION_JOB_DATA_PROCESSED, MIGRATION_PROGRESS_DATA_PROCESSED },
  { MIGRATION_JOB_DATA_REMAINING, MIGRATION_PROGRESS_DATA_REMAINING },
  { MIGRATION_JOB_MEMORY_TOTAL, MIGRATION_PROGRESS_MEMORY_TOTAL },
  { MIGRATION_JOB_MEMORY_PROCESSED, MIGRATION_PROGRESS_MEMORY_PROCESSED },
  { MIGRATION_JOB_MEMORY_REMAINING, MIGRATION_PROGRESS_MEMORY_REMAINING },
  { MIGRATION_JOB_MEMORY_RATE, MIGRATION_PROGRESS_MEMORY_RATE },
  { MIGRATION_JOB_DIRTY_RATE, MIGRATION_PROGRESS_DIRTY_RATE },
  { MIGRATION_JOB_ITERATION, MIGRATION_PROGRESS_ITERATION },
  { MIGRATION_JOB_ELAPSED_MSEC, MIGRATION_PROGRESS_ELAPSED_MSEC },
  { MIGRATION_JOB_DOWNTIME_MSEC, MIGRATION_PROGRESS_DOWNTIME_MSEC },
};

/* What is processed grows past the total where memory is sent again; what remains does not. */
static void
set_percent (gpointer progress, gpointer job)
{
  guint64 total;
  guint64 remaining;

  if (!_vmistate_record_get_uint64 (job, MIGRATION_JOB_DATA_TOTAL, &total) || total == 0
      || !_vmistate_record_get_uint64 (job, MIGRATION_JOB_DATA_REMAINING, &remaining))
    return;
  remaining = MIN (remaining, total);
  _vmistate_record_set_double (progress, MIGRATION_PROGRESS_PERCENT,
                               100.0 * (double) (total - remaining) / (double) total);
}

/* The moment of the statistics, by what they say themselves: the same ones may be told again, and
 * are no news then. */
static void
set_time (gpointer progress, gpointer job)
{
  gint64 started_at;
  guint64 elapsed_msec;

  if (_vmistate_record_get_int64 (job, MIGRATION_JOB_STARTED_AT, &started_at)
      && _vmistate_record_get_uint64 (job, MIGRATION_JOB_ELAPSED_MSEC, &elapsed_msec)
      && elapsed_msec <= G_MAXUINT32)
    _vmistate_record_set_time (progress, MIGRATION_PROGRESS_OBSERVED_AT,
                               started_at + (gint64) elapsed_msec * 1000);
}

static gpointer
make_progress (gpointer job)
{
  gpointer progress = g_object_new (VMISTATE_TYPE_MIGRATION_PROGRESS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (progress_fields); i++)
    _vmistate_record_copy_field (progress, progress_fields[i].to, job, progress_fields[i].from);
  set_percent (progress, job);
  set_time (progress, job);
  return progress;
}

/* The end */

static gboolean
runs (const VmistateView *view)
{
  gint32 state;

  return view != NULL && _vmistate_view_is_active (view)
         && _vmistate_view_get_state (view, &state, NULL) && state != DOMAIN_PAUSED;
}

static gboolean
is_in (const VmistateView *view, gint32 state, gint32 reason)
{
  gint32 found_state;
  gint32 found_reason;

  return view != NULL && _vmistate_view_get_state (view, &found_state, &found_reason)
         && found_state == state && found_reason == reason;
}

/* The states show it before the statistics do. */
static gboolean
is_postcopy (const Migration *migration)
{
  gboolean postcopy;

  if (_vmistate_record_get_boolean (migration->job->payload, MIGRATION_JOB_POSTCOPY, &postcopy)
      && postcopy)
    return TRUE;
  return is_in (migration->source, DOMAIN_PAUSED, PAUSED_POSTCOPY)
         || is_in (migration->target, DOMAIN_RUNNING, RUNNING_POSTCOPY);
}

/* States of a domain whose guest, or part of whose memory, is not there yet. */
static const gint32 arriving[] = {
  VMISTATE_STATE_VALUE (DOMAIN_PAUSED, PAUSED_MIGRATION),
  VMISTATE_STATE_VALUE (DOMAIN_PAUSED, PAUSED_STARTING_UP),
  VMISTATE_STATE_VALUE (DOMAIN_PAUSED, PAUSED_POSTCOPY),
  VMISTATE_STATE_VALUE (DOMAIN_PAUSED, PAUSED_POSTCOPY_FAILED),
  VMISTATE_STATE_VALUE (DOMAIN_RUNNING, RUNNING_POSTCOPY),
  VMISTATE_STATE_VALUE (DOMAIN_RUNNING, RUNNING_POSTCOPY_FAILED),
};

static gboolean
is_active (gint32 value)
{
  gint32 state = value >> 8;

  return value != VMISTATE_STATE_GONE
         && (state == DOMAIN_RUNNING || state == DOMAIN_BLOCKED || state == DOMAIN_PAUSED
             || state == DOMAIN_PMSUSPENDED);
}

static gboolean
has_arrived (gint32 value)
{
  for (guint i = 0; i < G_N_ELEMENTS (arriving); i++)
    {
      if (arriving[i] == value)
        return FALSE;
    }
  return is_active (value);
}

/* When the guest was at the target, whatever has become of it since. An earlier life of the domain
 * there does not count. */
static gboolean
find_arrival (const Migration *migration, gint64 *at)
{
  const VmistateHistory *states = migration->target != NULL ? &migration->target->states : NULL;
  gint64 earliest = migration->started_at - BEGIN_TOLERANCE_USEC;
  gboolean found = FALSE;

  for (guint i = 0; states != NULL && i < _vmistate_history_get_length (states); i++)
    {
      const VmistateMoment *moment = _vmistate_history_get (states, i);

      /* Where it came from and goes back to, it ran shortly before this migration, and ended. */
      if (!is_active (moment->value)
          && (moment->at <= migration->started_at || (found && *at < migration->started_at)))
        found = FALSE;
      if (found || moment->at < earliest || !has_arrived (moment->value))
        continue;
      *at = moment->at;
      found = TRUE;
    }
  return found;
}

static gboolean
has_arrived_job (const Migration *migration)
{
  const VmistateView *target = migration->target;

  return target != NULL && job_type (get_incoming (target)) == JOB_COMPLETED
         && get_incoming (target)->observed_at >= migration->started_at;
}

/* Once the guest is at the target it has migrated, whatever still happens at the source. */
static gboolean
find_success (const Migration *migration, gint64 *at)
{
  if (find_arrival (migration, at))
    return TRUE;
  if (has_arrived_job (migration))
    {
      *at = get_incoming (migration->target)->observed_at;
      return TRUE;
    }
  *at = migration->job->observed_at;
  return job_type (migration->job) == JOB_COMPLETED;
}

/* Why it failed where nobody told. */
static const struct
{
  gint32 type;
  const char *reason;
} failures[] = {
  { JOB_CANCELLED, "Live migration has been aborted" },
  { JOB_FAILED, "the hypervisor could not migrate it" },
  { JOB_NONE, "it has ended, and nobody saw how" },
};

/* (nullable): NULL while it runs */
static const char *
find_failure (const Migration *migration)
{
  const char *error = _vmistate_record_get_string (migration->job->payload, MIGRATION_JOB_ERROR);

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      if (failures[i].type == job_type (migration->job))
        return error != NULL ? error : failures[i].reason;
    }
  return NULL;
}

static void
set_failure (gpointer state, const Migration *migration, const char *reason)
{
  _vmistate_record_set_boolean (state, MIGRATION_STATE_FAILED, TRUE);
  _vmistate_record_set_string_if_absent (state, MIGRATION_STATE_FAILURE_REASON, reason);
  if (job_type (migration->job) != JOB_CANCELLED)
    return;
  _vmistate_record_set_boolean (state, MIGRATION_STATE_ABORT_REQUESTED, TRUE);
  _vmistate_record_set_string (state, MIGRATION_STATE_ABORT_STATUS, "Succeeded");
}

/* KubeVirt notes the end first, and that it is completed when it has cleaned up. */
static void
set_end (gpointer state, const Migration *migration)
{
  const char *failure = NULL;
  gint64 at;

  if (!find_success (migration, &at))
    {
      failure = find_failure (migration);
      if (failure == NULL)
        return;
      set_failure (state, migration, failure);
    }
  if (!_vmistate_record_has (state, MIGRATION_STATE_END_TIMESTAMP))
    _vmistate_record_set_time (state, MIGRATION_STATE_END_TIMESTAMP, at);
  _vmistate_record_set_boolean (state, MIGRATION_STATE_COMPLETED, TRUE);
}

/* The whole */

static void
set_target (gpointer state, const Migration *migration)
{
  const VmistateView *target = migration->target;
  gint64 at;

  if (target == NULL)
    return;
  _vmistate_record_set_string_if_absent (state, MIGRATION_STATE_TARGET_NODE, target->source->node);
  _vmistate_record_set_boolean (state, MIGRATION_STATE_TARGET_NODE_DOMAIN_DETECTED, TRUE);
  if (_vmistate_record_has (state, MIGRATION_STATE_TARGET_NODE_DOMAIN_READY_TIMESTAMP))
    return;
  if (find_arrival (migration, &at))
    _vmistate_record_set_time (state, MIGRATION_STATE_TARGET_NODE_DOMAIN_READY_TIMESTAMP, at);
  else if (runs (target))
    _vmistate_record_set_time (state, MIGRATION_STATE_TARGET_NODE_DOMAIN_READY_TIMESTAMP,
                               _vmistate_history_since (&target->states));
}

static void
set_mode (gpointer state, const Migration *migration)
{
  if (is_postcopy (migration))
    _vmistate_record_set_string (state, MIGRATION_STATE_MODE, "PostCopy");
  else
    _vmistate_record_set_string_if_absent (state, MIGRATION_STATE_MODE, "PreCopy");
}

/* The target has the final numbers first; where the source's daemon died it alone has them. In
 * post-copy it has none. */
static const VmistateObservation *
find_numbers (const Migration *migration)
{
  const VmistateObservation *numbers = migration->job;

  if (job_type (migration->job) != JOB_COMPLETED && has_arrived_job (migration)
      && _vmistate_record_has (get_incoming (migration->target)->payload, MIGRATION_JOB_DATA_TOTAL))
    numbers = get_incoming (migration->target);
  return numbers;
}

static gpointer
fill (gpointer stored, const Migration *migration)
{
  gpointer state = stored != NULL ? _vmistate_record_copy (stored)
                                  : g_object_new (VMISTATE_TYPE_MIGRATION_STATE, NULL);

  if (!_vmistate_record_has (state, MIGRATION_STATE_START_TIMESTAMP))
    _vmistate_record_set_time (state, MIGRATION_STATE_START_TIMESTAMP, migration->started_at);
  if (migration->source != NULL)
    _vmistate_record_set_string_if_absent (state, MIGRATION_STATE_SOURCE_NODE,
                                           migration->source->source->node);
  set_target (state, migration);
  set_mode (state, migration);
  if (!_vmistate_record_is_true (state, MIGRATION_STATE_COMPLETED))
    set_end (state, migration);
  _vmistate_record_take_record (state, MIGRATION_STATE_PROGRESS,
                                make_progress (find_numbers (migration)->payload));
  return state;
}

/* What is stored may be of an earlier migration, which ended before this one began; Kubernetes
 * cuts times to whole seconds. */
static gboolean
is_same_migration (gpointer stored, const Migration *migration)
{
  gint64 end;

  return !_vmistate_record_get_int64 (stored, MIGRATION_STATE_END_TIMESTAMP, &end)
         || end > migration->started_at - G_USEC_PER_SEC;
}

void
_vmistate_derive_migration (const VmistateDerivation *d)
{
  gpointer stored = _vmistate_record_get_record (d->base, STATUS_MIGRATION_STATE);
  g_autoptr (VmistateMigrationState) shown = NULL;
  Migration migration;

  if (find_migration (d->evidence, &migration))
    {
      gboolean is_same = stored != NULL && is_same_migration (stored, &migration);

      shown = fill (is_same ? stored : NULL, &migration);
    }
  _vmistate_record_take_record (
      d->status, STATUS_MIGRATION_STATE,
      _vmistate_migration_add_objects (d, shown != NULL ? (gpointer) shown : stored));
}
