/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The texts of records. Most of them are the same in many records of a fleet, such as "Running",
 * "True" and the name of a node, and are then one and the same. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text as valid UTF-8; what is not becomes U+FFFD. From any thread.
 * Returns: (transfer full) */
GRefString *_vmistate_text_new (const char *text);

G_END_DECLS
