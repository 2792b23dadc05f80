/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An instance as KubeVirt's object. */

#include "config.h"

#include "instance.h"

#include "derive/kubevirt/pass.h"
#include "model/json.h"

static void
add_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static JsonNode *
status_to_node (VmistateInstance *self, VmistateProfile profile)
{
  g_autoptr (VmistateReconciliation) theirs = NULL;

  if (profile == VMISTATE_PROFILE_TRUTH)
    return _vmistate_record_to_node (vmistate_instance_get_status (self), profile);
  theirs = vmistate_instance_reconcile (self);
  return _vmistate_record_to_node (vmistate_reconciliation_get_status (theirs), profile);
}

/**
 * vmistate_instance_to_json:
 * @self: an instance
 * @profile: whose answer
 *
 * The instance as a `kubevirt.io/v1` VirtualMachineInstance object, in one line of JSON, with the
 * status under `status`: the truth, or with %VMISTATE_PROFILE_KUBEVIRT what KubeVirt would publish,
 * which is the status of [method@Instance.reconcile].
 *
 * Returns: (transfer full): the JSON text
 *
 * Since: 0.1
 */
char *
vmistate_instance_to_json (VmistateInstance *self, VmistateProfile profile)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *metadata = json_object_new ();

  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  json_node_take_object (root, object);
  add_string (object, "apiVersion", "kubevirt.io/v1");
  add_string (object, "kind", "VirtualMachineInstance");
  add_string (metadata, "name", vmistate_instance_get_name (self));
  add_string (metadata, "namespace", vmistate_instance_get_namespace (self));
  add_string (metadata, "uid", vmistate_instance_get_uid (self));
  json_object_set_object_member (object, "metadata", metadata);
  json_object_set_member (object, "status", status_to_node (self, profile));
  return _vmistate_json_print (root);
}

/**
 * vmistate_instance_observed_to_json:
 * @self: an instance
 * @now_usec: the moment for which ages are wanted, in microseconds since 1970 UTC
 *
 * [method@Status.observed_to_json] of its status.
 *
 * Returns: (transfer full): the JSON text
 *
 * Since: 0.1
 */
char *
vmistate_instance_observed_to_json (VmistateInstance *self, gint64 now_usec)
{
  g_return_val_if_fail (VMISTATE_IS_INSTANCE (self), NULL);

  return vmistate_status_observed_to_json (vmistate_instance_get_status (self), now_usec);
}
