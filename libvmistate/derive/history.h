/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* When something took each of its last values, in order of time whatever the order of arrival.
 * What is asked of it does not depend on who told what first. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 at; /* microseconds since 1970 UTC */
  gint32 value;
} VmistateMoment;

/* Moments at which the value was seen; those that repeat the one before are kept while there is
 * room, because a late fact may come between them. Zeroed memory is an empty one. */
typedef struct
{
  VmistateMoment *moments; /* (owned) (nullable) */
  guint16 length;
  guint16 capacity;
} VmistateHistory;

/* Beyond this many the repetitions, and then the oldest but the first, are forgotten. */
#define VMISTATE_HISTORY_MAX 16

/* @value was seen @at. Returns: TRUE if that changes the history. */
gboolean _vmistate_history_add (VmistateHistory *self, gint64 at, gint32 value);
void _vmistate_history_clear (VmistateHistory *self);

/* Since when it has been what it is now; 0 without any. */
gint64 _vmistate_history_since (const VmistateHistory *self);

G_END_DECLS
