/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How long VMIs and migrations took from one phase to the next, counted as they go on. */

#pragma once

#include <vmistate/vmistate-status.h>

G_BEGIN_DECLS

/* What is measured */
typedef enum
{
  VMISTATE_PHASE_TIMES_STEP, /* of VMIs: from the phase before */
  VMISTATE_PHASE_TIMES_FROM_CREATION,
  VMISTATE_PHASE_TIMES_FROM_DELETION,
  VMISTATE_PHASE_TIMES_OF_MIGRATION, /* from its creation */
  VMISTATE_N_PHASE_TIMES,
} VmistatePhaseTimesKind;

#define VMISTATE_N_PHASE_BOUNDS 18

extern const guint64 _vmistate_phase_bounds_usec[VMISTATE_N_PHASE_BOUNDS];

/* Of each kind. Whoever tells of phases may call them as they like; what is beyond is not counted.
 */
#define VMISTATE_MAX_PHASE_HISTOGRAMS 64
/* VMIs that went are remembered up to that many, not to count them twice if they come again. */
#define VMISTATE_MAX_GONE_VMS 16384

typedef struct
{
  GRefString *phase;                           /* (owned) */
  GRefString *last_phase;                      /* (owned) (nullable) */
  guint64 counts[VMISTATE_N_PHASE_BOUNDS + 1]; /* by bound, and those beyond all */
  guint64 sum_usec;
} VmistatePhaseHistogram;

typedef struct _VmistatePhaseTimes VmistatePhaseTimes;

/* @since_usec: since 1970 UTC; of what is met already under way, what was before does not count */
VmistatePhaseTimes *_vmistate_phase_times_new (gint64 since_usec);
void _vmistate_phase_times_free (VmistatePhaseTimes *self);

/* @uid: as vmistate_instance_get_uid() gives it
 * @object: (nullable): the VMI's object, VmistateVmiObject
 * @before: (nullable): the status that @status took the place of; NULL for a VMI that is new here
 */
void _vmistate_phase_times_take_vmi (VmistatePhaseTimes *self, const char *uid, gpointer object,
                                     VmistateStatus *before, VmistateStatus *status);
/* The VMI with that status went. */
void _vmistate_phase_times_forget_vmi (VmistatePhaseTimes *self, const char *uid,
                                       VmistateStatus *status);
/* @migrations: (nullable) (element-type VmistateMigrationObject): all that there are now */
void _vmistate_phase_times_take_migrations (VmistatePhaseTimes *self, GPtrArray *migrations);

/* Returns: (transfer none) (element-type VmistatePhaseHistogram): in the order of their first */
GArray *_vmistate_phase_times_get (VmistatePhaseTimes *self, VmistatePhaseTimesKind kind);

G_END_DECLS
