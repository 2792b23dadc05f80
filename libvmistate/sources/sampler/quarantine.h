/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether a domain's hypervisor may be entered. Pure: the clock is given. */

#pragma once

#include <vmistate/vmistate-sample-missing.h>

G_BEGIN_DECLS

#define VMISTATE_QUARANTINE_MIN_USEC (5 * G_USEC_PER_SEC)
#define VMISTATE_QUARANTINE_MAX_USEC (60 * G_USEC_PER_SEC)

typedef struct
{
  gboolean active;
  gint64 since;                  /* since 1970 UTC: since when it has been stuck */
  gint64 retry_at;               /* monotonic: not before */
  guint n_failed;                /* calls that it kept or made fail since it last answered */
  VmistateSampleMissing missing; /* as it was seen last */
  char *why;                     /* (owned) (nullable) the same in words */
} VmistateQuarantine;

/* It was seen to be stuck. Says nothing new of one that is in quarantine already, but for @missing
 * and @why. */
void _vmistate_quarantine_enter (VmistateQuarantine *self, gint64 since,
                                 VmistateSampleMissing missing, const char *why, gint64 now);
/* It has kept a call of ours, or made one fail; the next pause is longer. */
void _vmistate_quarantine_fail (VmistateQuarantine *self, gint64 since,
                                VmistateSampleMissing missing, const char *why, gint64 now);
/* It has answered. */
void _vmistate_quarantine_leave (VmistateQuarantine *self);

/* Why one is left alone that does not look stuck just now. What only a call shows still holds. */
VmistateSampleMissing _vmistate_quarantine_get_missing (const VmistateQuarantine *self);

gboolean _vmistate_quarantine_may_try (const VmistateQuarantine *self, gint64 now);

/* The pause after so many calls that were kept: 5 s, doubling to 60 s. */
gint64 _vmistate_quarantine_get_pause_usec (guint n_failed);

G_END_DECLS
