/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The guest's interfaces as KubeVirt's launcher keeps them. */

#pragma once

#include "derive/evidence.h"

G_BEGIN_DECLS

/* @view: (nullable)
 * Returns: (transfer full) (element-type VmistateInterface): each with mac, ipAddress, ipAddresses
 *   and interfaceName, as far as the guest told them; empty without answer */
GPtrArray *_vmistate_kubevirt_agent_interfaces (const VmistateView *view);

G_END_DECLS
