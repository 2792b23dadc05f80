/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list of records that is kept in a compact form of its owner's and made when somebody reads it.
 * Stamps are needed rarely, and there are many of them in every status. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VmistateLazyList VmistateLazyList;

typedef struct
{
  /* (nullable): whether two say the same, but for what records do not compare */
  gboolean (*equal) (const VmistateLazyList *a, const VmistateLazyList *b);
  /* Returns: (transfer full): the records; from any thread */
  GPtrArray *(*expand) (const VmistateLazyList *self);
  void (*free) (VmistateLazyList *self);
  gboolean is_exact; /* there is nothing that records do not compare */
} VmistateLazyClass;

/* To be the first member of the compact form. */
struct _VmistateLazyList
{
  const VmistateLazyClass *klass;
  gatomicrefcount ref_count;
  GPtrArray *list; /* (owned) (nullable) (atomic) once somebody has read it */
};

/* @self: of the owner's form, to which it is the only reference */
void _vmistate_lazy_list_init (VmistateLazyList *self, const VmistateLazyClass *klass);

VmistateLazyList *_vmistate_lazy_list_ref (VmistateLazyList *self);
void _vmistate_lazy_list_unref (VmistateLazyList *self);

/* @records: (transfer full): what was made already */
VmistateLazyList *_vmistate_lazy_list_new_read (GPtrArray *records);

/* Returns: (transfer none): the records; they live as long as @self */
GPtrArray *_vmistate_lazy_list_read (VmistateLazyList *self);

G_END_DECLS
