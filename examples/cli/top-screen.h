/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A terminal that is drawn on again and again, and whose keys are heard at once. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TopScreen TopScreen;

/* @pressed: called for each key, in the default context
 * Returns: (transfer full) (nullable): NULL if standard output is no terminal */
TopScreen *top_screen_new (void (*pressed) (char key, gpointer user_data), gpointer user_data);
/* Leaves the terminal as it was. */
void top_screen_free (TopScreen *self);

/* What is printed from here on begins at the top; what was there is gone. */
void top_screen_clear (TopScreen *self);

G_END_DECLS
