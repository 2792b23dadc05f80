/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The conditions: one judge per type that hypervisors and guests have a say in, in this order; the
 * rest, in an order of theirs, as the control plane has them. */

#include "config.h"

#include "verdict.h"

#include "model/condition.h"
#include "model/status.h"

#define READS_VIEW  (VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_SOURCE | VMISTATE_TOUCH_RESPONSIVENESS)
#define READS_HOST  VMISTATE_TOUCH_SOURCE
#define READS_AGENT (VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_CHANNEL | VMISTATE_TOUCH_DOMAIN)

/* A condition is judged anew when something was touched that its judge reads. What the phase is
 * derived from counts as STATE where the phase has changed by it. */
static const struct
{
  const char *type;
  VmistateJudge judge;
  guint reads; /* VmistateTouch; what the control plane says touches all */
} judges[] = {
  { "Ready", _vmistate_judge_ready, READS_VIEW },
  { "Synchronized", _vmistate_judge_synchronized, VMISTATE_TOUCH_STATE },
  { "Paused", _vmistate_judge_paused, VMISTATE_TOUCH_STATE | VMISTATE_TOUCH_JOB },
  { "AgentConnected", _vmistate_judge_agent, READS_VIEW | READS_AGENT | VMISTATE_TOUCH_ANSWER },
  { "AgentVersionNotSupported", _vmistate_judge_agent_version,
    READS_AGENT | VMISTATE_TOUCH_AGENT_INFO },
  { "AccessCredentialsSynchronized", _vmistate_judge_credentials, VMISTATE_TOUCH_DOMAIN },
  { "LiveMigratable", _vmistate_judge_live_migratable, READS_HOST },
  { "StorageLiveMigratable", _vmistate_judge_storage_migratable, READS_HOST },
  { "SoftwareEmulation", _vmistate_judge_software_emulation,
    VMISTATE_TOUCH_DOMAIN | VMISTATE_TOUCH_SOURCE },
};

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
  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    {
      if (g_str_equal (judges[i].type, type))
        return find_stored (d, i);
    }
  return _vmistate_find_condition (d->base, type);
}

/* (nullable): those that are judged come first in every status that was derived */
static gpointer
find_before (const VmistateDerivation *d, guint place)
{
  GPtrArray *conditions =
      d->previous != NULL ? _vmistate_record_get_list (d->previous, STATUS_CONDITIONS) : NULL;

  for (guint i = 0; conditions != NULL && i < conditions->len && i < G_N_ELEMENTS (judges); i++)
    {
      if (_vmistate_record_is (conditions->pdata[i], CONDITION_TYPE, judges[place].type))
        return conditions->pdata[i];
    }
  return NULL;
}

/* Making */

static gboolean
says_the_same (gpointer condition, const VmistateVerdict *verdict)
{
  return condition != NULL && _vmistate_record_is (condition, CONDITION_STATUS, verdict->status)
         && _vmistate_record_is (condition, CONDITION_REASON, verdict->reason)
         && _vmistate_record_is (condition, CONDITION_MESSAGE, verdict->message);
}

/* Returns: (transfer full) */
static gpointer
make_condition (const VmistateDerivation *d, const char *type, const VmistateVerdict *verdict,
                gpointer before)
{
  VmistateCondition *condition = g_object_new (VMISTATE_TYPE_CONDITION, NULL);

  _vmistate_record_set_string (condition, CONDITION_TYPE, type);
  _vmistate_record_set_string (condition, CONDITION_STATUS, verdict->status);
  _vmistate_record_set_string (condition, CONDITION_REASON, verdict->reason);
  _vmistate_record_set_string (condition, CONDITION_MESSAGE, verdict->message);
  _vmistate_condition_set_times (d, condition, before, verdict->at);
  return condition;
}

/* Returns: (transfer full) (nullable): NULL if there is none of that type */
static gpointer
judge (const VmistateDerivation *d, guint i, guint touched)
{
  gpointer before = find_before (d, i);
  VmistateVerdict verdict;
  gpointer condition;
  gpointer stored;

  if (!(judges[i].reads & touched))
    return before != NULL ? g_object_ref (before) : NULL;
  verdict = judges[i].judge (d);
  if (verdict.kind == VMISTATE_VERDICT_REMOVED)
    return NULL;
  if (verdict.kind == VMISTATE_VERDICT_STANDS)
    {
      stored = find_stored (d, i);
      return stored != NULL ? _vmistate_condition_adopt (d, stored, before) : NULL;
    }
  /* The control plane may have told since when it is so. */
  if (!(d->touched & VMISTATE_TOUCH_OBJECT) && says_the_same (before, &verdict))
    condition = g_object_ref (before);
  else
    condition = make_condition (d, judges[i].type, &verdict, before);
  g_free (verdict.made);
  return condition;
}

static gboolean
is_judged (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    {
      if (g_strcmp0 (judges[i].type, type) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Conditions follow the phase, which follows from more than they ask for themselves. */
static guint
find_touched (const VmistateDerivation *d)
{
  const char *phase = _vmistate_record_get_string (d->status, STATUS_PHASE);

  if (d->previous == NULL || !_vmistate_record_is (d->previous, STATUS_PHASE, phase))
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
  _vmistate_add_stored_conditions (d, is_judged, conditions);
  _vmistate_record_take_list (d->status, STATUS_CONDITIONS, conditions);
}

/* The stored ones, which come last, are as they were before. */
static void
take_judged (const VmistateDerivation *d, gpointer *judged, guint n_judged)
{
  GPtrArray *before = _vmistate_record_get_list (d->previous, STATUS_CONDITIONS);
  gpointer *elements = before != NULL ? before->pdata : NULL;
  guint n_elements = before != NULL ? before->len : 0;
  guint n_before = 0;
  guint n_same = 0;

  while (n_before < n_elements
         && is_judged (_vmistate_record_get_string (elements[n_before], CONDITION_TYPE)))
    n_before++;
  while (n_same < n_judged && n_same < n_before && judged[n_same] == elements[n_same])
    n_same++;
  if (n_same == n_judged && n_same == n_before)
    return;
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
  guint touched = find_touched (d);
  guint n_judged = 0;

  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    {
      gpointer condition = judge (d, i, touched);

      if (condition != NULL)
        judged[n_judged++] = condition;
    }
  if (d->touched & VMISTATE_TOUCH_OBJECT)
    take_all (d, judged, n_judged);
  else
    take_judged (d, judged, n_judged);
  for (guint i = 0; i < n_judged; i++)
    g_object_unref (judged[i]);
}
