/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Families and their samples, before they are rendered.
 *
 * A sample's line is the same in all formats but for a time of its own, so it is written when it is
 * added, behind the others of its family; the formats differ in what they say of a family. Families
 * stay together, no label set is there twice, and what is not a number is not there at all. */

#pragma once

#include <vmistate/vmistate-metrics-format.h>

#include "family.h"

G_BEGIN_DECLS

typedef struct _VmistateExposition VmistateExposition;

/* A family and its samples so far. */
typedef struct
{
  const VmistateFamily *family;
  GString *text; /* (owned) the lines */
  guint n_samples;
} VmistateSamples;

VmistateExposition *_vmistate_exposition_new (void);
void _vmistate_exposition_free (VmistateExposition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateExposition, _vmistate_exposition_free)

/* Forgets all samples. The families stay, and so does the memory for as many samples again. */
void _vmistate_exposition_reset (VmistateExposition *self);

/* @family: has to outlive the exposition
 * Returns: (transfer none) (nullable): NULL if another family has that name */
VmistateSamples *_vmistate_exposition_add_family (VmistateExposition *self,
                                                  const VmistateFamily *family);

/* When what is told from now on was so, in microseconds since 1970 UTC; 0: it is so now, and needs
 * no time. Histograms have none. */
void _vmistate_exposition_set_time (VmistateExposition *self, VmistateMetricsFormat format,
                                    gint64 usec);

/* One sample. @labels is what stands between the braces, made by _vmistate_label_append(). A label
 * set that is there already is refused and counted. */
gboolean _vmistate_exposition_add_uint (VmistateExposition *self, VmistateSamples *samples,
                                        const GString *labels, guint64 value);
gboolean _vmistate_exposition_add_seconds (VmistateExposition *self, VmistateSamples *samples,
                                           const GString *labels, guint64 usec);
/* Also refused, but not counted: no number, or for a counter a negative one. */
gboolean _vmistate_exposition_add_double (VmistateExposition *self, VmistateSamples *samples,
                                          const GString *labels, double value);
/* One sample for each of @states, NULL-terminated: 1 for that which is @state, 0 for the others.
 * Without any where @state is none of them. */
gboolean _vmistate_exposition_add_states (VmistateExposition *self, VmistateSamples *samples,
                                          const GString *labels, const char *const *states,
                                          const char *state);
/* @counts: observations for each of @bounds, in microseconds and ascending, and one for those
 * beyond all of them */
gboolean _vmistate_exposition_add_histogram (VmistateExposition *self, VmistateSamples *samples,
                                             const GString *labels, const guint64 *bounds_usec,
                                             const guint64 *counts, guint n_bounds,
                                             guint64 sum_usec);

/* Returns: (transfer none) (element-type VmistateSamples): sorted by name; some may have no sample
 */
GPtrArray *_vmistate_exposition_get_families (VmistateExposition *self);
guint64 _vmistate_exposition_get_n_refused (VmistateExposition *self);

G_END_DECLS
