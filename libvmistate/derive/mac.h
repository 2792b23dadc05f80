/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A hardware address in the one spelling that may be compared: lower case, colons.
 * Returns: (transfer full) (nullable): NULL for what is not a hardware address, for the empty
 *   text and for the all-zero address, because those never match anything */
char *_vmistate_mac_normalise (const char *text);

G_END_DECLS
