/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Enough for an address as text, with its terminating zero. */
#define VMISTATE_MAC_SIZE 18

/* A hardware address as a number, so that spellings do not count when two are compared.
 * Returns: 0 for what never matches anything: NULL, the empty text, the all-zero address, and what
 *   is not a hardware address */
guint64 _vmistate_mac_parse (const char *text);

/* The one spelling: lower case, colons. @mac must not be 0. Returns: @buffer */
const char *_vmistate_mac_print (guint64 mac, char buffer[VMISTATE_MAC_SIZE]);

G_END_DECLS
