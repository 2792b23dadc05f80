/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is known of each part of a status, as JSON. */

#include "config.h"

#include <vmistate/vmistate-status.h>

#include "json.h"
#include "record.h"

static void
add_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static JsonNode *
stamp_to_node (VmistateStamp *stamp, gint64 now)
{
  JsonNode *node = _vmistate_record_to_node (stamp, VMISTATE_PROFILE_TRUTH);
  gint64 age = vmistate_stamp_get_age_usec (stamp, now);

  if (age >= 0)
    json_object_set_int_member (json_node_get_object (node), "ageMsec", age / 1000);
  return node;
}

static JsonObject *
pod_to_object (VmistateActivePod *pod)
{
  g_autoptr (GEnumClass) roles = g_type_class_ref (VMISTATE_TYPE_POD_ROLE);
  JsonObject *object = json_object_new ();

  add_string (object, "uid", vmistate_active_pod_get_uid (pod));
  add_string (object, "name", vmistate_active_pod_get_name (pod));
  add_string (object, "nodeName", vmistate_active_pod_get_node_name (pod));
  add_string (object, "phase", vmistate_active_pod_get_phase (pod));
  add_string (object, "role",
              g_enum_get_value (roles, vmistate_active_pod_get_role (pod))->value_nick);
  return object;
}

/**
 * vmistate_status_observed_to_json:
 * @self: a status
 * @now_usec: the moment for which ages are wanted, in microseconds since 1970 UTC
 *
 * Where each part of the status comes from and how old it is, in one line of JSON:
 *
 * ```json
 * {"parts":[{"part":"phase","source":"qemu:///system","origin":"domain","state":"LIVE",
 *            "observedAt":"2026-01-01T00:00:00Z","ageMsec":1500}],
 *  "activePods":[{"uid":"…","name":"virt-launcher-…","nodeName":"node1","phase":"Running",
 *                 "role":"Current"}]}
 * ```
 *
 * `parts` are the stamps of the status; one that was never observed has neither `observedAt` nor
 * `ageMsec`. `activePods` tells of each Pod what KubeVirt's status has no place for; it is left
 * out where no Pod is known.
 *
 * Returns: (transfer full): the JSON text
 *
 * Since: 0.1
 */
char *
vmistate_status_observed_to_json (VmistateStatus *self, gint64 now_usec)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *parts = json_array_new ();
  GPtrArray *stamps;
  GPtrArray *pods;

  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  json_node_take_object (root, object);
  stamps = vmistate_status_get_stamps (self);
  for (guint i = 0; stamps != NULL && i < stamps->len; i++)
    json_array_add_element (parts, stamp_to_node (stamps->pdata[i], now_usec));
  json_object_set_array_member (object, "parts", parts);
  pods = vmistate_status_get_active_pods (self);
  if (pods != NULL)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < pods->len; i++)
        json_array_add_object_element (array, pod_to_object (pods->pdata[i]));
      json_object_set_array_member (object, "activePods", array);
    }
  return _vmistate_json_print (root);
}
