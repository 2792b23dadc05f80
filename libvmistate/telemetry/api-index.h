/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Objects of the API that a monitor was told of, beside the VMIs' own, as one pass over all VMIs
 * needs them. It looks at them when it is first asked. */

#pragma once

#include <vmistate/vmistate-monitor.h>

G_BEGIN_DECLS

typedef struct _VmistateApiIndex VmistateApiIndex;

/* @monitor: has to outlive the index */
VmistateApiIndex *_vmistate_api_index_new (VmistateMonitor *monitor);
void _vmistate_api_index_free (VmistateApiIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateApiIndex, _vmistate_api_index_free)

/* Returns: (transfer none) (nullable) (element-type VmistateMigrationObject): all, sorted; NULL if
 * nothing is known of migrations */
GPtrArray *_vmistate_api_index_get_migrations (VmistateApiIndex *self);
/* Returns: (transfer none) (nullable) (element-type VmistateMigrationObject): sorted; NULL if there
 * is none */
GPtrArray *_vmistate_api_index_find_migrations (VmistateApiIndex *self, const char *namespace_,
                                                const char *vmi_name);
/* Returns: (transfer none) (nullable): the name of the migration with that UID */
const char *_vmistate_api_index_find_migration_name (VmistateApiIndex *self, const char *uid);

/* KubeVirt's own configuration.
 * @is_known: (out): whether KubeVirt's object is
 * Returns: (transfer none) (nullable): VmistateKubevirtConfiguration */
gpointer _vmistate_api_index_get_configuration (VmistateApiIndex *self, gboolean *is_known);

G_END_DECLS
