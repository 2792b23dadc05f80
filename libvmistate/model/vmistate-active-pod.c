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
};

VMISTATE_DEFINE_RECORD (VmistateActivePod, vmistate_active_pod, fields, ACTIVE_POD_N_FIELDS)

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
