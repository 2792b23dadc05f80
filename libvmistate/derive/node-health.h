/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How the node of a VMI is, by its Node object and the Pods that it should run. */

#pragma once

#include "evidence.h"

G_BEGIN_DECLS

/* The moment after which @node counts as unresponsive.
 * @node: (nullable)
 * Returns: G_MININT64 if there is no such node, G_MAXINT64 if nothing is known of its end */
gint64 _vmistate_node_find_end (const VmistateEvidence *evidence, const char *node);

/* Whether that moment, as the base was derived with it, is past. */
gboolean _vmistate_node_is_unresponsive (const VmistateEvidence *evidence);

/* Whether the VMI has a Pod on @node that has not ended, as far as the API knows. */
gboolean _vmistate_node_may_have_pod (const VmistateEvidence *evidence, const char *namespace_,
                                      const char *node);

G_END_DECLS
