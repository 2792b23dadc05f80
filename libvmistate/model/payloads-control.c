/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "payloads-control.h"

#include "objects/meta-objects.h"

static const VmistateField api_object_fields[] = {
  [API_OBJECT_API_VERSION] = { "apiVersion", VMISTATE_FIELD_STRING },
  [API_OBJECT_KIND] = { "kind", VMISTATE_FIELD_STRING },
  [API_OBJECT_METADATA] = { "metadata", VMISTATE_FIELD_RECORD, 0, _vmistate_object_meta_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateApiObject, _vmistate_api_object, api_object_fields,
                        API_OBJECT_N_FIELDS)

static const VmistateField object_gone_fields[] = {
  [OBJECT_GONE_KIND] = { "kind", VMISTATE_FIELD_STRING },
  [OBJECT_GONE_NAMESPACE] = { "namespace", VMISTATE_FIELD_STRING },
  [OBJECT_GONE_NAME] = { "name", VMISTATE_FIELD_STRING },
  [OBJECT_GONE_UID] = { "uid", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateObjectGone, _vmistate_object_gone, object_gone_fields,
                        OBJECT_GONE_N_FIELDS)

static const VmistateField object_list_fields[] = {
  [OBJECT_LIST_KIND] = { "kind", VMISTATE_FIELD_STRING },
  [OBJECT_LIST_NAMESPACE] = { "namespace", VMISTATE_FIELD_STRING },
  [OBJECT_LIST_UIDS] = { "uids", VMISTATE_FIELD_TEXTS },
};
VMISTATE_DEFINE_RECORD (VmistateObjectList, _vmistate_object_list, object_list_fields,
                        OBJECT_LIST_N_FIELDS)

static const VmistateField pod_network_fields[] = {
  [POD_NETWORK_NAME] = { "name", VMISTATE_FIELD_STRING },
  [POD_NETWORK_POD_IP] = { "podIP", VMISTATE_FIELD_STRING },
  [POD_NETWORK_POD_IPS] = { "podIPs", VMISTATE_FIELD_TEXTS },
};
VMISTATE_DEFINE_RECORD (VmistatePodNetwork, _vmistate_pod_network, pod_network_fields,
                        POD_NETWORK_N_FIELDS)

static const VmistateField pod_networks_fields[] = {
  [POD_NETWORKS_NETWORKS] = { "networks", VMISTATE_FIELD_LIST, 0, _vmistate_pod_network_get_type },
};
VMISTATE_DEFINE_RECORD (VmistatePodNetworks, _vmistate_pod_networks, pod_networks_fields,
                        POD_NETWORKS_N_FIELDS)

static const VmistateField launcher_fields[] = {
  [LAUNCHER_ANSWER] = { "answer", VMISTATE_FIELD_STRING },
  [LAUNCHER_MOUNTED_VOLUMES] = { "mountedVolumes", VMISTATE_FIELD_TEXTS },
};
VMISTATE_DEFINE_RECORD (VmistateLauncher, _vmistate_launcher, launcher_fields, LAUNCHER_N_FIELDS)

static const VmistateField controller_fields[] = {
  [CONTROLLER_SYNC_REASON] = { "syncReason", VMISTATE_FIELD_STRING },
  [CONTROLLER_SYNC_MESSAGE] = { "syncMessage", VMISTATE_FIELD_STRING },
  [CONTROLLER_LAUNCHER_IMAGE] = { "launcherImage", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateController, _vmistate_controller, controller_fields,
                        CONTROLLER_N_FIELDS)

static const VmistateField migration_job_fields[] = {
  [MIGRATION_JOB_ROLE] = { "role", VMISTATE_FIELD_STRING },
  [MIGRATION_JOB_OPERATION] = { "operation", VMISTATE_FIELD_INT32 },
  [MIGRATION_JOB_TYPE] = { "type", VMISTATE_FIELD_INT32 },
  [MIGRATION_JOB_STARTED_AT] = { "startedAt", VMISTATE_FIELD_TIME },
  [MIGRATION_JOB_ELAPSED_MSEC] = { "elapsedMsec", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_DATA_TOTAL] = { "dataTotal", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_DATA_PROCESSED] = { "dataProcessed", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_DATA_REMAINING] = { "dataRemaining", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_MEMORY_TOTAL] = { "memoryTotal", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_MEMORY_PROCESSED] = { "memoryProcessed", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_MEMORY_REMAINING] = { "memoryRemaining", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_MEMORY_RATE] = { "memoryRate", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_DIRTY_RATE] = { "dirtyRate", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_ITERATION] = { "iteration", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_DOWNTIME_MSEC] = { "downtimeMsec", VMISTATE_FIELD_UINT64 },
  [MIGRATION_JOB_POSTCOPY] = { "postcopy", VMISTATE_FIELD_BOOLEAN },
  [MIGRATION_JOB_ERROR] = { "error", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateMigrationJob, _vmistate_migration_job, migration_job_fields,
                        MIGRATION_JOB_N_FIELDS)
