/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "pod-objects.h"

#include "meta-objects.h"

#include "../json.h"

#include <vmistate/vmistate-condition.h>

static const VmistateField pod_container_fields[] = {
  [POD_CONTAINER_NAME] = { "name", VMISTATE_FIELD_STRING },
  [POD_CONTAINER_IMAGE] = { "image", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistatePodContainer, _vmistate_pod_container, pod_container_fields,
                        POD_CONTAINER_N_FIELDS)

static const VmistateField pod_volume_fields[] = {
  [POD_VOLUME_NAME] = { "name", VMISTATE_FIELD_STRING },
  [POD_VOLUME_PERSISTENT_VOLUME_CLAIM] = { "persistentVolumeClaim", VMISTATE_FIELD_RECORD, 0,
                                           _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistatePodVolume, _vmistate_pod_volume, pod_volume_fields,
                        POD_VOLUME_N_FIELDS)

static const VmistateField pod_spec_fields[] = {
  [POD_SPEC_NODE_NAME] = { "nodeName", VMISTATE_FIELD_STRING },
  [POD_SPEC_CONTAINERS] = { "containers", VMISTATE_FIELD_LIST, 0,
                            _vmistate_pod_container_get_type },
  [POD_SPEC_INIT_CONTAINERS] = { "initContainers", VMISTATE_FIELD_LIST, 0,
                                 _vmistate_pod_container_get_type },
  [POD_SPEC_VOLUMES] = { "volumes", VMISTATE_FIELD_LIST, 0, _vmistate_pod_volume_get_type },
};
VMISTATE_DEFINE_RECORD (VmistatePodSpec, _vmistate_pod_spec, pod_spec_fields, POD_SPEC_N_FIELDS)

static const VmistateField container_waiting_fields[] = {
  [CONTAINER_WAITING_REASON] = { "reason", VMISTATE_FIELD_STRING },
  [CONTAINER_WAITING_MESSAGE] = { "message", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateContainerWaiting, _vmistate_container_waiting,
                        container_waiting_fields, CONTAINER_WAITING_N_FIELDS)

static const VmistateField container_terminated_fields[] = {
  [CONTAINER_TERMINATED_EXIT_CODE] = { "exitCode", VMISTATE_FIELD_INT32 },
  [CONTAINER_TERMINATED_REASON] = { "reason", VMISTATE_FIELD_STRING },
  [CONTAINER_TERMINATED_MESSAGE] = { "message", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateContainerTerminated, _vmistate_container_terminated,
                        container_terminated_fields, CONTAINER_TERMINATED_N_FIELDS)

static const VmistateField container_state_fields[] = {
  [CONTAINER_STATE_WAITING] = { "waiting", VMISTATE_FIELD_RECORD, 0,
                                _vmistate_container_waiting_get_type },
  [CONTAINER_STATE_RUNNING] = { "running", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [CONTAINER_STATE_TERMINATED] = { "terminated", VMISTATE_FIELD_RECORD, 0,
                                   _vmistate_container_terminated_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateContainerState, _vmistate_container_state, container_state_fields,
                        CONTAINER_STATE_N_FIELDS)

static const VmistateField container_status_fields[] = {
  [CONTAINER_STATUS_NAME] = { "name", VMISTATE_FIELD_STRING },
  [CONTAINER_STATUS_READY] = { "ready", VMISTATE_FIELD_BOOLEAN },
  [CONTAINER_STATUS_STATE] = { "state", VMISTATE_FIELD_RECORD, 0,
                               _vmistate_container_state_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateContainerStatus, _vmistate_container_status,
                        container_status_fields, CONTAINER_STATUS_N_FIELDS)

static const VmistateField pod_ip_fields[] = {
  [POD_IP_IP] = { "ip", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistatePodIp, _vmistate_pod_ip, pod_ip_fields, POD_IP_N_FIELDS)

static const VmistateField pod_status_fields[] = {
  [POD_STATUS_PHASE] = { "phase", VMISTATE_FIELD_STRING },
  [POD_STATUS_REASON] = { "reason", VMISTATE_FIELD_STRING },
  [POD_STATUS_QOS_CLASS] = { "qosClass", VMISTATE_FIELD_STRING },
  [POD_STATUS_POD_IP] = { "podIP", VMISTATE_FIELD_STRING },
  [POD_STATUS_POD_IPS] = { "podIPs", VMISTATE_FIELD_LIST, 0, _vmistate_pod_ip_get_type },
  [POD_STATUS_CONDITIONS] = { "conditions", VMISTATE_FIELD_LIST, 0, vmistate_condition_get_type },
  [POD_STATUS_CONTAINER_STATUSES] = { "containerStatuses", VMISTATE_FIELD_LIST, 0,
                                      _vmistate_container_status_get_type },
  [POD_STATUS_INIT_CONTAINER_STATUSES] = { "initContainerStatuses", VMISTATE_FIELD_LIST, 0,
                                           _vmistate_container_status_get_type },
};
VMISTATE_DEFINE_RECORD (VmistatePodStatus, _vmistate_pod_status, pod_status_fields,
                        POD_STATUS_N_FIELDS)

static const VmistateField network_status_fields[] = {
  [NETWORK_STATUS_INTERFACE] = { "interface", VMISTATE_FIELD_STRING },
  [NETWORK_STATUS_IPS] = { "ips", VMISTATE_FIELD_TEXTS },
  [NETWORK_STATUS_MAC] = { "mac", VMISTATE_FIELD_STRING },
  [NETWORK_STATUS_DEFAULT] = { "default", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateNetworkStatus, _vmistate_network_status, network_status_fields,
                        NETWORK_STATUS_N_FIELDS)

static const VmistateField pod_object_fields[] = {
  [POD_OBJECT_METADATA] = { "metadata", VMISTATE_FIELD_RECORD, 0, _vmistate_object_meta_get_type },
  [POD_OBJECT_SPEC] = { "spec", VMISTATE_FIELD_RECORD, 0, _vmistate_pod_spec_get_type },
  [POD_OBJECT_STATUS] = { "status", VMISTATE_FIELD_RECORD, 0, _vmistate_pod_status_get_type },
  [POD_OBJECT_NETWORKS] = { "networks", VMISTATE_FIELD_LIST, VMISTATE_FIELD_HIDDEN,
                            _vmistate_network_status_get_type },
};
VMISTATE_DEFINE_RECORD (VmistatePodObject, _vmistate_pod_object, pod_object_fields,
                        POD_OBJECT_N_FIELDS)

/* The Pod's networks */

#define ANNOTATION_NETWORK_STATUS "k8s.v1.cni.cncf.io/network-status"
#define MAX_NETWORKS              256

/* (nullable): a network that is not readable does not hide the others */
static gpointer
read_network (JsonNode *node)
{
  g_autoptr (VmistateRecord) full =
      _vmistate_record_from_node (_vmistate_network_status_get_type (), node, "network", NULL);

  return full != NULL ? _vmistate_record_lean (full) : NULL;
}

void
_vmistate_pod_object_read_networks (gpointer pod)
{
  const char *text = _vmistate_meta_get_annotation (
      _vmistate_record_get_record (pod, POD_OBJECT_METADATA), ANNOTATION_NETWORK_STATUS);
  g_autoptr (JsonNode) root =
      text != NULL ? _vmistate_json_parse (text, -1, &_vmistate_json_bounds_default, NULL) : NULL;
  JsonArray *array =
      root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  GPtrArray *networks = _vmistate_record_list_new ();
  guint n = array != NULL ? MIN (json_array_get_length (array), MAX_NETWORKS) : 0;

  for (guint i = 0; i < n; i++)
    {
      gpointer network = read_network (json_array_get_element (array, i));

      if (network != NULL)
        g_ptr_array_add (networks, network);
    }
  _vmistate_record_take_list (pod, POD_OBJECT_NETWORKS, networks);
}
