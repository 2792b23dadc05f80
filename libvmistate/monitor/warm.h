/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* In a large fleet nearly everything of an instance is out of the cache when a fact comes for it,
 * and to follow one pointer after the other takes longer than the work itself. Where many facts
 * wait, what the next ones need is fetched while the present one is worked on. It changes nothing
 * but the time that this takes. */

#pragma once

#include "fleet.h"

G_BEGIN_DECLS

/* How many facts ahead the first look is taken. */
#define VMISTATE_WARM_AHEAD 9

typedef struct
{
  VmistateFleet *fleet;
  GPtrArray *facts;
  VmistateInstance *ring[VMISTATE_WARM_AHEAD]; /* (owned) (nullable) of the next facts */
} VmistateWarm;

/* Before the fact at @i is worked on, for each @i from 0 on. */
void _vmistate_warm_step (VmistateWarm *self, guint i);
/* (nullable): the instance that the fact at @i is about, if it was found already */
VmistateInstance *_vmistate_warm_find (const VmistateWarm *self, guint i);
void _vmistate_warm_clear (VmistateWarm *self);

G_END_DECLS
