/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The texts of records. Most of them are the same in many records of a fleet, such as "Running",
 * "True" and the name of a node, and are then one and the same. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text as valid UTF-8; what is not becomes U+FFFD. From any thread.
 * Returns: (transfer full) */
GRefString *_vmistate_text_new (const char *text);

/* The same for what is mostly a constant of the program: it is looked for by its address first, and
 * compared. From any thread.
 * Returns: (transfer full) */
GRefString *_vmistate_text_new_constant (const char *text);

/* As g_str_hash(), in a quarter of the time; for g_str_equal(). */
guint _vmistate_text_hash (gconstpointer text);

G_END_DECLS
