/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the name says that there is no device of its own behind it: a bridge, a VLAN. */
gboolean _vmistate_guest_name_is_virtual (const char *name);

/* As strcmp(), but numbers in the names count as numbers: eth2 comes before eth10. */
int _vmistate_guest_name_compare (const char *a, const char *b);

G_END_DECLS
