/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Conditions that only the control plane has a say in, and when any condition began. */

#include "config.h"

#include "condition-past.h"
#include "control-plane.h"
#include "verdict.h"

#include "model/condition.h"
#include "model/status.h"

/* The order in which they are listed, after those that are judged. */
static const char *const types[] = {
  "Provisioning",      "PodScheduled",      "DataVolumesReady",
  "HotVCPUChange",     "HotMemoryChange",   "VolumesChange",
  "MigrationRequired", "EvictionRequested", "DecentralizedLiveMigrationFailure",
};
G_STATIC_ASSERT (G_N_ELEMENTS (types) == VMISTATE_CONDITION_N_LISTED);

/* Times */

static gboolean
has_status (gpointer condition, const char *status)
{
  return condition != NULL && _vmistate_record_is (condition, CONDITION_STATUS, status);
}

/* Returns: 0 if the control plane does not have that status, or not since a moment that it tells */
static gint64
find_told_beginning (const VmistateDerivation *d, gpointer stored, gpointer made,
                     const char *status)
{
  gint64 at = 0;

  if (!has_status (stored, status))
    {
      if (has_status (made, status))
        _vmistate_record_get_int64 (made, CONDITION_LAST_TRANSITION_TIME, &at);
      return at;
    }
  if (_vmistate_record_get_int64 (stored, CONDITION_LAST_TRANSITION_TIME, &at))
    return at;
  return _vmistate_condition_past_since (&d->evidence->control->conditions,
                                         _vmistate_record_get_string (stored, CONDITION_TYPE));
}

gint64
_vmistate_condition_find_beginning (const VmistateDerivation *d, gpointer stored, gpointer made,
                                    const VmistateVerdict *verdict)
{
  gint64 told = find_told_beginning (d, stored, made, verdict->status);

  return told == 0 || (verdict->witnessed && verdict->at > told) ? verdict->at : told;
}

void
_vmistate_condition_set_times (gpointer condition, gpointer stored, gint64 at)
{
  _vmistate_record_clear_field (condition, CONDITION_LAST_PROBE_TIME);
  if (has_status (stored, _vmistate_record_get_string (condition, CONDITION_STATUS)))
    _vmistate_record_copy_field (condition, CONDITION_LAST_PROBE_TIME, stored,
                                 CONDITION_LAST_PROBE_TIME);
  _vmistate_record_set_time (condition, CONDITION_LAST_TRANSITION_TIME, at);
}

gboolean
_vmistate_condition_began (gpointer condition, gint64 at)
{
  gint64 began;

  return _vmistate_record_get_int64 (condition, CONDITION_LAST_TRANSITION_TIME, &began)
         && began == at;
}

static gboolean
says_the_same (gpointer a, gpointer b)
{
  static const guint texts[] = { CONDITION_STATUS, CONDITION_REASON, CONDITION_MESSAGE };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_strcmp0 (_vmistate_record_get_string (a, texts[i]),
                     _vmistate_record_get_string (b, texts[i]))
          != 0)
        return FALSE;
    }
  return TRUE;
}

/* KubeVirt leaves the times of many conditions empty; here every one has had its beginning. */
static gint64
find_beginning (const VmistateDerivation *d, gpointer condition, gpointer stored)
{
  gint64 at = find_told_beginning (d, stored, condition,
                                   _vmistate_record_get_string (condition, CONDITION_STATUS));

  return at != 0 ? at : _vmistate_evidence_get_told_at (d->evidence);
}

gpointer
_vmistate_condition_adopt (const VmistateDerivation *d, gpointer condition, gpointer before)
{
  gboolean is_same =
      !(d->touched & VMISTATE_TOUCH_OBJECT) && before != NULL && says_the_same (before, condition);
  gpointer stored;
  gpointer adopted;
  gint64 at;

  /* Mostly the condition is the stored one. */
  if (is_same && _vmistate_record_get_int64 (condition, CONDITION_LAST_TRANSITION_TIME, &at)
      && _vmistate_condition_began (before, at))
    return before;
  stored = _vmistate_evidence_get_stored_condition (
      d->evidence, _vmistate_record_get_string (condition, CONDITION_TYPE));
  at = find_beginning (d, condition, stored);
  if (is_same && _vmistate_condition_began (before, at))
    return before;
  adopted = _vmistate_record_copy (condition);
  _vmistate_condition_set_times (adopted, stored, at);
  return adopted;
}

/* Listing */

guint
_vmistate_condition_find_listed (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i], type) == 0)
        return i;
    }
  return VMISTATE_CONDITION_N_LISTED;
}

static void
add (const VmistateDerivation *d, gpointer stored, GPtrArray *conditions)
{
  gpointer before =
      _vmistate_find_condition (d->previous, _vmistate_record_get_string (stored, CONDITION_TYPE));
  gpointer condition = _vmistate_condition_adopt (d, stored, before);

  g_ptr_array_add (conditions, condition == before ? g_object_ref (condition) : condition);
}

void
_vmistate_add_stored_conditions (const VmistateDerivation *d, GPtrArray *conditions)
{
  GPtrArray *stored = _vmistate_record_get_list (d->base, STATUS_CONDITIONS);

  for (guint i = 0; stored != NULL && i < G_N_ELEMENTS (types); i++)
    {
      gpointer condition = _vmistate_find_condition (d->base, types[i]);

      if (condition != NULL)
        add (d, condition, conditions);
    }
  for (guint i = 0; stored != NULL && i < stored->len; i++)
    {
      const char *type = _vmistate_record_get_string (stored->pdata[i], CONDITION_TYPE);

      if (_vmistate_condition_find_place (type) == VMISTATE_CONDITION_N_KNOWN)
        add (d, stored->pdata[i], conditions);
    }
}
