/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A sample while it is made: its records, by part and address. */

#pragma once

#include <vmistate/vmistate-sample.h>

#include "sample-keys.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 id; /* the numbers of the owner and of the element itself */
  gpointer record;
} Element;

typedef struct
{
  gpointer records[PART_N]; /* (nullable) of parts that there is one of */
  GArray *lists[PART_N];    /* (owned) (nullable) (element-type Element) in order */
  guint last[PART_N];       /* where in its list the last one was found */
} SampleParts;

void _vmistate_sample_parts_init (SampleParts *self);

/* Returns: (nullable): the record at @address, which is made if it is not there yet; NULL beyond
 * the bounds */
gpointer _vmistate_sample_parts_get (SampleParts *self, Part part, const Address *address);

/* Makes an empty list of @part be there. */
void _vmistate_sample_parts_open (SampleParts *self, Part part, const Address *address);

/* Returns: (transfer full): the sample. Nothing is left in @self. */
VmistateSample *_vmistate_sample_parts_end (SampleParts *self);

G_END_DECLS
