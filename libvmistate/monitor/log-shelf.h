/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ends that logs tell of and whose VMI nobody has described yet: sources do not wait for each
 * other. What a log tells never makes an instance, because most logs are of VMs that are gone. */

#pragma once

#include "model/fact.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *facts; /* (owned) (nullable) "namespace/name" -> (owned) newest VmistateFact */
} VmistateLogShelf;

void _vmistate_log_shelf_clear (VmistateLogShelf *self);

/* Whether @fact, of kind LOG, tells of an end. Nothing else that a log tells is kept. */
gboolean _vmistate_log_fact_is_stop (VmistateFact *fact);

/* Keeps @fact, unless there is a newer one of that name, or there are too many. */
void _vmistate_log_shelf_put (VmistateLogShelf *self, VmistateFact *fact);

/* Returns: (transfer full) (nullable): what was kept for a VMI, which is kept no longer */
VmistateFact *_vmistate_log_shelf_take (VmistateLogShelf *self, const char *namespace_,
                                        const char *name);

/* KubeVirt names domains NAMESPACE_NAME, and a log is named after the domain.
 * @name: of a domain
 * @namespace_: (out) (transfer full) (nullable): which it would have
 * Returns: (nullable): which name, in @name */
const char *_vmistate_log_split_name (const char *name, char **namespace_);

G_END_DECLS
