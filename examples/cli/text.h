/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate.h>

G_BEGIN_DECLS

/* A text of unknown origin made harmless for a terminal: control characters, escapes and
 * characters that turn the writing direction become '?'. "-" for NULL. */
char *text_neutral (const char *text);

/* "12.3M", "512" */
char *text_bytes (double bytes);

/* "3m12s", "5d3h" */
char *text_duration (gint64 usec);

G_END_DECLS
