/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A pass: a survey from outside; then the groups that enter no hypervisor, and beside them, on
 * other connections, those that do. Whatever a call brings is told as soon as nothing more of that
 * domain is awaited, so that nobody waits for another's hypervisor. */

#include "config.h"

#include "sampler.h"

/* libvirt holds a domain that starts or ends, and with it whoever lists them all. */
#define OUTSIDE_PATIENCE 3 /* deadlines */

#define IS_SILENT "libvirt does not answer"

/* An answer of libvirt's */

static void
set_moment (VmistateSampledDomain *domain, const VmistateCall *call, int run)
{
  domain->taken_at = call->taken_at;
  domain->monotonic_usec = call->began_at;
  domain->cheap_run = run;
}

static void
take_record (VmistateSampler *self, VmistateCall *call, virDomainStatsRecordPtr record)
{
  VmistateNumbers numbers = { record->params, record->nparams };
  int run = (int) virDomainGetID (record->dom);
  char uuid[VIR_UUID_STRING_BUFLEN];
  VmistateSampledDomain *domain;

  virDomainGetUUIDString (record->dom, uuid);
  domain = g_hash_table_lookup (self->domains, uuid);
  if (domain == NULL)
    return;
  if (call->lane == self->outside_lane || call->complete)
    {
      domain->has_cheap = TRUE;
      domain->cheap = numbers;
      set_moment (domain, call, run);
    }
  if (call->lane == self->outside_lane)
    return;
  if (!domain->has_cheap)
    set_moment (domain, call, run);
  domain->monitor_run = run;
  domain->monitor = call->complete ? (VmistateNumbers){ 0 } : numbers;
  domain->monitor_state = VMISTATE_NUMBERS_CAME;
  domain->is_free = !call->lane->is_qemu || _vmistate_numbers_are_whole (&numbers, call->groups);
  if (domain->is_free)
    _vmistate_quarantine_leave (&domain->quarantine);
  else
    _vmistate_sampled_domain_skip (domain, VMISTATE_SAMPLE_MISSING_BUSY,
                                   "libvirt was busy with the domain, or it has gone");
}

/* It would make the next pass fail as well. */
static void
settle_blamed (VmistateSampledDomain *domain, const VmistateCall *call, const VmistateBlame *blame)
{
  _vmistate_sampled_domain_skip (domain, blame->missing, blame->message);
  _vmistate_quarantine_fail (&domain->quarantine, call->taken_at, blame->missing, blame->message,
                             g_get_monotonic_time ());
}

/* Where libvirt gave nothing of a domain, it has gone, or nothing came at all. */
static void
settle_unanswered (VmistateSampler *self, VmistateCall *call, VmistateSampledDomain *domain)
{
  const VmistateBlame *blame = g_hash_table_lookup (call->blamed, domain->uuid);

  if (call->lane == self->outside_lane || domain->monitor_state != VMISTATE_NUMBERS_WAITING)
    return;
  domain->is_free = FALSE;
  if (blame != NULL)
    settle_blamed (domain, call, blame);
  else
    _vmistate_sampled_domain_skip (domain, _vmistate_call_get_missing (call),
                                   call->failed ? call->message : "the domain has gone");
}

static void
take_stats (VmistateSampler *self, VmistateCall *call)
{
  for (guint i = 0; i < call->answers->len; i++)
    {
      const VmistateAnswer *answer = &g_array_index (call->answers, VmistateAnswer, i);

      for (int j = 0; j < answer->n; j++)
        take_record (self, call, answer->records[j]);
    }
  for (guint i = 0; i < call->uuids->len; i++)
    {
      VmistateSampledDomain *domain = g_hash_table_lookup (self->domains, call->uuids->pdata[i]);

      if (domain == NULL)
        continue;
      settle_unanswered (self, call, domain);
      _vmistate_sampled_domain_tell (domain, self->sink, self->id, self->clock_id);
    }
  self->counts.n_bisections += call->n_halvings;
  self->counts.n_failed += g_hash_table_size (call->blamed);
}

/* Calls out and back */

void
_vmistate_sampler_queue_outside (VmistateSampler *self, VmistateCall *call)
{
  call->serial = self->serial;
  g_queue_push_tail (&self->outside_todo, call);
}

void
_vmistate_sampler_queue_inside (VmistateSampler *self, VmistateCall *call)
{
  call->serial = call->kind == VMISTATE_CALL_STATS ? self->serial : 0;
  g_queue_push_tail (&self->inside_todo, call);
}

guint
_vmistate_sampler_count_free (VmistateSampler *self)
{
  guint most = MIN (self->n_shards, self->n_lanes);

  return most - MIN (most, self->inside_calls->len);
}

guint
_vmistate_sampler_count_hanging (VmistateSampler *self)
{
  guint n = 0;

  for (guint i = 0; i < self->inside_calls->len; i++)
    n += ((VmistateCall *) self->inside_calls->pdata[i])->given_up;
  return n;
}

static void
begin (VmistateSampler *self, VmistateCall *call)
{
  call->began_at = g_get_monotonic_time ();
  call->taken_at = vmistate_sink_get_time_usec (self->sink);
  _vmistate_call_touch (call);
}

static VmistateLane *
find_lane (VmistateSampler *self)
{
  for (guint i = 0; i < self->n_lanes; i++)
    {
      if (!self->lanes[i]->busy)
        return self->lanes[i];
    }
  return NULL;
}

static void
send_calls (VmistateSampler *self)
{
  if (self->outside_call == NULL && !g_queue_is_empty (&self->outside_todo))
    {
      self->outside_call = g_queue_pop_head (&self->outside_todo);
      begin (self, self->outside_call);
      _vmistate_workers_push (self->outside_worker, self->outside_call);
    }
  while (_vmistate_sampler_count_free (self) > 0 && !g_queue_is_empty (&self->inside_todo))
    {
      VmistateCall *call = g_queue_pop_head (&self->inside_todo);

      _vmistate_lane_unref (call->lane);
      call->lane = _vmistate_lane_ref (find_lane (self));
      call->lane->busy = TRUE;
      begin (self, call);
      g_ptr_array_add (self->inside_calls, call);
      _vmistate_workers_push (self->inside_workers, call);
    }
}

static gboolean
is_of_pass (VmistateSampler *self, const VmistateCall *call)
{
  return self->in_pass && call->serial == self->serial && !call->given_up
         && !_vmistate_sampler_is_stopping (self);
}

static void
take_outside (VmistateSampler *self, VmistateCall *call)
{
  self->outside_call = NULL;
  if (self->outside_lane != call->lane)
    {
      _vmistate_call_free (call);
      return;
    }
  /* It has answered, late or not. */
  if (!call->failed)
    _vmistate_sampler_report_live (self);
  if (call->unsupported)
    _vmistate_sampler_note_unsupported (self, "DOMAIN_STATS");
  if (!is_of_pass (self, call))
    self->counts.n_late++;
  else if (call->kind == VMISTATE_CALL_SURVEY && call->failed)
    _vmistate_sampler_lose (self, call->message);
  else if (call->kind == VMISTATE_CALL_SURVEY)
    _vmistate_sampler_take_survey (self, call);
  else if (call->kind == VMISTATE_CALL_LOOK)
    _vmistate_sampler_take_look (self, call);
  else
    {
      take_stats (self, call);
      self->counts.outside_usec = call->elapsed_usec;
    }
  g_ptr_array_add (self->held, call);
}

static void
take_inside (VmistateSampler *self, VmistateCall *call)
{
  g_ptr_array_remove (self->inside_calls, call);
  call->lane->busy = FALSE;
  if (call->serial == 0 && !call->given_up)
    {
      _vmistate_sampler_take_rate (self, call);
      _vmistate_call_free (call);
      return;
    }
  if (!is_of_pass (self, call))
    {
      self->counts.n_late++;
      _vmistate_call_free (call);
      return;
    }
  self->counts.inside_usec = g_get_monotonic_time () - self->began_at - self->counts.survey_usec;
  take_stats (self, call);
  g_ptr_array_add (self->held, call);
}

/* Looks at single domains, and measurements that somebody asked for, are not counted. */
static void
count_duration (VmistateSampler *self, const VmistateCall *call, VmistateDurations *stats)
{
  if (call->kind == VMISTATE_CALL_STATS)
    _vmistate_durations_add (stats, call->elapsed_usec);
  else if (call->kind == VMISTATE_CALL_SURVEY)
    _vmistate_durations_add (&self->counts.survey_calls, call->elapsed_usec);
}

static void
take_returns (VmistateSampler *self)
{
  VmistateCall *call;

  while ((call = _vmistate_workers_pop (self->outside_worker)) != NULL)
    {
      count_duration (self, call, &self->counts.outside_calls);
      take_outside (self, call);
    }
  while ((call = _vmistate_workers_pop (self->inside_workers)) != NULL)
    {
      count_duration (self, call, &self->counts.inside_calls);
      take_inside (self, call);
    }
}

/* Giving up */

static void
give_up (VmistateSampler *self, VmistateCall *call)
{
  gboolean of_pass = is_of_pass (self, call);

  g_atomic_int_set (&call->given_up, TRUE);
  self->counts.n_given_up++;
  if (call->serial == 0)
    _vmistate_sampler_take_rate (self, call);
  else if (of_pass)
    _vmistate_sampler_plan_look (self, call->uuids);
}

static void
drop_todo (GQueue *todo)
{
  VmistateCall *call;

  while ((call = g_queue_pop_head (todo)) != NULL)
    _vmistate_call_free (call);
}

static void
clear_pass (VmistateSampler *self)
{
  GHashTableIter iter;
  gpointer domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, &domain))
    _vmistate_sampled_domain_end_pass (domain);
  g_ptr_array_set_size (self->held, 0);
  self->in_pass = FALSE;
}

void
_vmistate_sampler_abort_pass (VmistateSampler *self)
{
  for (guint i = 0; i < self->inside_calls->len; i++)
    g_atomic_int_set (&((VmistateCall *) self->inside_calls->pdata[i])->given_up, TRUE);
  if (self->outside_call != NULL)
    g_atomic_int_set (&self->outside_call->given_up, TRUE);
  drop_todo (&self->outside_todo);
  drop_todo (&self->inside_todo);
  clear_pass (self);
}

static void
watch_deadlines (VmistateSampler *self, gint64 now)
{
  for (guint i = 0; i < self->inside_calls->len; i++)
    {
      VmistateCall *call = self->inside_calls->pdata[i];

      if (!call->given_up && _vmistate_call_get_age_usec (call, now) >= self->deadline_usec)
        give_up (self, call);
    }
  if (self->outside_call == NULL || self->outside_call->given_up
      || _vmistate_call_get_age_usec (self->outside_call, now)
             < OUTSIDE_PATIENCE * self->deadline_usec)
    return;
  /* Not because of one hypervisor: then nothing else would come back either. */
  self->counts.n_given_up++;
  _vmistate_sampler_report_lost (self, IS_SILENT);
  _vmistate_sampler_abort_pass (self);
  _vmistate_sampler_drop_rates (self, IS_SILENT);
}

/* Beginning and ending */

static void
post_counts (VmistateSampler *self)
{
  GHashTableIter iter;
  VmistateSampledDomain *domain;

  self->counts.n_domains = g_hash_table_size (self->domains);
  self->counts.n_skipped = self->counts.n_quarantined = 0;
  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      self->counts.n_skipped += domain->skipped != NULL;
      self->counts.n_quarantined += domain->quarantine.active;
    }
  self->counts.n_hanging = _vmistate_sampler_count_hanging (self);
  _vmistate_report_board_post (self->board, &self->counts);
}

static gboolean
is_pass_over (VmistateSampler *self)
{
  if (!self->is_surveyed || self->outside_call != NULL || !g_queue_is_empty (&self->outside_todo))
    return FALSE;
  for (guint i = 0; i < self->inside_calls->len; i++)
    {
      if (!((VmistateCall *) self->inside_calls->pdata[i])->given_up)
        return FALSE;
    }
  return TRUE;
}

/* Who still waits has waited for calls that hang, or libvirt failed for the other groups. */
static void
tell_rest (VmistateSampler *self)
{
  GHashTableIter iter;
  VmistateSampledDomain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      if (domain->monitor_state == VMISTATE_NUMBERS_WAITING)
        _vmistate_sampled_domain_skip (domain, VMISTATE_SAMPLE_MISSING_CALL_LIMIT,
                                       "not asked: all calls that may be are kept");
      if (domain->monitor_state == VMISTATE_NUMBERS_CAME)
        domain->has_cheap = TRUE;
      _vmistate_sampled_domain_tell (domain, self->sink, self->id, self->clock_id);
    }
}

static void
end_pass_if_over (VmistateSampler *self)
{
  GList *next;

  if (!self->in_pass || !is_pass_over (self))
    return;
  if (!g_queue_is_empty (&self->inside_todo) && _vmistate_sampler_count_free (self) > 0)
    return;
  for (GList *link = self->inside_todo.head; link != NULL; link = next)
    {
      VmistateCall *call = link->data;

      next = link->next;
      if (call->serial != self->serial)
        continue;
      _vmistate_call_free (call);
      g_queue_delete_link (&self->inside_todo, link);
    }
  tell_rest (self);
  self->counts.n_passes++;
  post_counts (self);
  clear_pass (self);
}

static void
begin_pass_if_due (VmistateSampler *self, gint64 now)
{
  if (self->in_pass || self->outside_lane == NULL || self->outside_call != NULL || now < self->due)
    return;
  self->serial++;
  self->in_pass = TRUE;
  self->is_surveyed = FALSE;
  self->began_at = now;
  self->due += self->period_usec;
  if (self->due <= now)
    self->due = now + self->period_usec;
  self->counts.pass_began_at = vmistate_sink_get_time_usec (self->sink);
  self->counts.inside_usec = 0;
  _vmistate_sampler_plan_survey (self);
}

/* Time */

static gint64
get_deadline (VmistateCall *call, gint64 allowed_usec, gint64 now)
{
  return call->given_up ? G_MAXINT64 : now - _vmistate_call_get_age_usec (call, now) + allowed_usec;
}

static void
set_timer (VmistateSampler *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 wake = G_MAXINT64;

  if (!self->in_pass && self->outside_lane != NULL && self->outside_call == NULL)
    wake = self->due;
  if (self->outside_call != NULL)
    wake =
        MIN (wake, get_deadline (self->outside_call, OUTSIDE_PATIENCE * self->deadline_usec, now));
  for (guint i = 0; i < self->inside_calls->len; i++)
    wake = MIN (wake, get_deadline (self->inside_calls->pdata[i], self->deadline_usec, now));
  g_source_set_ready_time (self->timer, wake == G_MAXINT64 ? -1 : wake);
}

void
_vmistate_sampler_pump (VmistateSampler *self)
{
  take_returns (self);
  if (_vmistate_sampler_is_stopping (self))
    return;
  watch_deadlines (self, g_get_monotonic_time ());
  send_calls (self);
  end_pass_if_over (self);
  begin_pass_if_due (self, g_get_monotonic_time ());
  send_calls (self);
  set_timer (self);
}
