/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* When something took each of its last values, in order of time whatever the order of arrival.
 * What is asked of it does not depend on who told what first. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 at; /* microseconds since 1970 UTC */
  gint64 value;
} VmistateMoment;

/* Moments at which the value was seen; those that repeat the one before are kept while there is
 * room, because a late fact may come between them. Zeroed memory is an empty one. */
typedef struct
{
  struct _VmistateMoments *kept; /* (owned) (nullable): never seen */
} VmistateHistory;

struct _VmistateMoments
{
  guint16 length;
  guint16 capacity;
  VmistateMoment moments[];
};

static inline guint
_vmistate_history_get_length (const VmistateHistory *self)
{
  return self->kept != NULL ? self->kept->length : 0;
}

/* By age, the oldest first; @i: less than the length */
static inline const VmistateMoment *
_vmistate_history_get (const VmistateHistory *self, guint i)
{
  return &self->kept->moments[i];
}

/* Beyond this many the repetitions, and then the oldest but the first, are forgotten. */
#define VMISTATE_HISTORY_MAX 16

/* @value was seen @at. Of several at the same moment the last one told comes last.
 * Returns: TRUE if that changes more than when the newest value was last seen; also if another
 *   moment was forgotten for it. */
gboolean _vmistate_history_add (VmistateHistory *self, gint64 at, gint64 value);
/* The same for values of which, at the same moment, the greater one comes last. */
gboolean _vmistate_history_add_ranked (VmistateHistory *self, gint64 at, gint64 value);
void _vmistate_history_clear (VmistateHistory *self);

/* Since when it has been what it is now; 0 without any. */
gint64 _vmistate_history_since (const VmistateHistory *self);
/* The same for those bits of it that are in @mask. */
gint64 _vmistate_history_since_masked (const VmistateHistory *self, gint64 mask);

G_END_DECLS
