/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "active-pod.h"

/**
 * VmistateActivePod:
 *
 * A Pod that belongs to a VMI, and the node it is on.
 *
 * KubeVirt has these as members of one JSON object, `activePods`: the uid names the member,
 * the node is its value.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [ACTIVE_POD_UID] = { "uid", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [ACTIVE_POD_NODE_NAME] = { "nodeName", VMISTATE_FIELD_STRING },
  [ACTIVE_POD_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_HIDDEN },
  [ACTIVE_POD_ROLE] = { "role", VMISTATE_FIELD_STRING, VMISTATE_FIELD_HIDDEN },
  [ACTIVE_POD_PHASE] = { "phase", VMISTATE_FIELD_STRING, VMISTATE_FIELD_HIDDEN },
};

VMISTATE_DEFINE_RECORD (VmistateActivePod, vmistate_active_pod, fields, ACTIVE_POD_N_FIELDS)

G_DEFINE_ENUM_TYPE (VmistatePodRole, vmistate_pod_role,
                    G_DEFINE_ENUM_VALUE (VMISTATE_POD_ROLE_UNKNOWN, "Unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_POD_ROLE_CURRENT, "Current"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_POD_ROLE_MIGRATION_SOURCE, "MigrationSource"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_POD_ROLE_MIGRATION_TARGET, "MigrationTarget"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_POD_ROLE_TERMINATED, "Terminated"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_POD_ROLE_TEMPORARY, "Temporary"))

/**
 * vmistate_active_pod_get_uid:
 * @self: a Pod
 *
 * Uid of the Pod; JSON member `uid`. Told by the API object.
 *
 * Returns: (nullable): the uid, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_active_pod_get_uid (VmistateActivePod *self)
{
  g_return_val_if_fail (VMISTATE_IS_ACTIVE_POD (self), NULL);

  return _vmistate_record_get_string (self, ACTIVE_POD_UID);
}

/**
 * vmistate_active_pod_get_node_name:
 * @self: a Pod
 *
 * Name of the node, empty while the Pod has none; JSON member `nodeName`. Told by the Pod.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_active_pod_get_node_name (VmistateActivePod *self)
{
  g_return_val_if_fail (VMISTATE_IS_ACTIVE_POD (self), NULL);

  return _vmistate_record_get_string (self, ACTIVE_POD_NODE_NAME);
}

/**
 * vmistate_active_pod_get_name:
 * @self: a Pod
 *
 * Name of the Pod, which KubeVirt's status does not have. Told by the Pod.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_active_pod_get_name (VmistateActivePod *self)
{
  g_return_val_if_fail (VMISTATE_IS_ACTIVE_POD (self), NULL);

  return _vmistate_record_get_string (self, ACTIVE_POD_NAME);
}

/**
 * vmistate_active_pod_get_role:
 * @self: a Pod
 *
 * What the Pod is to the VMI now, which KubeVirt's status does not have. Derived from the Pod and
 * the state of the migration.
 *
 * Returns: the role; %VMISTATE_POD_ROLE_UNKNOWN if the Pod itself was not observed
 *
 * Since: 0.1
 */
VmistatePodRole
vmistate_active_pod_get_role (VmistateActivePod *self)
{
  g_return_val_if_fail (VMISTATE_IS_ACTIVE_POD (self), VMISTATE_POD_ROLE_UNKNOWN);

  return _vmistate_record_get_enum (self, ACTIVE_POD_ROLE, VMISTATE_TYPE_POD_ROLE);
}

/**
 * vmistate_active_pod_get_phase:
 * @self: a Pod
 *
 * The Pod's own phase, such as `Running`, which KubeVirt's status does not have. Told by the Pod.
 *
 * Returns: (nullable): the phase, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_active_pod_get_phase (VmistateActivePod *self)
{
  g_return_val_if_fail (VMISTATE_IS_ACTIVE_POD (self), NULL);

  return _vmistate_record_get_string (self, ACTIVE_POD_PHASE);
}
