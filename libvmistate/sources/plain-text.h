/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text, @length bytes of anything, made fit to be shown anywhere: valid UTF-8, at most @max_bytes,
 * no character that a terminal or a reader could take for something else than text. */
char *_vmistate_plain_text (const char *text, gsize length, gsize max_bytes);

G_END_DECLS
