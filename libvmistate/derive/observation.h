/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The newest observation of one thing. */

#pragma once

#include "model/fact.h"

G_BEGIN_DECLS

typedef struct
{
  gpointer payload;   /* (owned) (nullable): never observed */
  gint64 observed_at; /* microseconds since 1970 UTC */
  guint32 valid_msec; /* how long it holds, or VMISTATE_VALID_FOR_EVER */
  gboolean after_gap;
} VmistateObservation;

/* Until the source says otherwise */
#define VMISTATE_VALID_FOR_EVER G_MAXUINT32

/* Until when it holds, in microseconds since 1970 UTC, or G_MAXINT64 */
static inline gint64
_vmistate_observation_valid_until (const VmistateObservation *self)
{
  return self->valid_msec != VMISTATE_VALID_FOR_EVER
             ? self->observed_at + self->valid_msec * G_GINT64_CONSTANT (1000)
             : G_MAXINT64;
}

/* Keeps the newer one of @self and what @fact tells: @payload.
 * @now: the newest moment before @fact, by which @self may have grown old
 * Returns: TRUE if what is known changed, FALSE if it only got younger or the fact is old. */
gboolean _vmistate_observation_fold (VmistateObservation *self, VmistateFact *fact,
                                     gpointer payload, gint64 now);

/* The same with the payload that @fact has. */
gboolean _vmistate_observation_fold_plain (VmistateObservation *self, VmistateFact *fact,
                                           gint64 now);

/* The same for a payload that is, or has parts that are, the same in many VMs. */
gboolean _vmistate_observation_fold_common (VmistateObservation *self, VmistateFact *fact,
                                            gpointer payload, gint64 now);

void _vmistate_observation_clear (VmistateObservation *self);

G_END_DECLS
