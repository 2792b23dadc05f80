/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JSON as Go's encoding/json puts it into structures: that is how KubeVirt's launcher reads what
 * agents say. */

#pragma once

#include "model/record.h"

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_GO_NOTHING, /* a value that nobody wants: only its syntax counts */
  VMISTATE_GO_STRING,
  VMISTATE_GO_INT,
  VMISTATE_GO_BOOL,
  VMISTATE_GO_SLICE, /* of structures */
  VMISTATE_GO_STRUCT,
} VmistateGoKind;

typedef struct _VmistateGoStruct VmistateGoStruct;

/* Where a value goes. */
typedef struct
{
  const char *name; /* of the member, in ASCII */
  VmistateGoKind kind;
  guint field;                   /* of the record; not for a structure, which is the record */
  const VmistateGoStruct *shape; /* of a structure, or of a slice's elements */
  guint max;                     /* of a slice: what comes behind is checked and dropped */
} VmistateGoMember;

struct _VmistateGoStruct
{
  GType (*type) (void);
  const VmistateGoMember *members;
  guint n_members;
};

/* @text: one value, of any bytes. Returns: FALSE where Go gives an error; what was read until then
 * is in @record and does not count. */
gboolean _vmistate_go_json_decode (const char *text, gsize length, const VmistateGoMember *target,
                                   gpointer record);

G_END_DECLS
