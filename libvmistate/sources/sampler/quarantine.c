/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "quarantine.h"

/* Beyond this many doublings the maximum is reached anyway. */
#define MAX_DOUBLINGS 5

VmistateSampleMissing
_vmistate_quarantine_get_missing (const VmistateQuarantine *self)
{
  gboolean can_be_seen = self->missing != VMISTATE_SAMPLE_MISSING_CALL_FAILED
                         && self->missing != VMISTATE_SAMPLE_MISSING_NOT_ALLOWED;

  return can_be_seen ? VMISTATE_SAMPLE_MISSING_QUARANTINED : self->missing;
}

gint64
_vmistate_quarantine_get_pause_usec (guint n_failed)
{
  guint n_doublings = CLAMP (n_failed, 1, MAX_DOUBLINGS) - 1;

  return MIN (VMISTATE_QUARANTINE_MIN_USEC << n_doublings, VMISTATE_QUARANTINE_MAX_USEC);
}

void
_vmistate_quarantine_enter (VmistateQuarantine *self, gint64 since, VmistateSampleMissing missing,
                            const char *why, gint64 now)
{
  if (!self->active)
    {
      self->active = TRUE;
      self->since = since;
      self->retry_at = now + _vmistate_quarantine_get_pause_usec (self->n_failed);
    }
  self->missing = missing;
  g_free (self->why);
  self->why = g_strdup (why);
}

void
_vmistate_quarantine_fail (VmistateQuarantine *self, gint64 since, VmistateSampleMissing missing,
                           const char *why, gint64 now)
{
  self->n_failed++;
  _vmistate_quarantine_enter (self, since, missing, why, now);
  self->retry_at = now + _vmistate_quarantine_get_pause_usec (self->n_failed);
}

void
_vmistate_quarantine_leave (VmistateQuarantine *self)
{
  g_free (self->why);
  *self = (VmistateQuarantine){ 0 };
}

gboolean
_vmistate_quarantine_may_try (const VmistateQuarantine *self, gint64 now)
{
  return !self->active || now >= self->retry_at;
}
