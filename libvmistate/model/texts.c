/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "texts.h"

#include "text.h"

/* With room for @n texts and the end, which is set. */
static VmistateTexts *
texts_alloc (gsize n)
{
  VmistateTexts *self = g_malloc (sizeof (VmistateTexts) + (n + 1) * sizeof (GRefString *));

  g_atomic_ref_count_init (&self->ref_count);
  self->texts[n] = NULL;
  return self;
}

VmistateTexts *
_vmistate_texts_new (const char *const *texts, gsize n)
{
  VmistateTexts *self;

  if (n == 0)
    return NULL;
  self = texts_alloc (n);
  for (gsize i = 0; i < n; i++)
    self->texts[i] = _vmistate_text_new (texts[i]);
  return self;
}

VmistateTexts *
_vmistate_texts_new_shared (GRefString *const *texts, gsize n)
{
  VmistateTexts *self;

  if (n == 0)
    return NULL;
  self = texts_alloc (n);
  for (gsize i = 0; i < n; i++)
    self->texts[i] = g_ref_string_acquire (texts[i]);
  return self;
}

VmistateTexts *
_vmistate_texts_ref (VmistateTexts *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
_vmistate_texts_unref (VmistateTexts *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; self->texts[i] != NULL; i++)
    g_ref_string_release (self->texts[i]);
  g_free (self);
}
