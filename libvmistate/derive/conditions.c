/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The conditions: one judge per type that hypervisors and guests have a say in, in this order; the
 * rest, in an order of theirs, as the control plane has them. */

#include "config.h"

#include "control-plane.h"
#include "verdict.h"

#include "model/condition.h"
#include "model/status.h"

#define READS_VIEW  (VMISTATE_TOUCH_SOURCE | VMISTATE_TOUCH_RESPONSIVENESS)
#define READS_HOST  VMISTATE_TOUCH_SOURCE
#define READS_AGENT (VMISTATE_TOUCH_LIFE | VMISTATE_TOUCH_CHANNEL | VMISTATE_TOUCH_DOMAIN)

/* A condition is judged anew when something was touched that its judge reads. What the phase is
 * derived from counts as STATE where the phase has changed by it. */
static const struct
{
  const char *type;
  VmistateJudge judge;
  guint reads; /* VmistateTouch; what the control plane says touches all */
} judges[] = {
  { "Ready", _vmistate_judge_ready, VMISTATE_TOUCH_STATE | READS_VIEW },
  { "Synchronized", _vmistate_judge_synchronized, VMISTATE_TOUCH_STATE },
  { "Paused", _vmistate_judge_paused,
    VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_JOB | VMISTATE_TOUCH_SOURCE },
  { "AgentConnected", _vmistate_judge_agent, READS_VIEW | READS_AGENT | VMISTATE_TOUCH_ANSWER },
  { "AgentVersionNotSupported", _vmistate_judge_agent_version,
    READS_AGENT | VMISTATE_TOUCH_AGENT_INFO },
  { "AccessCredentialsSynchronized", _vmistate_judge_credentials, VMISTATE_TOUCH_DOMAIN },
  { "LiveMigratable", _vmistate_judge_live_migratable, READS_HOST },
  { "StorageLiveMigratable", _vmistate_judge_storage_migratable, READS_HOST },
  { "SoftwareEmulation", _vmistate_judge_software_emulation,
    VMISTATE_TOUCH_DOMAIN | VMISTATE_TOUCH_LIFE | VMISTATE_TOUCH_SOURCE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (judges) == VMISTATE_CONDITION_N_JUDGED);

guint
_vmistate_condition_find_place (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    {
      if (g_strcmp0 (judges[i].type, type) == 0)
        return i;
    }
  return VMISTATE_CONDITION_N_JUDGED + _vmistate_condition_find_listed (type);
}

gpointer
_vmistate_find_condition (VmistateStatus *status, const char *type)
{
  return _vmistate_record_list_find (_vmistate_record_get_list (status, STATUS_CONDITIONS),
                                     CONDITION_TYPE, type);
}

guint
_vmistate_derive_judged_in (VmistateStatus *status)
{
  guint judged = 0;

  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    judged |= _vmistate_find_condition (status, judges[i].type) != NULL ? 1u << i : 0;
  return judged;
}

static gpointer
find_stored (const VmistateDerivation *d, guint i)
{
  return d->evidence->base_judged & (1u << i) ? _vmistate_find_condition (d->base, judges[i].type)
                                              : NULL;
}

gpointer
_vmistate_derivation_get_stored (const VmistateDerivation *d, const char *type)
{
  guint i = _vmistate_condition_find_place (type);

  return i < VMISTATE_CONDITION_N_JUDGED ? find_stored (d, i)
                                         : _vmistate_find_condition (d->base, type);
}

/* (nullable): those that are judged come first in every status that was derived, in our order */
static gpointer
find_before (const VmistateDerivation *d, guint i)
{
  guint ours = *d->judged;

  if (d->previous == NULL || !(ours & (1u << i)))
    return NULL;
  return _vmistate_record_get_list (d->previous, STATUS_CONDITIONS)
      ->pdata[__builtin_popcount (ours & ((1u << i) - 1))];
}

/* Making */

static gboolean
says_the_same (gpointer condition, const VmistateVerdict *verdict)
{
  return condition != NULL && _vmistate_record_is (condition, CONDITION_STATUS, verdict->status)
         && _vmistate_record_is (condition, CONDITION_REASON, verdict->reason)
         && _vmistate_record_is (condition, CONDITION_MESSAGE, verdict->message);
}

/* Returns: @before itself, if that says the same, or (transfer full) */
static gpointer
make_condition (const VmistateDerivation *d, guint i, const VmistateVerdict *verdict,
                gpointer before)
{
  gpointer stored = d->evidence->stored_judged & (1u << i)
                        ? _vmistate_evidence_get_stored_condition (d->evidence, judges[i].type)
                        : NULL;
  gint64 at = _vmistate_condition_find_beginning (d, stored, find_stored (d, i), verdict);
  VmistateCondition *condition;

  /* The control plane may have told when it was probed. */
  if (!(d->touched & VMISTATE_TOUCH_OBJECT) && says_the_same (before, verdict)
      && _vmistate_condition_began (before, at))
    return before;
  condition = g_object_new (VMISTATE_TYPE_CONDITION, NULL);
  if (before != NULL)
    _vmistate_record_copy_field (condition, CONDITION_TYPE, before, CONDITION_TYPE);
  else
    _vmistate_record_set_constant (condition, CONDITION_TYPE, judges[i].type);
  _vmistate_record_set_constant (condition, CONDITION_STATUS, verdict->status);
  _vmistate_record_set_constant (condition, CONDITION_REASON, verdict->reason);
  _vmistate_record_set_constant (condition, CONDITION_MESSAGE, verdict->message);
  _vmistate_condition_set_times (condition, stored, at);
  return condition;
}

/* @before: (nullable): what it was
 * Returns: (nullable): @before itself, or (transfer full); NULL if there is none of that type */
static gpointer
judge (const VmistateDerivation *d, guint i, gpointer before)
{
  VmistateVerdict verdict = judges[i].judge (d);
  gpointer condition;
  gpointer stored;

  if (verdict.kind == VMISTATE_VERDICT_REMOVED)
    return NULL;
  if (verdict.kind == VMISTATE_VERDICT_STANDS)
    {
      stored = find_stored (d, i);
      return stored != NULL ? _vmistate_condition_adopt (d, stored, before) : NULL;
    }
  condition = make_condition (d, i, &verdict, before);
  g_free (verdict.made);
  return condition;
}

/* Conditions follow the phase and when it began, which follow from more than they ask for
 * themselves. */
static guint
find_touched (const VmistateDerivation *d)
{
  const char *phase = _vmistate_record_get_string (d->status, STATUS_PHASE);

  if (!_vmistate_record_is (d->previous, STATUS_PHASE, phase)
      || _vmistate_record_get_list (d->previous, STATUS_PHASE_TRANSITION_TIMESTAMPS)
             != _vmistate_record_get_list (d->status, STATUS_PHASE_TRANSITION_TIMESTAMPS))
    return d->touched | VMISTATE_TOUCH_STATE;
  return d->touched;
}

/* All anew, because the control plane has spoken. */
static void
take_all (const VmistateDerivation *d, gpointer *judged, guint n_judged)
{
  GPtrArray *conditions = _vmistate_record_list_new ();

  for (guint i = 0; i < n_judged; i++)
    g_ptr_array_add (conditions, g_object_ref (judged[i]));
  _vmistate_add_stored_conditions (d, conditions);
  _vmistate_record_take_list (d->status, STATUS_CONDITIONS, conditions);
}

/* The stored ones, which come last, are as they were before. */
static void
take_judged (const VmistateDerivation *d, gpointer *judged, guint n_judged)
{
  GPtrArray *before = _vmistate_record_get_list (d->previous, STATUS_CONDITIONS);
  gpointer *elements = before != NULL ? before->pdata : NULL;
  guint n_elements = before != NULL ? before->len : 0;
  guint n_before = (guint) __builtin_popcount (*d->judged);

  _vmistate_record_put_list (
      d->status, STATUS_CONDITIONS,
      _vmistate_record_list_join (judged, n_judged,
                                  n_before < n_elements ? &elements[n_before] : NULL,
                                  n_elements - n_before));
}

void
_vmistate_derive_conditions (const VmistateDerivation *d)
{
  gpointer judged[G_N_ELEMENTS (judges)];
  gpointer made[G_N_ELEMENTS (judges)];
  guint touched = find_touched (d);
  guint n_judged = 0;
  guint n_made = 0;
  guint ours = 0;

  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    {
      gpointer before = find_before (d, i);
      gpointer condition = judges[i].reads & touched ? judge (d, i, before) : before;

      if (condition == NULL)
        continue;
      if (condition != before)
        made[n_made++] = condition;
      judged[n_judged++] = condition;
      ours |= 1u << i;
    }
  if (d->touched & VMISTATE_TOUCH_OBJECT)
    take_all (d, judged, n_judged);
  else if (n_made > 0 || ours != *d->judged)
    take_judged (d, judged, n_judged);
  *d->judged = ours;
  for (guint i = 0; i < n_made; i++)
    g_object_unref (made[i]);
}
