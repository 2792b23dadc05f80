/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* When to look at which domain, when to enter it, and what follows. */

#include "config.h"

#include "probe.h"

#include "model/payloads.h"
#include "sources/alarm.h"
#include "sources/workers.h"

/* Where something is wrong it is looked at more often. */
#define SOON_USEC G_USEC_PER_SEC

/* Domains that are due within this time are looked at together. */
#define BATCH_USEC (50 * 1000)

#define IS_SILENT "the hypervisor does not answer"
#define ONLY_LOOKED                                                                                \
  "only looked at from outside: as many questions as may be are waiting for other hypervisors"

struct _VmistateProbe
{
  VmistateSink *sink; /* (owned) */
  char *source_id;    /* (owned) */
  guint interval_msec;
  GRand *jitter; /* (owned) */

  virConnectPtr look; /* (owned) (nullable) */
  VmistateLenders enter;
  GHashTable *domains;      /* (owned) uuid -> (owned) VmistateProbeDomain */
  GQueue waiting;           /* (element-type VmistateProbeDomain) for a worker */
  GSource *timer;           /* (owned) */
  VmistateWorkers *workers; /* (owned) */

  VmistateProbeJobFunc job_func; /* (nullable) */
  gpointer job_data;

  gboolean stopping;
  GFunc done; /* (nullable) not NULL: to be called when the last call is back */
  gpointer done_data;
};

/* Telling */

static void
tell (VmistateProbe *self, VmistateProbeDomain *domain, gboolean responsive, gint64 since,
      const char *detail)
{
  VmistateIdentity identity = { domain->namespace_, domain->name, domain->uid };
  g_autoptr (VmistateFact) fact = NULL;
  gpointer payload;

  if (self->stopping || !domain->active)
    return;
  if (domain->has_told && domain->responsive == responsive && domain->detail == detail)
    return;
  /* Whoever found it out first, it has been silent since then. */
  if (domain->has_told && !domain->responsive && !responsive)
    return;
  domain->has_told = TRUE;
  domain->responsive = responsive;
  domain->detail = detail;
  payload = g_object_new (_vmistate_responsiveness_get_type (), NULL);
  _vmistate_record_set_boolean (payload, RESPONSIVENESS_RESPONSIVE, responsive);
  if (!responsive)
    _vmistate_record_set_time (payload, RESPONSIVENESS_SINCE, since);
  _vmistate_record_set_string (payload, RESPONSIVENESS_DETAIL, detail);
  fact = _vmistate_fact_new (VMISTATE_FACT_KIND_RESPONSIVENESS, self->source_id, &identity,
                             vmistate_sink_get_time_usec (self->sink), payload);
  vmistate_sink_emit (self->sink, fact);
}

/* Looking */

static gint64
next_due (VmistateProbe *self, VmistateProbeDomain *domain, gint64 now)
{
  if (domain->watch != VMISTATE_JOB_WATCH_NOTHING)
    return now + VMISTATE_JOB_WATCH_MSEC * 1000;
  return now + (gint64) (self->interval_msec * 1000 * g_rand_double_range (self->jitter, 0.9, 1.1));
}

static gboolean
is_free (VmistateLook seen)
{
  return seen == VMISTATE_LOOK_FREE || seen == VMISTATE_LOOK_BUSY;
}

static VmistateLook
look (VmistateProbe *self, VmistateProbeDomain *domain, gint64 now)
{
  gint64 hung_usec = 0;
  const char *detail = NULL;
  VmistateLook seen = _vmistate_probe_domain_look (domain, self->look, &hung_usec, &detail);

  domain->seen = seen;
  domain->due = is_free (seen) ? next_due (self, domain, now)
                               : now + MIN (SOON_USEC, (gint64) self->interval_msec * 1000);
  if (seen == VMISTATE_LOOK_HUNG)
    tell (self, domain, /* responsive= */ FALSE,
          vmistate_sink_get_time_usec (self->sink) - hung_usec, detail);
  return seen;
}

static guint
count_hung (VmistateProbe *self, gint64 now)
{
  GHashTableIter iter;
  VmistateProbeDomain *domain;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    n += domain->asked_at != 0 && now - domain->asked_at > VMISTATE_PROBE_DEADLINE_USEC;
  return n;
}

/* With all workers held by hung calls, looking is all that is left. */
static gboolean
can_enter (VmistateProbe *self, gint64 now)
{
  if (self->enter.n == 0)
    return FALSE;
  return _vmistate_workers_get_n_pending (self->workers) < VMISTATE_PROBE_MAX_CALLS
         || count_hung (self, now) < VMISTATE_PROBE_MAX_CALLS;
}

static void
leave_queue (VmistateProbe *self, VmistateProbeDomain *domain)
{
  if (domain->is_waiting)
    g_queue_remove (&self->waiting, domain);
  domain->is_waiting = FALSE;
}

static void
make_do_with_looking (VmistateProbe *self, VmistateProbeDomain *domain)
{
  if (domain->watch == VMISTATE_JOB_WATCH_NOTHING)
    tell (self, domain, /* responsive= */ TRUE, /* since= */ 0, ONLY_LOOKED);
}

/* One that is watched is not looked at: at the end of its migration libvirt holds it until its
 * hypervisor has ended, and who looks meanwhile has to wait for that too. */
static gboolean
may_enter (VmistateProbe *self, VmistateProbeDomain *domain, gint64 now)
{
  if (domain->watch == VMISTATE_JOB_WATCH_NOTHING)
    return is_free (look (self, domain, now));
  domain->due = next_due (self, domain, now);
  return TRUE;
}

static void
look_if_due (VmistateProbe *self, VmistateProbeDomain *domain, gint64 now)
{
  if (!domain->active || domain->asked_at != 0 || domain->is_waiting || domain->due > now)
    return;
  if (!may_enter (self, domain, now))
    return;
  if (can_enter (self, now))
    {
      domain->is_waiting = TRUE;
      g_queue_push_tail (&self->waiting, domain);
    }
  else
    make_do_with_looking (self, domain);
}

/* Entering */

static void
enter (VmistateProbe *self, VmistateProbeDomain *domain, gint64 now)
{
  VmistateProbeCall *call = g_new0 (VmistateProbeCall, 1);

  domain->asked_at = now;
  domain->asked_at_wall = vmistate_sink_get_time_usec (self->sink);
  call->connection = _vmistate_lenders_lend (&self->enter, &call->lease);
  call->uuid = g_strdup (domain->uuid);
  call->questions = _vmistate_probe_domain_get_questions (domain);
  _vmistate_workers_push (self->workers, call);
}

static void
serve_queue (VmistateProbe *self, gint64 now)
{
  VmistateProbeDomain *domain;

  while (self->enter.n > 0
         && _vmistate_workers_get_n_pending (self->workers) < VMISTATE_PROBE_MAX_CALLS
         && (domain = g_queue_pop_head (&self->waiting)) != NULL)
    {
      domain->is_waiting = FALSE;
      enter (self, domain, now);
    }
  while (!can_enter (self, now) && (domain = g_queue_pop_head (&self->waiting)) != NULL)
    {
      domain->is_waiting = FALSE;
      make_do_with_looking (self, domain);
    }
}

static gint64
get_deadline (VmistateProbeDomain *domain)
{
  return domain->asked_at
         + (domain->is_settled ? VMISTATE_PROBE_DEADLINE_USEC : VMISTATE_PROBE_PATIENCE_USEC);
}

static void
note_if_hung (VmistateProbe *self, VmistateProbeDomain *domain, gint64 now)
{
  if (domain->asked_at != 0 && now > get_deadline (domain))
    tell (self, domain, /* responsive= */ FALSE, domain->asked_at_wall, IS_SILENT);
}

/* That the call did not hang says that the hypervisor answers only if nobody else is inside: then
 * it was turned away. Who knows of the job was let in. */
static gboolean
has_answered (VmistateProbe *self, VmistateProbeDomain *domain, const VmistateProbeCall *call,
              gint64 now)
{
  if (call->job.refused)
    return FALSE;
  if (call->questions & VMISTATE_PROBE_ASK_ANY)
    return is_free (look (self, domain, now));
  return call->job.known && !call->job.incoming && !call->job.completed;
}

static void
take_return (VmistateProbe *self, VmistateProbeDomain *domain, const VmistateProbeCall *call,
             gint64 now)
{
  domain->asked_at = 0;
  if (domain->is_gone)
    {
      g_hash_table_remove (self->domains, domain->uuid);
      return;
    }
  if (!domain->active)
    return;
  domain->due = next_due (self, domain, now);
  /* Somebody else may be stuck inside. */
  if (call->job.busy)
    look (self, domain, now);
  if (has_answered (self, domain, call, now))
    tell (self, domain, /* responsive= */ TRUE, /* since= */ 0, /* detail= */ NULL);
  if (call->job.known && self->job_func != NULL)
    self->job_func (call->uuid, &call->job, domain->asked_at_wall, self->job_data);
}

/* Time */

static gint64
next_wake (VmistateProbeDomain *domain)
{
  if (domain->asked_at != 0)
    return domain->has_told && !domain->responsive ? G_MAXINT64 : get_deadline (domain) + 1;
  return domain->active && !domain->is_waiting ? domain->due : G_MAXINT64;
}

static void
set_timer (VmistateProbe *self, gint64 now)
{
  GHashTableIter iter;
  VmistateProbeDomain *domain;
  gint64 wake = G_MAXINT64;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    wake = MIN (wake, next_wake (domain));
  if (self->look == NULL || wake == G_MAXINT64)
    g_source_set_ready_time (self->timer, -1);
  else
    g_source_set_ready_time (self->timer, MAX (wake, now + BATCH_USEC));
}

/* Before anything is judged: this thread may have been held up itself, and then a call is back that
 * would seem to hang. */
static void
take_returns (VmistateProbe *self)
{
  VmistateProbeCall *next;

  while ((next = _vmistate_workers_pop (self->workers)) != NULL)
    {
      g_autoptr (VmistateProbeCall) call = next;

      _vmistate_lenders_give_back (&self->enter, call->lease);
      if (!self->stopping)
        take_return (self, g_hash_table_lookup (self->domains, call->uuid), call,
                     g_get_monotonic_time ());
    }
}

/* Does what can be done now and sets the timer for the rest. */
static void
pump (VmistateProbe *self)
{
  GHashTableIter iter;
  VmistateProbeDomain *domain;
  gint64 now;

  take_returns (self);
  if (self->stopping)
    return;
  now = g_get_monotonic_time ();
  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      note_if_hung (self, domain, now);
      if (self->look != NULL)
        look_if_due (self, domain, now);
    }
  serve_queue (self, now);
  set_timer (self, now);
}

static gboolean
timer_cb (gpointer user_data)
{
  pump (user_data);
  return G_SOURCE_CONTINUE;
}

static void
end_if_idle (VmistateProbe *self)
{
  GFunc done = self->done;

  if (done == NULL || _vmistate_workers_get_n_pending (self->workers) > 0)
    return;
  self->done = NULL;
  done (self, self->done_data);
}

static gboolean
returned_cb (gpointer user_data)
{
  pump (user_data);
  end_if_idle (user_data);
  return G_SOURCE_CONTINUE;
}

/* The outside */

VmistateProbe *
_vmistate_probe_new (GMainContext *context, VmistateSink *sink, const char *source_id,
                     guint interval_msec)
{
  VmistateProbe *self = g_new0 (VmistateProbe, 1);

  self->sink = g_object_ref (sink);
  self->source_id = g_strdup (source_id);
  self->interval_msec = interval_msec;
  self->jitter = g_rand_new ();
  self->domains =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _vmistate_probe_domain_free);
  g_queue_init (&self->waiting);
  self->workers =
      _vmistate_workers_new (context, VMISTATE_PROBE_MAX_CALLS, "vmistate-probe",
                             (VmistateWorkFunc) _vmistate_probe_call_run,
                             (GDestroyNotify) _vmistate_probe_call_free, returned_cb, self);
  self->timer = _vmistate_alarm_new (context, "vmistate-probe-time", timer_cb, self);
  return self;
}

static void
replace_connection (virConnectPtr *place, virConnectPtr connection)
{
  if (*place != NULL)
    virConnectClose (*place);
  *place = connection;
  if (connection != NULL)
    virConnectRef (connection);
}

/* Handles belong to their connection, and nobody waits for one that is lost. */
static void
forget_connection (VmistateProbe *self)
{
  GHashTableIter iter;
  VmistateProbeDomain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      _vmistate_probe_domain_drop_handle (domain);
      leave_queue (self, domain);
    }
}

void
_vmistate_probe_set_connections (VmistateProbe *self, virConnectPtr look_connection,
                                 virConnectPtr *enter_connections, guint n)
{
  forget_connection (self);
  replace_connection (&self->look, look_connection);
  _vmistate_lenders_set (&self->enter, enter_connections, n);
  pump (self);
}

void
_vmistate_probe_domain_changed (VmistateProbe *self, const char *uuid,
                                const VmistateIdentity *identity, gboolean active, gboolean settled)
{
  VmistateProbeDomain *domain = g_hash_table_lookup (self->domains, uuid);
  gint64 now = g_get_monotonic_time ();

  if (domain == NULL)
    {
      domain = _vmistate_probe_domain_new (uuid);
      g_hash_table_insert (self->domains, domain->uuid, domain);
    }
  _vmistate_probe_domain_identify (domain, identity);
  domain->is_gone = FALSE;
  domain->is_settled = settled;
  if (active == domain->active)
    return;
  domain->active = active;
  domain->watch = VMISTATE_JOB_WATCH_NOTHING;
  domain->has_told = FALSE;
  leave_queue (self, domain);
  /* Spread over the interval, so that a host full of domains is not asked all at once. */
  domain->due = now + (gint64) (self->interval_msec * 1000 * g_rand_double (self->jitter));
  pump (self);
}

void
_vmistate_probe_domain_gone (VmistateProbe *self, const char *uuid)
{
  VmistateProbeDomain *domain = g_hash_table_lookup (self->domains, uuid);

  if (domain == NULL)
    return;
  leave_queue (self, domain);
  domain->active = FALSE;
  domain->is_gone = TRUE;
  if (domain->asked_at == 0)
    g_hash_table_remove (self->domains, uuid);
}

void
_vmistate_probe_set_job_func (VmistateProbe *self, VmistateProbeJobFunc func, gpointer user_data)
{
  self->job_func = func;
  self->job_data = user_data;
}

/* The timer does the rest, because this may be called for an answer that is just being taken. */
void
_vmistate_probe_watch_job (VmistateProbe *self, const char *uuid, VmistateJobWatch watch,
                           guint delay_msec)
{
  VmistateProbeDomain *domain = g_hash_table_lookup (self->domains, uuid);

  if (domain == NULL || !domain->active || self->stopping)
    return;
  domain->watch = watch;
  if (watch == VMISTATE_JOB_WATCH_NOTHING)
    return;
  domain->due = g_get_monotonic_time () + delay_msec * G_GINT64_CONSTANT (1000);
  g_source_set_ready_time (self->timer, 0);
}

void
_vmistate_probe_stop (VmistateProbe *self, GFunc done, gpointer user_data)
{
  g_return_if_fail (!self->stopping && done != NULL);

  self->stopping = TRUE;
  self->done = done;
  self->done_data = user_data;
  g_source_set_ready_time (self->timer, -1);
  end_if_idle (self);
}

void
_vmistate_probe_free (VmistateProbe *self)
{
  _vmistate_workers_free (self->workers);
  g_hash_table_unref (self->domains);
  g_queue_clear (&self->waiting);
  replace_connection (&self->look, NULL);
  _vmistate_lenders_set (&self->enter, NULL, 0);
  _vmistate_alarm_clear (&self->timer);
  g_rand_free (self->jitter);
  g_object_unref (self->sink);
  g_free (self->source_id);
  g_free (self);
}
