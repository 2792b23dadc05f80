/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One domain can make a call about many fail, without a word which. Halving finds it. Pure. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_BISECT_OK,
  VMISTATE_BISECT_FAILED, /* because of one of them */
  VMISTATE_BISECT_STOP,   /* because of something else: asking on is no use */
} VmistateBisectAnswer;

typedef struct
{
  VmistateBisectAnswer (*ask) (gpointer *items, guint n, gpointer user_data);
  /* It alone made the last call fail. */
  void (*blame) (gpointer item, gpointer user_data);
  gpointer user_data;
  guint n_halvings; /* out */
} VmistateBisect;

/* Asks for @items together, and where that fails for halves of them, until each was answered or
 * blamed. Returns: FALSE if it was stopped */
gboolean _vmistate_bisect_run (VmistateBisect *self, gpointer *items, guint n);

G_END_DECLS
