/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which instances a source has told of, so that one of many sources can be lost without a look at
 * the whole fleet. */

#pragma once

#include "instance.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *sets; /* (owned) VmistateSourceRecord -> (owned) set of borrowed instances */
} VmistateSourceIndex;

void _vmistate_source_index_init (VmistateSourceIndex *self);
void _vmistate_source_index_clear (VmistateSourceIndex *self);

void _vmistate_source_index_add (VmistateSourceIndex *self, const VmistateSourceRecord *source,
                                 VmistateInstance *instance);
void _vmistate_source_index_remove (VmistateSourceIndex *self, VmistateInstance *instance);

/* Returns: (transfer full): the instances of a source, in the order of the fleet */
GPtrArray *_vmistate_source_index_dup (const VmistateSourceIndex *self,
                                       const VmistateSourceRecord *source);

G_END_DECLS
