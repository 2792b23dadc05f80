/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* All VMIs as the server's thread knows them, with revisions, and the newest changes. */

#pragma once

#include "http/store/snapshot.h"

G_BEGIN_DECLS

typedef struct _VmistateHttpStore VmistateHttpStore;

/* One change. Both snapshots are kept, because whoever selects has to know whether the VMI was
 * selected before. What is sent of it is made once, however many listen. */
typedef struct
{
  guint64 revision;
  VmistateHttpSnapshot *before; /* (owned) (nullable): it was added */
  VmistateHttpSnapshot *after;  /* (owned) (nullable): it was removed */
  GHashTable *texts;            /* (owned) (nullable) form -> (owned) GBytes; see api/watch.c */
} VmistateHttpChange;

/* Something has changed. */
typedef void (*VmistateHttpStoreFunc) (gpointer user_data);

/* @history: how many changes are remembered */
VmistateHttpStore *_vmistate_http_store_new (guint history);
void _vmistate_http_store_free (VmistateHttpStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateHttpStore, _vmistate_http_store_free)

/* The newest state of a VMI. @snapshot: (transfer full) */
void _vmistate_http_store_put (VmistateHttpStore *self, VmistateHttpSnapshot *snapshot);
void _vmistate_http_store_remove (VmistateHttpStore *self, const char *uid);

/* @sample: its newest numbers; they are no change of the VMI */
void _vmistate_http_store_put_sample (VmistateHttpStore *self, const char *uid,
                                      VmistateSample *sample);

/* Returns: (transfer none) (nullable) */
VmistateHttpSnapshot *_vmistate_http_store_find (VmistateHttpStore *self, const char *namespace_,
                                                 const char *name);
/* Returns: (transfer none) (nullable) */
VmistateSample *_vmistate_http_store_get_sample (VmistateHttpStore *self, const char *uid);

guint64 _vmistate_http_store_get_revision (VmistateHttpStore *self);

/* In the order of lists: valid until the store changes.
 * Returns: (transfer none) (element-type VmistateHttpSnapshot) */
GPtrArray *_vmistate_http_store_get_all (VmistateHttpStore *self);

/* The change that made @revision, if it is remembered.
 * Returns: (transfer none) (nullable) */
VmistateHttpChange *_vmistate_http_store_get_change (VmistateHttpStore *self, guint64 revision);

/* Whether every change after @revision is remembered, and the revision is one of this store. */
gboolean _vmistate_http_store_remembers (VmistateHttpStore *self, guint64 revision);

/* Tells of all changes from now on, until _unlisten() with the same arguments; which may be called
 * from within @func. */
void _vmistate_http_store_listen (VmistateHttpStore *self, VmistateHttpStoreFunc func,
                                  gpointer user_data);
void _vmistate_http_store_unlisten (VmistateHttpStore *self, VmistateHttpStoreFunc func,
                                    gpointer user_data);

G_END_DECLS
