/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list of texts that never changes, so that records share it. Every interface of every VM has
 * one, and most hold one or two texts that others hold too. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount ref_count;
  GRefString *texts[]; /* (owned) at least one, then NULL */
} VmistateTexts;

/* @texts: what is not valid UTF-8 is repaired
 * Returns: (transfer full) (nullable): NULL of none */
VmistateTexts *_vmistate_texts_new (const char *const *texts, gsize n);

/* The same without copies. @texts: of records, or made by _vmistate_text_new() */
VmistateTexts *_vmistate_texts_new_shared (GRefString *const *texts, gsize n);

VmistateTexts *_vmistate_texts_ref (VmistateTexts *self);
void _vmistate_texts_unref (VmistateTexts *self);

G_END_DECLS
