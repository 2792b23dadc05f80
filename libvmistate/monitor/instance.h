/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-instance.h>

#include "age-heap.h"

#include "derive/evidence.h"

G_BEGIN_DECLS

/* @catalog: has to outlive the instance's place in a monitor */
VmistateInstance *_vmistate_instance_new (const VmistateIdentity *identity,
                                          const VmistateCatalog *catalog);

/* Of a fact without UID: the name has to do.
 * @made: (out) (transfer full) (nullable): what has to be freed after the key was used */
const char *_vmistate_identity_key (const VmistateIdentity *identity, char **made);
const char *_vmistate_instance_get_key (VmistateInstance *self);
int _vmistate_instance_compare (gconstpointer a, gconstpointer b, gpointer user_data);

VmistateEvidence *_vmistate_instance_get_evidence (VmistateInstance *self);

/* What the monitor keeps with an instance. */
typedef struct
{
  GSequenceIter *iter; /* (not owned) (nullable) in the fleet; NULL: not announced, or removed */
  gboolean newborn;    /* not announced yet */
  gboolean dirty;      /* waits to be told */
  VmistateAge age;
} VmistatePlace;

VmistatePlace *_vmistate_instance_get_place (VmistateInstance *self);

/* instance-sample.c */
typedef struct
{
  VmistateSample *newest;   /* (owned) (nullable) */
  VmistateSample *previous; /* (owned) (nullable) */
} VmistateSamplePair;

VmistateSamplePair *_vmistate_instance_get_samples (VmistateInstance *self);
void _vmistate_sample_pair_clear (VmistateSamplePair *self);
/* Keeps the sample in @fact, which is not evidence. Returns: whether it is the newest now */
gboolean _vmistate_instance_take_sample (VmistateInstance *self, VmistateFact *fact);
/* Emits sampled. In the owner context only. */
void _vmistate_instance_tell_sample (VmistateInstance *self);

/* instance-jobs.c */
typedef struct _VmistateJobBook VmistateJobBook;

void _vmistate_job_book_free (VmistateJobBook *self);
/* Returns: where the instance keeps it; NULL there until the first job */
VmistateJobBook **_vmistate_instance_get_job_book (VmistateInstance *self);
/* Keeps the job in @fact, which is not evidence.
 * Returns: (transfer none) (nullable): the job, if something else is shown now */
VmistateJob *_vmistate_instance_take_job (VmistateInstance *self, VmistateFact *fact);
/* Emits job-changed. In the owner context only. */
void _vmistate_instance_tell_job (VmistateInstance *self, VmistateJob *job);

/* (nullable): what all facts so far come to, whether it was told or not */
VmistateStatus *_vmistate_instance_get_derived (VmistateInstance *self);

/* Folds a fact in and derives. Returns: TRUE if the result differs from what was last told. */
gboolean _vmistate_instance_ingest (VmistateInstance *self, const VmistateSourceRecord *source,
                                    VmistateFact *fact);

/* Derives anew after something outside the evidence changed.
 * @touched: VmistateTouch */
gboolean _vmistate_instance_refresh (VmistateInstance *self, guint touched);

/* Moves the instance's time on to @usec, since 1970 UTC, to see what grew old.
 * Returns: TRUE if the result differs from what was last told. */
gboolean _vmistate_instance_advance (VmistateInstance *self, gint64 usec);

/* The same by what passed since its newest fact, so that a replay of old facts ages as its own
 * clock says. */
gboolean _vmistate_instance_age (VmistateInstance *self, gint64 monotonic_usec);

/* When _vmistate_instance_age() will next find something, on the monotonic clock. */
gint64 _vmistate_instance_get_next_ageing (VmistateInstance *self);

/* Tells what was derived last: sets status and emits changed. In the owner context only.
 * @old_status, @new_status: (out) (transfer full)
 * Returns: FALSE if there is nothing to tell. */
gboolean _vmistate_instance_publish (VmistateInstance *self, VmistateStatus **old_status,
                                     VmistateStatus **new_status);

G_END_DECLS
