/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One VMI as it was at one revision: what every answer about it is made of. */

#pragma once

#include <json-glib/json-glib.h>

#include <vmistate/vmistate.h>

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount ref_count;
  char *uid;        /* (owned) */
  char *namespace_; /* (owned) */
  char *name;       /* (owned) */
  guint64 revision;
  VmistateStatus *status; /* (owned) */
  VmistateRecord
      *told; /* (owned) (nullable) the API's object, for what a status has no place for */

  /* Of the server's thread: made when they are first wanted */
  GBytes *object;      /* (owned) (nullable) */
  JsonNode *told_node; /* (owned) (nullable) @told as JSON */
} VmistateHttpSnapshot;

/* The parts without revision, as the context of the monitor tells them.
 * Returns: (transfer full) */
VmistateHttpSnapshot *_vmistate_http_snapshot_new (VmistateInstance *instance,
                                                   VmistateStatus *status);
VmistateHttpSnapshot *_vmistate_http_snapshot_ref (VmistateHttpSnapshot *self);
void _vmistate_http_snapshot_unref (VmistateHttpSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateHttpSnapshot, _vmistate_http_snapshot_unref)

/* The same at another revision. Returns: (transfer full) */
VmistateHttpSnapshot *_vmistate_http_snapshot_copy (const VmistateHttpSnapshot *self,
                                                    guint64 revision);

/* By namespace, then by name: the order of every list.
 * Returns: as strcmp() does */
int _vmistate_http_snapshot_compare (const VmistateHttpSnapshot *a, const VmistateHttpSnapshot *b);

/* The VMI as a `kubevirt.io/v1` object, rendered once. Only in the server's thread.
 * Returns: (transfer none): JSON text without a newline */
GBytes *_vmistate_http_snapshot_get_object (VmistateHttpSnapshot *self);

/* Its `metadata`. Returns: (transfer full) */
JsonObject *_vmistate_http_snapshot_make_metadata (VmistateHttpSnapshot *self);

/* Returns: (nullable): the value of a label of its; NULL if it has none of that name */
const char *_vmistate_http_snapshot_get_label (VmistateHttpSnapshot *self, const char *name);

/* When the VMI was made: as its object says, else when its oldest known phase began.
 * Returns: (transfer full) (nullable) */
GDateTime *_vmistate_http_snapshot_dup_created (VmistateHttpSnapshot *self);

G_END_DECLS
