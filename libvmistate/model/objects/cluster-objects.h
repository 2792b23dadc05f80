/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Objects that several VMIs share: claims, data volumes, nodes, KubeVirt's own configuration; and
 * the migration object. */

#pragma once

#include "../record.h"

G_BEGIN_DECLS

enum
{
  CLAIM_SPEC_ACCESS_MODES,
  CLAIM_SPEC_VOLUME_MODE,
  CLAIM_SPEC_RESOURCES,
  CLAIM_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateClaimSpec, _vmistate_claim_spec, VMISTATE, CLAIM_SPEC_RECORD,
                      VmistateRecord)

enum
{
  CLAIM_STATUS_PHASE,
  CLAIM_STATUS_CAPACITY,
  CLAIM_STATUS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateClaimStatus, _vmistate_claim_status, VMISTATE, CLAIM_STATUS_RECORD,
                      VmistateRecord)

enum
{
  CLAIM_OBJECT_METADATA,
  CLAIM_OBJECT_SPEC,
  CLAIM_OBJECT_STATUS,
  CLAIM_OBJECT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateClaimObject, _vmistate_claim_object, VMISTATE, CLAIM_OBJECT_RECORD,
                      VmistateRecord)

enum
{
  DATA_VOLUME_STATUS_PHASE,
  DATA_VOLUME_STATUS_CONDITIONS,
  DATA_VOLUME_STATUS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDataVolumeStatus, _vmistate_data_volume_status, VMISTATE,
                      DATA_VOLUME_STATUS_RECORD, VmistateRecord)

enum
{
  DATA_VOLUME_OBJECT_METADATA,
  DATA_VOLUME_OBJECT_STATUS,
  DATA_VOLUME_OBJECT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDataVolumeObject, _vmistate_data_volume_object, VMISTATE,
                      DATA_VOLUME_OBJECT_RECORD, VmistateRecord)

enum
{
  NODE_STATUS_CONDITIONS,
  NODE_STATUS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateNodeStatus, _vmistate_node_status, VMISTATE, NODE_STATUS_RECORD,
                      VmistateRecord)

enum
{
  NODE_OBJECT_METADATA,
  NODE_OBJECT_STATUS,
  NODE_OBJECT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateNodeObject, _vmistate_node_object, VMISTATE, NODE_OBJECT_RECORD,
                      VmistateRecord)

enum
{
  BINDING_DEFINITION_MIGRATION,
  BINDING_DEFINITION_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateBindingDefinition, _vmistate_binding_definition, VMISTATE,
                      BINDING_DEFINITION_RECORD, VmistateRecord)

enum
{
  BINDING_PLUGIN_NAME,
  BINDING_PLUGIN_DEFINITION,
  BINDING_PLUGIN_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateBindingPlugin, _vmistate_binding_plugin, VMISTATE,
                      BINDING_PLUGIN_RECORD, VmistateRecord)

enum
{
  NETWORK_CONFIGURATION_BINDING,
  NETWORK_CONFIGURATION_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateNetworkConfiguration, _vmistate_network_configuration, VMISTATE,
                      NETWORK_CONFIGURATION_RECORD, VmistateRecord)

enum
{
  DEVELOPER_CONFIGURATION_FEATURE_GATES,
  DEVELOPER_CONFIGURATION_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDeveloperConfiguration, _vmistate_developer_configuration, VMISTATE,
                      DEVELOPER_CONFIGURATION_RECORD, VmistateRecord)

enum
{
  MEDIATED_DEVICE_RESOURCE_NAME,
  MEDIATED_DEVICE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMediatedDevice, _vmistate_mediated_device, VMISTATE,
                      MEDIATED_DEVICE_RECORD, VmistateRecord)

enum
{
  PERMITTED_HOST_DEVICES_MEDIATED_DEVICES,
  PERMITTED_HOST_DEVICES_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePermittedHostDevices, _vmistate_permitted_host_devices, VMISTATE,
                      PERMITTED_HOST_DEVICES_RECORD, VmistateRecord)

enum
{
  KUBEVIRT_CONFIGURATION_DEVELOPER_CONFIGURATION,
  KUBEVIRT_CONFIGURATION_EVICTION_STRATEGY,
  KUBEVIRT_CONFIGURATION_NETWORK,
  KUBEVIRT_CONFIGURATION_PERMITTED_HOST_DEVICES,
  KUBEVIRT_CONFIGURATION_SUPPORTED_GUEST_AGENT_VERSIONS,
  KUBEVIRT_CONFIGURATION_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateKubevirtConfiguration, _vmistate_kubevirt_configuration, VMISTATE,
                      KUBEVIRT_CONFIGURATION_RECORD, VmistateRecord)

enum
{
  KUBEVIRT_SPEC_CONFIGURATION,
  KUBEVIRT_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateKubevirtSpec, _vmistate_kubevirt_spec, VMISTATE, KUBEVIRT_SPEC_RECORD,
                      VmistateRecord)

enum
{
  KUBEVIRT_OBJECT_METADATA,
  KUBEVIRT_OBJECT_SPEC,
  KUBEVIRT_OBJECT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateKubevirtObject, _vmistate_kubevirt_object, VMISTATE,
                      KUBEVIRT_OBJECT_RECORD, VmistateRecord)

enum
{
  MIGRATION_SPEC_VMI_NAME,
  MIGRATION_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMigrationSpec, _vmistate_migration_spec, VMISTATE,
                      MIGRATION_SPEC_RECORD, VmistateRecord)

enum
{
  MIGRATION_STATUS_PHASE,
  MIGRATION_STATUS_MIGRATION_STATE,
  MIGRATION_STATUS_CONDITIONS,
  MIGRATION_STATUS_PHASE_TRANSITION_TIMESTAMPS,
  MIGRATION_STATUS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMigrationStatus, _vmistate_migration_status, VMISTATE,
                      MIGRATION_STATUS_RECORD, VmistateRecord)

enum
{
  MIGRATION_OBJECT_METADATA,
  MIGRATION_OBJECT_SPEC,
  MIGRATION_OBJECT_STATUS,
  MIGRATION_OBJECT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMigrationObject, _vmistate_migration_object, VMISTATE,
                      MIGRATION_OBJECT_RECORD, VmistateRecord)

G_END_DECLS
