/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Goes over all VMIs and adds what the rows of the chosen profiles ask for. */

#pragma once

#include "profile.h"

G_BEGIN_DECLS

typedef struct _VmistateCollector VmistateCollector;

VmistateCollector *_vmistate_collector_new (VmistateMetricsProfiles profiles);
void _vmistate_collector_free (VmistateCollector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateCollector, _vmistate_collector_free)

VmistateExposition *_vmistate_collector_get_exposition (VmistateCollector *self);
/* Forgets what was collected before.
 * @collection: has where to look; the rest is filled in */
void _vmistate_collector_run (VmistateCollector *self, VmistateCollection *collection);

G_END_DECLS
