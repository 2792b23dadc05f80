/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Questions to KubeVirt's configuration. Where it is not known, the answer is that of a cluster
 * that was not configured. */

#pragma once

#include "model/objects/cluster-objects.h"

G_BEGIN_DECLS

/* @configuration: (nullable): VmistateKubevirtConfiguration, here and below */
gboolean _vmistate_configuration_has_feature_gate (gpointer configuration, const char *name);

/* Whether interfaces with this binding plugin survive a migration. */
gboolean _vmistate_configuration_binding_migrates (gpointer configuration, const char *name);

/* Whether the resource is a slice of a device, and not the whole of one. */
gboolean _vmistate_configuration_has_mediated_device (gpointer configuration, const char *resource);

G_END_DECLS
