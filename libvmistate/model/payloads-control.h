/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What facts of the control plane and of the node agent hold; payloads.h has the rest. */

#pragma once

#include "record.h"

G_BEGIN_DECLS

/* An object of the API, whole: what is not named here is kept as it came. */
enum
{
  API_OBJECT_API_VERSION,
  API_OBJECT_KIND,
  API_OBJECT_METADATA,
  API_OBJECT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateApiObject, _vmistate_api_object, VMISTATE, API_OBJECT, VmistateRecord)

/* An object that is no longer there */
enum
{
  OBJECT_GONE_KIND,
  OBJECT_GONE_NAMESPACE,
  OBJECT_GONE_NAME,
  OBJECT_GONE_UID,
  OBJECT_GONE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateObjectGone, _vmistate_object_gone, VMISTATE, OBJECT_GONE,
                      VmistateRecord)

/* A complete listing: what it does not name is not there. */
enum
{
  OBJECT_LIST_KIND,      /* of the items: "Pod" */
  OBJECT_LIST_NAMESPACE, /* absent: all */
  OBJECT_LIST_UIDS,
  OBJECT_LIST_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateObjectList, _vmistate_object_list, VMISTATE, OBJECT_LIST,
                      VmistateRecord)

/* The node agent's record of the addresses that the Pod's networks were given */
enum
{
  POD_NETWORK_NAME,
  POD_NETWORK_POD_IP,
  POD_NETWORK_POD_IPS,
  POD_NETWORK_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePodNetwork, _vmistate_pod_network, VMISTATE, POD_NETWORK,
                      VmistateRecord)

enum
{
  POD_NETWORKS_NETWORKS,
  POD_NETWORKS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePodNetworks, _vmistate_pod_networks, VMISTATE, POD_NETWORKS,
                      VmistateRecord)

/* What the node agent knows of the launcher in the Pod */
enum
{
  LAUNCHER_ANSWER,          /* "responsive", "unresponsive", "notInitialised", "error" */
  LAUNCHER_MOUNTED_VOLUMES, /* hotplug volumes that are mounted into the Pod */
  LAUNCHER_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateLauncher, _vmistate_launcher, VMISTATE, LAUNCHER, VmistateRecord)

/* What the controller last did about the VMI */
enum
{
  CONTROLLER_SYNC_REASON, /* absent: the last step went well */
  CONTROLLER_SYNC_MESSAGE,
  CONTROLLER_LAUNCHER_IMAGE, /* that it would give to a new Pod */
  CONTROLLER_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateController, _vmistate_controller, VMISTATE, CONTROLLER,
                      VmistateRecord)

/* libvirt's statistics of a migration, while it runs and once after it ended */
enum
{
  MIGRATION_JOB_ROLE,      /* "source", "target" */
  MIGRATION_JOB_OPERATION, /* virDomainJobOperation */
  MIGRATION_JOB_TYPE,      /* virDomainJobType: 0 over, and nobody saw how, 2 runs, 3 completed,
                            * 4 failed, 5 cancelled */
  MIGRATION_JOB_STARTED_AT,
  MIGRATION_JOB_ELAPSED_MSEC,
  MIGRATION_JOB_DATA_TOTAL, /* bytes, here and below */
  MIGRATION_JOB_DATA_PROCESSED,
  MIGRATION_JOB_DATA_REMAINING,
  MIGRATION_JOB_MEMORY_TOTAL,
  MIGRATION_JOB_MEMORY_PROCESSED,
  MIGRATION_JOB_MEMORY_REMAINING,
  MIGRATION_JOB_MEMORY_RATE, /* bytes per second */
  MIGRATION_JOB_DIRTY_RATE,  /* bytes per second */
  MIGRATION_JOB_ITERATION,
  MIGRATION_JOB_DOWNTIME_MSEC, /* expected while it runs, measured when it completed */
  MIGRATION_JOB_POSTCOPY,
  MIGRATION_JOB_ERROR,
  MIGRATION_JOB_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMigrationJob, _vmistate_migration_job, VMISTATE, MIGRATION_JOB,
                      VmistateRecord)

G_END_DECLS
