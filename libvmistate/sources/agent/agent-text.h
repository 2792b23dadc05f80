/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text, made fit to be shown anywhere: valid UTF-8, at most 1 KiB, no character that a terminal
 * or a reader could take for something else than text. */
char *_vmistate_agent_text_clean (const char *text);

G_END_DECLS
