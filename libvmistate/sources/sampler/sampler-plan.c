/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which domains are asked for what. Those whose hypervisor is known to be stuck are left out; those
 * that were in quarantine are asked alone, so that they keep nobody else. */

#include "config.h"

#include "sampler.h"

#include "shards.h"

/* One that others were kept with is asked again in the same pass, but not for ever. */
#define MAX_ASKED 3

#define NO_CALL_LEFT                                                                               \
  "not asked: as many calls as may be are waiting for hypervisors that do not answer"
#define NO_CONNECTION "not asked: there is no connection for it"
#define TOO_SLOW      "no answer in time"

static GPtrArray *
new_uuids (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/* Surveying */

void
_vmistate_sampler_plan_survey (VmistateSampler *self)
{
  GPtrArray *trusted = new_uuids ();
  GHashTableIter iter;
  VmistateSampledDomain *domain;
  VmistateCall *call;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      if (domain->is_free && !domain->quarantine.active)
        g_ptr_array_add (trusted, g_strdup (domain->uuid));
    }
  call = _vmistate_call_new (VMISTATE_CALL_SURVEY, self->outside_lane, trusted);
  call->surveyor = self->surveyor;
  _vmistate_sampler_queue_outside (self, call);
}

/* Puts it into quarantine, or sees that it may be tried.
 * @kept: a call of ours was kept by it. Returns: whether it is stuck */
static gboolean
judge (VmistateSampler *self, VmistateSampledDomain *domain, const VmistateSight *sight,
       gboolean kept)
{
  gint64 usec;
  VmistateSampleMissing missing;
  g_autofree char *why = _vmistate_sight_judge (sight, &usec, &missing);
  gint64 since = vmistate_sink_get_time_usec (self->sink) - usec;

  if (why == NULL)
    return FALSE;
  domain->is_free = FALSE;
  if (kept)
    _vmistate_quarantine_fail (&domain->quarantine, since, missing, why, g_get_monotonic_time ());
  else
    _vmistate_quarantine_enter (&domain->quarantine, since, missing, why, g_get_monotonic_time ());
  return TRUE;
}

static void
skip_quarantined (VmistateSampledDomain *domain, VmistateSampleMissing missing)
{
  g_autofree char *why = g_strconcat ("not asked: ", domain->quarantine.why, NULL);

  _vmistate_sampled_domain_skip (domain, missing, why);
}

static void
meet (VmistateSampler *self, const VmistateSight *sight)
{
  VmistateSampledDomain *domain = g_hash_table_lookup (self->domains, sight->uuid);

  if (domain == NULL)
    {
      domain = _vmistate_sampled_domain_new (sight->uuid);
      g_hash_table_insert (self->domains, domain->uuid, domain);
    }
  domain->listed = TRUE;
  _vmistate_sampled_domain_identify (domain, sight);
  _vmistate_sampled_domain_begin_pass (domain);
  if (judge (self, domain, sight, /* kept= */ FALSE))
    skip_quarantined (domain, domain->quarantine.missing);
  else if (!_vmistate_quarantine_may_try (&domain->quarantine, g_get_monotonic_time ()))
    skip_quarantined (domain, _vmistate_quarantine_get_missing (&domain->quarantine));
}

static gboolean
is_unlisted (gpointer key G_GNUC_UNUSED, gpointer value, gpointer user_data G_GNUC_UNUSED)
{
  return !((VmistateSampledDomain *) value)->listed;
}

/* Calls */

static void
ask_outside (VmistateSampler *self)
{
  GPtrArray *uuids = new_uuids ();
  GHashTableIter iter;
  VmistateCall *call;
  gpointer uuid;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    g_ptr_array_add (uuids, g_strdup (uuid));
  call = _vmistate_call_new (VMISTATE_CALL_STATS, self->outside_lane, uuids);
  /* STATE is asked for even if nobody wants it: without any group libvirt gives all. */
  call->groups = (self->groups & VMISTATE_CHEAP_GROUPS) | VIR_DOMAIN_STATS_STATE;
  _vmistate_sampler_queue_outside (self, call);
}

/* @uuids: (transfer full) */
static void
ask_inside (VmistateSampler *self, GPtrArray *uuids, gboolean complete)
{
  VmistateCall *call = _vmistate_call_new (VMISTATE_CALL_STATS, self->lanes[0], uuids);

  call->complete = complete;
  call->groups = complete ? self->groups | VIR_DOMAIN_STATS_STATE
                          : self->groups & ~(guint) VMISTATE_CHEAP_GROUPS;
  for (guint i = 0; i < uuids->len; i++)
    {
      VmistateSampledDomain *domain = g_hash_table_lookup (self->domains, uuids->pdata[i]);

      domain->n_asked++;
    }
  _vmistate_sampler_queue_inside (self, call);
}

static void
divide (VmistateSampler *self, GPtrArray *uuids, guint n_shards, gboolean complete)
{
  for (guint i = 0; i < n_shards; i++)
    {
      GPtrArray *part = new_uuids ();
      guint first;
      guint n = _vmistate_shard_get (uuids->len, n_shards, i, &first);

      for (guint j = 0; j < n; j++)
        g_ptr_array_add (part, g_strdup (uuids->pdata[first + j]));
      if (n > 0)
        ask_inside (self, part, complete);
      else
        g_ptr_array_unref (part);
    }
}

/* Returns: why nobody can be asked now */
static VmistateSampleMissing
get_hindrance (VmistateSampler *self)
{
  if (self->n_lanes == 0)
    return VMISTATE_SAMPLE_MISSING_NO_CONNECTION;
  return _vmistate_sampler_count_hanging (self) >= MIN (self->n_shards, self->n_lanes)
             ? VMISTATE_SAMPLE_MISSING_CALL_LIMIT
             : VMISTATE_SAMPLE_MISSING_NOTHING;
}

static void
skip_hindered (VmistateSampledDomain *domain, VmistateSampleMissing hindrance)
{
  _vmistate_sampled_domain_skip (domain, hindrance,
                                 hindrance == VMISTATE_SAMPLE_MISSING_NO_CONNECTION ? NO_CONNECTION
                                                                                    : NO_CALL_LEFT);
}

static void
plan_inside (VmistateSampler *self)
{
  g_autoptr (GPtrArray) healthy = g_ptr_array_new ();
  g_autoptr (GPtrArray) healing = g_ptr_array_new ();
  VmistateSampleMissing hindrance = get_hindrance (self);
  GHashTableIter iter;
  VmistateSampledDomain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    {
      if (domain->monitor_state != VMISTATE_NUMBERS_WAITING)
        continue;
      if ((self->groups & ~(guint) VMISTATE_CHEAP_GROUPS) == 0)
        domain->monitor_state = VMISTATE_NUMBERS_NONE;
      else if (hindrance != VMISTATE_SAMPLE_MISSING_NOTHING)
        skip_hindered (domain, hindrance);
      else
        g_ptr_array_add (domain->quarantine.active ? healing : healthy, domain->uuid);
    }
  divide (self, healthy, MAX (1, _vmistate_sampler_count_free (self)), /* complete= */ FALSE);
  for (guint i = 0; i < healing->len; i++)
    {
      GPtrArray *alone = new_uuids ();

      g_ptr_array_add (alone, g_strdup (healing->pdata[i]));
      ask_inside (self, alone, /* complete= */ TRUE);
    }
}

void
_vmistate_sampler_take_survey (VmistateSampler *self, VmistateCall *call)
{
  GHashTableIter iter;
  VmistateSampledDomain *domain;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &domain))
    domain->listed = FALSE;
  for (guint i = 0; i < call->sights->len; i++)
    meet (self, call->sights->pdata[i]);
  g_hash_table_foreach_remove (self->domains, is_unlisted, NULL);
  self->counts.survey_usec = call->elapsed_usec;
  self->is_surveyed = TRUE;
  if (g_hash_table_size (self->domains) == 0)
    return;
  ask_outside (self);
  plan_inside (self);
}

/* Looking at those that a call was given up for */

void
_vmistate_sampler_plan_look (VmistateSampler *self, GPtrArray *uuids)
{
  GPtrArray *copy = new_uuids ();
  VmistateCall *call;

  for (guint i = 0; i < uuids->len; i++)
    g_ptr_array_add (copy, g_strdup (uuids->pdata[i]));
  call = _vmistate_call_new (VMISTATE_CALL_LOOK, self->outside_lane, copy);
  call->surveyor = self->surveyor;
  _vmistate_sampler_queue_outside (self, call);
}

/* (nullable): who has somebody inside for the longest time: most likely us */
static const VmistateSight *
find_offender (VmistateCall *call)
{
  const VmistateSight *offender = NULL;

  for (guint i = 0; i < call->sights->len; i++)
    {
      const VmistateSight *sight = call->sights->pdata[i];

      if (!sight->has_control || sight->control.state != VIR_DOMAIN_CONTROL_OCCUPIED)
        continue;
      if (offender == NULL || sight->control.stateTime > offender->control.stateTime)
        offender = sight;
    }
  return offender;
}

void
_vmistate_sampler_take_look (VmistateSampler *self, VmistateCall *call)
{
  const VmistateSight *offender = find_offender (call);
  VmistateSampleMissing hindrance = get_hindrance (self);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < call->sights->len; i++)
    {
      const VmistateSight *sight = call->sights->pdata[i];
      VmistateSampledDomain *domain = g_hash_table_lookup (self->domains, sight->uuid);

      if (domain == NULL || domain->monitor_state != VMISTATE_NUMBERS_WAITING)
        continue;
      if (judge (self, domain, sight, sight == offender))
        skip_quarantined (domain, domain->quarantine.missing);
      else if (hindrance != VMISTATE_SAMPLE_MISSING_NOTHING)
        skip_hindered (domain, hindrance);
      else if (domain->n_asked < MAX_ASKED)
        g_ptr_array_add (others, domain->uuid);
    }
  divide (self, others, MAX (1, MIN (_vmistate_sampler_count_free (self), others->len)),
          /* complete= */ TRUE);
  /* Who was not seen has gone; who was asked so often is left alone. */
  for (guint i = 0; i < call->uuids->len; i++)
    {
      VmistateSampledDomain *domain = g_hash_table_lookup (self->domains, call->uuids->pdata[i]);

      if (domain == NULL)
        continue;
      if (domain->monitor_state == VMISTATE_NUMBERS_WAITING
          && !g_ptr_array_find (others, domain->uuid, NULL))
        _vmistate_sampled_domain_skip (domain, VMISTATE_SAMPLE_MISSING_DEADLINE, TOO_SLOW);
      _vmistate_sampled_domain_tell (domain, self->sink, self->id, self->clock_id);
    }
}
