/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

/**
 * VmistatePodRole:
 * @VMISTATE_POD_ROLE_UNKNOWN: the Pod itself was not observed
 * @VMISTATE_POD_ROLE_CURRENT: the Pod that the VMI runs in, while it does not migrate
 * @VMISTATE_POD_ROLE_MIGRATION_SOURCE: the Pod that the VMI migrates from
 * @VMISTATE_POD_ROLE_MIGRATION_TARGET: the Pod that the VMI migrates to
 * @VMISTATE_POD_ROLE_TERMINATED: a Pod that has ended, or whose launcher has
 * @VMISTATE_POD_ROLE_TEMPORARY: a Pod that only makes storage be provisioned
 *
 * What a Pod is to its VMI.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_POD_ROLE_UNKNOWN,
  VMISTATE_POD_ROLE_CURRENT,
  VMISTATE_POD_ROLE_MIGRATION_SOURCE,
  VMISTATE_POD_ROLE_MIGRATION_TARGET,
  VMISTATE_POD_ROLE_TERMINATED,
  VMISTATE_POD_ROLE_TEMPORARY,
} VmistatePodRole;

#define VMISTATE_TYPE_POD_ROLE (vmistate_pod_role_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_pod_role_get_type (void);

#define VMISTATE_TYPE_ACTIVE_POD (vmistate_active_pod_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateActivePod, vmistate_active_pod, VMISTATE, ACTIVE_POD, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_active_pod_get_uid (VmistateActivePod *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_active_pod_get_node_name (VmistateActivePod *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_active_pod_get_name (VmistateActivePod *self);

VMISTATE_AVAILABLE_IN_0_1
VmistatePodRole vmistate_active_pod_get_role (VmistateActivePod *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_active_pod_get_phase (VmistateActivePod *self);

G_END_DECLS
