/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From an object of the API as it came to the typed record of its kind. */

#pragma once

#include "meta-objects.h"

G_BEGIN_DECLS

/* Every typed object has its metadata first. */
#define OBJECT_METADATA 0

/* The kinds that rules ask for. */
typedef enum
{
  VMISTATE_OBJECT_OTHER,
  VMISTATE_OBJECT_VMI,
  VMISTATE_OBJECT_POD,
  VMISTATE_OBJECT_MIGRATION,
  VMISTATE_OBJECT_CLAIM,
  VMISTATE_OBJECT_DATA_VOLUME,
  VMISTATE_OBJECT_NODE,
  VMISTATE_OBJECT_KUBEVIRT,
  VMISTATE_OBJECT_N_KINDS,
} VmistateObjectKind;

/* What an object is and whom it concerns; the texts belong to the object. */
typedef struct
{
  VmistateObjectKind kind;
  const char *namespace_; /* (nullable) */
  const char *name;
  const char *uid;      /* (nullable) */
  const char *vmi_uid;  /* (nullable) of a Pod: its controller's */
  const char *vmi_name; /* (nullable) of a migration */
} VmistateObjectRef;

VmistateObjectKind _vmistate_object_kind_parse (const char *kind);

/* Reads what the rules ask for out of a VmistateApiObject.
 * @ref: (out)
 * Returns: (transfer full) (nullable): the typed record, e.g. a VmistatePodObject; NULL with
 *   @error for one that is malformed, NULL without for a kind that no rule asks for */
gpointer _vmistate_object_read (gpointer api_object, VmistateObjectRef *ref, GError **error);

/* The same for an object elsewhere than in a fact.
 * @path: where, for messages; "" if it is a document of its own */
gpointer _vmistate_object_read_at (gpointer api_object, const char *path, VmistateObjectRef *ref,
                                   GError **error);

/* A member of an object that cannot do without it is missing. */
void _vmistate_object_set_missing (GError **error, const char *path, const char *member);

G_END_DECLS
