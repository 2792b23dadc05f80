/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Conditions that only the control plane has a say in, and when any condition began. */

#include "config.h"

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

/* Times */

static gboolean
has_status (gpointer condition, const char *status)
{
  return condition != NULL && _vmistate_record_is (condition, CONDITION_STATUS, status);
}

static gint64
get_time (gpointer condition, guint field, gint64 otherwise)
{
  gint64 at;

  return _vmistate_record_get_int64 (condition, field, &at) ? at : otherwise;
}

void
_vmistate_condition_set_times (gpointer condition, gpointer stored, gpointer before, gint64 at)
{
  const char *status = _vmistate_record_get_string (condition, CONDITION_STATUS);

  _vmistate_record_clear_field (condition, CONDITION_LAST_PROBE_TIME);
  if (has_status (before, status))
    at = get_time (before, CONDITION_LAST_TRANSITION_TIME, at);
  if (has_status (stored, status))
    {
      at = get_time (stored, CONDITION_LAST_TRANSITION_TIME, at);
      _vmistate_record_copy_field (condition, CONDITION_LAST_PROBE_TIME, stored,
                                   CONDITION_LAST_PROBE_TIME);
    }
  _vmistate_record_set_time (condition, CONDITION_LAST_TRANSITION_TIME, at);
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
gpointer
_vmistate_condition_adopt (const VmistateDerivation *d, gpointer stored, gpointer before)
{
  gint64 at = _vmistate_evidence_has_vmi (d->evidence) ? d->evidence->control->vmi.observed_at : 0;
  gpointer condition;

  if (!(d->touched & VMISTATE_TOUCH_OBJECT) && before != NULL && says_the_same (before, stored))
    return before;
  condition = _vmistate_record_copy (stored);
  _vmistate_condition_set_times (
      condition,
      _vmistate_evidence_get_stored_condition (
          d->evidence, _vmistate_record_get_string (stored, CONDITION_TYPE)),
      before, get_time (stored, CONDITION_LAST_TRANSITION_TIME, at));
  return condition;
}

/* Listing */

static gboolean
has_place (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i], type) == 0)
        return TRUE;
    }
  return FALSE;
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
_vmistate_add_stored_conditions (const VmistateDerivation *d,
                                 gboolean (*is_judged) (const char *type), GPtrArray *conditions)
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

      if (!is_judged (type) && !has_place (type))
        add (d, stored->pdata[i], conditions);
    }
}
