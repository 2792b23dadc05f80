/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Text of libvirt's, which may quote a guest or a file. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VMISTATE_CLEAN_TEXT_MAX_BYTES 1024

/* Returns: (transfer full): @text as valid UTF-8 of bounded length */
char *_vmistate_clean_text (const char *text);

G_END_DECLS
