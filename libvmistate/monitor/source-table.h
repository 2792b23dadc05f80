/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What each source last said of itself. Entries live as long as the table: evidence points at
 * them. */

#pragma once

#include "derive/evidence.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *records;          /* (owned) id -> (owned) VmistateSourceRecord */
  VmistateSourceRecord *latest; /* (not owned) (nullable) that was asked for last, as most often */
  GHashTable *unsupported;      /* (owned) id -> (owned) strv of what the other side refused */
  GHashTable *hosts;            /* (owned) (owned) id -> (owned) VmistateHostInfo */
} VmistateSourceTable;

void _vmistate_source_table_init (VmistateSourceTable *self);
void _vmistate_source_table_clear (VmistateSourceTable *self);

/* The record of a source, made at first sight. */
VmistateSourceRecord *_vmistate_source_table_ensure (VmistateSourceTable *self, const char *id);

/* @fact: of kind SOURCE. Returns: TRUE if the state or its message changed. */
gboolean _vmistate_source_table_fold (VmistateSourceTable *self, VmistateFact *fact);

/* Returns: (transfer full): VmistateStamp, sorted by source */
GPtrArray *_vmistate_source_table_dup_stamps (VmistateSourceTable *self);

G_END_DECLS
