/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where the records of a subject are, within what is known of a VMI. */

#pragma once

#include "profile.h"

G_BEGIN_DECLS

typedef struct
{
  gpointer *records; /* (not owned) as long as the VMI's status and sample live */
  guint n_records;
  gpointer single;
  gint64 observed_at_usec; /* since 1970 UTC; 0: not kept */
} VmistateSubjectRecords;

void _vmistate_subject_find (VmistateSubject subject, const VmistateVm *vm,
                             VmistateSubjectRecords *records);
/* Whether a record of a list is one of the subject. */
gboolean _vmistate_subject_has_record (VmistateSubject subject, gpointer record);

/* The record with the numbers of one of a list, which is mostly itself.
 * Returns: (nullable): NULL if it has none */
gpointer _vmistate_subject_get_inner (VmistateSubject subject, gpointer record);

/* How many of a list that has a bound are beyond it.
 * Returns: whether there is such a list */
gboolean _vmistate_subject_count_omitted (VmistateSubject subject, const VmistateVm *vm,
                                          guint *n_omitted);

G_END_DECLS
