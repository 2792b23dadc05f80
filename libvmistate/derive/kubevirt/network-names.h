/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How KubeVirt names the interfaces of secondary networks in the Pod. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @networks: (element-type VmistateMultusNetwork)
 * Returns: TRUE if the Pod is of the time when interfaces were numbered: net1, net2, … */
gboolean _vmistate_network_names_are_ordinal (GPtrArray *networks);

/* @ordinal: 0 for a name made of a hash, else the network's number among the secondary ones
 * @network: (nullable)
 * Returns: (transfer full) */
char *_vmistate_network_names_make (const char *network, guint ordinal);

G_END_DECLS
