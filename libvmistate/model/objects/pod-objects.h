/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The virt-launcher Pod. */

#pragma once

#include "../record.h"

G_BEGIN_DECLS

enum
{
  POD_CONTAINER_NAME,
  POD_CONTAINER_IMAGE,
  POD_CONTAINER_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePodContainer, _vmistate_pod_container, VMISTATE, POD_CONTAINER_RECORD,
                      VmistateRecord)

enum
{
  POD_VOLUME_NAME,
  POD_VOLUME_PERSISTENT_VOLUME_CLAIM,
  POD_VOLUME_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePodVolume, _vmistate_pod_volume, VMISTATE, POD_VOLUME_RECORD,
                      VmistateRecord)

enum
{
  POD_SPEC_NODE_NAME,
  POD_SPEC_CONTAINERS,
  POD_SPEC_INIT_CONTAINERS,
  POD_SPEC_VOLUMES,
  POD_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePodSpec, _vmistate_pod_spec, VMISTATE, POD_SPEC_RECORD,
                      VmistateRecord)

enum
{
  CONTAINER_WAITING_REASON,
  CONTAINER_WAITING_MESSAGE,
  CONTAINER_WAITING_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateContainerWaiting, _vmistate_container_waiting, VMISTATE,
                      CONTAINER_WAITING_RECORD, VmistateRecord)

enum
{
  CONTAINER_TERMINATED_EXIT_CODE,
  CONTAINER_TERMINATED_REASON,
  CONTAINER_TERMINATED_MESSAGE,
  CONTAINER_TERMINATED_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateContainerTerminated, _vmistate_container_terminated, VMISTATE,
                      CONTAINER_TERMINATED_RECORD, VmistateRecord)

enum
{
  CONTAINER_STATE_WAITING,
  CONTAINER_STATE_RUNNING,
  CONTAINER_STATE_TERMINATED,
  CONTAINER_STATE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateContainerState, _vmistate_container_state, VMISTATE,
                      CONTAINER_STATE_RECORD, VmistateRecord)

enum
{
  CONTAINER_STATUS_NAME,
  CONTAINER_STATUS_READY,
  CONTAINER_STATUS_STATE,
  CONTAINER_STATUS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateContainerStatus, _vmistate_container_status, VMISTATE,
                      CONTAINER_STATUS_RECORD, VmistateRecord)

enum
{
  POD_IP_IP,
  POD_IP_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePodIp, _vmistate_pod_ip, VMISTATE, POD_IP_RECORD, VmistateRecord)

enum
{
  POD_STATUS_PHASE,
  POD_STATUS_REASON,
  POD_STATUS_QOS_CLASS,
  POD_STATUS_POD_IP,
  POD_STATUS_POD_IPS,
  POD_STATUS_CONDITIONS,
  POD_STATUS_CONTAINER_STATUSES,
  POD_STATUS_INIT_CONTAINER_STATUSES,
  POD_STATUS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePodStatus, _vmistate_pod_status, VMISTATE, POD_STATUS_RECORD,
                      VmistateRecord)

/* What Multus did for one network of the Pod. */
enum
{
  NETWORK_STATUS_INTERFACE,
  NETWORK_STATUS_IPS,
  NETWORK_STATUS_MAC,
  NETWORK_STATUS_DEFAULT,
  NETWORK_STATUS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateNetworkStatus, _vmistate_network_status, VMISTATE,
                      NETWORK_STATUS_RECORD, VmistateRecord)

enum
{
  POD_OBJECT_METADATA,
  POD_OBJECT_SPEC,
  POD_OBJECT_STATUS,
  POD_OBJECT_NETWORKS, /* of VmistateNetworkStatus; read from an annotation */
  POD_OBJECT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePodObject, _vmistate_pod_object, VMISTATE, POD_OBJECT_RECORD,
                      VmistateRecord)

/* Reads the Pod's networks out of its annotation, once instead of with every rule that asks: none
 * if there is none, or if it is malformed. */
void _vmistate_pod_object_read_networks (gpointer pod);

G_END_DECLS
