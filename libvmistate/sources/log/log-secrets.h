/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full): @text with asterisks for what looks like a password or a key: the
 * values of password=, secret=, key= and the like, also in JSON, and of data= in the argument of a
 * secret. A command line has them, and logs are shown to many. */
char *_vmistate_log_mask_secrets (const char *text);

G_END_DECLS
