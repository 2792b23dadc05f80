/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "observation.h"

#include "model/record-pool.h"

static guint32
get_valid_msec (VmistateFact *fact)
{
  gint64 msec;

  if (!_vmistate_record_get_int64 (fact, FACT_VALID_FOR_MSEC, &msec))
    return VMISTATE_VALID_FOR_EVER;
  return (guint32) CLAMP (msec, 0, G_MAXINT32);
}

gboolean
_vmistate_observation_fold (VmistateObservation *self, VmistateFact *fact, gpointer payload,
                            gint64 now)
{
  gint64 at = vmistate_fact_get_observed_at_usec (fact);
  gboolean after_gap = vmistate_fact_get_after_gap (fact);
  gboolean was_stale = _vmistate_observation_valid_until (self) < now;
  gboolean same;

  if (self->payload != NULL && at < self->observed_at)
    return FALSE;
  same = self->payload != NULL && _vmistate_record_equal (self->payload, payload);
  if (!same)
    g_set_object ((GObject **) &self->payload, payload);
  self->observed_at = at;
  self->valid_msec = get_valid_msec (fact);
  if (same && !was_stale && self->after_gap == after_gap)
    return FALSE;
  self->after_gap = after_gap;
  return TRUE;
}

gboolean
_vmistate_observation_fold_plain (VmistateObservation *self, VmistateFact *fact, gint64 now)
{
  return _vmistate_observation_fold (self, fact, _vmistate_fact_get_payload (fact), now);
}

gboolean
_vmistate_observation_fold_common (VmistateObservation *self, VmistateFact *fact, gpointer payload,
                                   gint64 now)
{
  gboolean changed = _vmistate_observation_fold (self, fact, payload, now);

  if (self->payload == payload)
    self->payload = _vmistate_record_pool (self->payload);
  return changed;
}

void
_vmistate_observation_clear (VmistateObservation *self)
{
  g_clear_object (&self->payload);
}
