/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The newest observation of one thing. */

#pragma once

#include "model/fact.h"

G_BEGIN_DECLS

typedef struct
{
  gpointer payload;   /* (owned) (nullable): never observed */
  gint64 observed_at; /* microseconds since 1970 UTC */
  gint64 valid_until; /* the same; G_MAXINT64: until the source says otherwise */
  gboolean after_gap;
} VmistateObservation;

/* Keeps the newer one of @self and what @fact tells: @payload.
 * @now: the newest moment before @fact, by which @self may have grown old
 * Returns: TRUE if what is known changed, FALSE if it only got younger or the fact is old. */
gboolean _vmistate_observation_fold (VmistateObservation *self, VmistateFact *fact,
                                     gpointer payload, gint64 now);

/* The same with the payload that @fact has. */
gboolean _vmistate_observation_fold_plain (VmistateObservation *self, VmistateFact *fact,
                                           gint64 now);

void _vmistate_observation_clear (VmistateObservation *self);

G_END_DECLS
