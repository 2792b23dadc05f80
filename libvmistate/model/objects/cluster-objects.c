/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cluster-objects.h"

#include "meta-objects.h"
#include "vmi-objects.h"

#include <vmistate/vmistate-condition.h>
#include <vmistate/vmistate-migration-state.h>
#include <vmistate/vmistate-phase-transition.h>

static const VmistateField claim_spec_fields[] = {
  [CLAIM_SPEC_ACCESS_MODES] = { "accessModes", VMISTATE_FIELD_TEXTS },
  [CLAIM_SPEC_VOLUME_MODE] = { "volumeMode", VMISTATE_FIELD_STRING },
  [CLAIM_SPEC_RESOURCES] = { "resources", VMISTATE_FIELD_RECORD, 0,
                             _vmistate_resources_spec_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateClaimSpec, _vmistate_claim_spec, claim_spec_fields,
                        CLAIM_SPEC_N_FIELDS)

static const VmistateField claim_status_fields[] = {
  [CLAIM_STATUS_PHASE] = { "phase", VMISTATE_FIELD_STRING },
  [CLAIM_STATUS_CAPACITY] = { "capacity", VMISTATE_FIELD_RECORD, 0,
                              _vmistate_resource_amounts_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateClaimStatus, _vmistate_claim_status, claim_status_fields,
                        CLAIM_STATUS_N_FIELDS)

static const VmistateField claim_object_fields[] = {
  [CLAIM_OBJECT_METADATA] = { "metadata", VMISTATE_FIELD_RECORD, 0,
                              _vmistate_object_meta_get_type },
  [CLAIM_OBJECT_SPEC] = { "spec", VMISTATE_FIELD_RECORD, 0, _vmistate_claim_spec_get_type },
  [CLAIM_OBJECT_STATUS] = { "status", VMISTATE_FIELD_RECORD, 0, _vmistate_claim_status_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateClaimObject, _vmistate_claim_object, claim_object_fields,
                        CLAIM_OBJECT_N_FIELDS)

static const VmistateField data_volume_status_fields[] = {
  [DATA_VOLUME_STATUS_PHASE] = { "phase", VMISTATE_FIELD_STRING },
  [DATA_VOLUME_STATUS_CONDITIONS] = { "conditions", VMISTATE_FIELD_LIST, 0,
                                      vmistate_condition_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDataVolumeStatus, _vmistate_data_volume_status,
                        data_volume_status_fields, DATA_VOLUME_STATUS_N_FIELDS)

static const VmistateField data_volume_object_fields[] = {
  [DATA_VOLUME_OBJECT_METADATA] = { "metadata", VMISTATE_FIELD_RECORD, 0,
                                    _vmistate_object_meta_get_type },
  [DATA_VOLUME_OBJECT_STATUS] = { "status", VMISTATE_FIELD_RECORD, 0,
                                  _vmistate_data_volume_status_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDataVolumeObject, _vmistate_data_volume_object,
                        data_volume_object_fields, DATA_VOLUME_OBJECT_N_FIELDS)

static const VmistateField node_status_fields[] = {
  [NODE_STATUS_CONDITIONS] = { "conditions", VMISTATE_FIELD_LIST, 0, vmistate_condition_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateNodeStatus, _vmistate_node_status, node_status_fields,
                        NODE_STATUS_N_FIELDS)

static const VmistateField node_object_fields[] = {
  [NODE_OBJECT_METADATA] = { "metadata", VMISTATE_FIELD_RECORD, 0, _vmistate_object_meta_get_type },
  [NODE_OBJECT_STATUS] = { "status", VMISTATE_FIELD_RECORD, 0, _vmistate_node_status_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateNodeObject, _vmistate_node_object, node_object_fields,
                        NODE_OBJECT_N_FIELDS)

static const VmistateField binding_definition_fields[] = {
  [BINDING_DEFINITION_MIGRATION] = { "migration", VMISTATE_FIELD_RECORD, 0,
                                     _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateBindingDefinition, _vmistate_binding_definition,
                        binding_definition_fields, BINDING_DEFINITION_N_FIELDS)

static const VmistateField binding_plugin_fields[] = {
  [BINDING_PLUGIN_NAME] = { "name", VMISTATE_FIELD_STRING },
  [BINDING_PLUGIN_DEFINITION] = { "definition", VMISTATE_FIELD_RECORD, 0,
                                  _vmistate_binding_definition_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateBindingPlugin, _vmistate_binding_plugin, binding_plugin_fields,
                        BINDING_PLUGIN_N_FIELDS)

static const VmistateField network_configuration_fields[] = {
  [NETWORK_CONFIGURATION_BINDING] = { "binding", VMISTATE_FIELD_MAP, 0,
                                      _vmistate_binding_plugin_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateNetworkConfiguration, _vmistate_network_configuration,
                        network_configuration_fields, NETWORK_CONFIGURATION_N_FIELDS)

static const VmistateField developer_configuration_fields[] = {
  [DEVELOPER_CONFIGURATION_FEATURE_GATES] = { "featureGates", VMISTATE_FIELD_TEXTS },
};
VMISTATE_DEFINE_RECORD (VmistateDeveloperConfiguration, _vmistate_developer_configuration,
                        developer_configuration_fields, DEVELOPER_CONFIGURATION_N_FIELDS)

static const VmistateField mediated_device_fields[] = {
  [MEDIATED_DEVICE_RESOURCE_NAME] = { "resourceName", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateMediatedDevice, _vmistate_mediated_device, mediated_device_fields,
                        MEDIATED_DEVICE_N_FIELDS)

static const VmistateField permitted_host_devices_fields[] = {
  [PERMITTED_HOST_DEVICES_MEDIATED_DEVICES] = { "mediatedDevices", VMISTATE_FIELD_LIST, 0,
                                                _vmistate_mediated_device_get_type },
};
VMISTATE_DEFINE_RECORD (VmistatePermittedHostDevices, _vmistate_permitted_host_devices,
                        permitted_host_devices_fields, PERMITTED_HOST_DEVICES_N_FIELDS)

static const VmistateField kubevirt_configuration_fields[] = {
  [KUBEVIRT_CONFIGURATION_DEVELOPER_CONFIGURATION] = { "developerConfiguration",
                                                       VMISTATE_FIELD_RECORD, 0,
                                                       _vmistate_developer_configuration_get_type },
  [KUBEVIRT_CONFIGURATION_EVICTION_STRATEGY] = { "evictionStrategy", VMISTATE_FIELD_STRING },
  [KUBEVIRT_CONFIGURATION_NETWORK] = { "network", VMISTATE_FIELD_RECORD, 0,
                                       _vmistate_network_configuration_get_type },
  [KUBEVIRT_CONFIGURATION_PERMITTED_HOST_DEVICES] = { "permittedHostDevices", VMISTATE_FIELD_RECORD,
                                                      0,
                                                      _vmistate_permitted_host_devices_get_type },
  [KUBEVIRT_CONFIGURATION_SUPPORTED_GUEST_AGENT_VERSIONS] = { "supportedGuestAgentVersions",
                                                              VMISTATE_FIELD_TEXTS },
};
VMISTATE_DEFINE_RECORD (VmistateKubevirtConfiguration, _vmistate_kubevirt_configuration,
                        kubevirt_configuration_fields, KUBEVIRT_CONFIGURATION_N_FIELDS)

static const VmistateField kubevirt_spec_fields[] = {
  [KUBEVIRT_SPEC_CONFIGURATION] = { "configuration", VMISTATE_FIELD_RECORD, 0,
                                    _vmistate_kubevirt_configuration_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateKubevirtSpec, _vmistate_kubevirt_spec, kubevirt_spec_fields,
                        KUBEVIRT_SPEC_N_FIELDS)

static const VmistateField kubevirt_object_fields[] = {
  [KUBEVIRT_OBJECT_METADATA] = { "metadata", VMISTATE_FIELD_RECORD, 0,
                                 _vmistate_object_meta_get_type },
  [KUBEVIRT_OBJECT_SPEC] = { "spec", VMISTATE_FIELD_RECORD, 0, _vmistate_kubevirt_spec_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateKubevirtObject, _vmistate_kubevirt_object, kubevirt_object_fields,
                        KUBEVIRT_OBJECT_N_FIELDS)

static const VmistateField migration_spec_fields[] = {
  [MIGRATION_SPEC_VMI_NAME] = { "vmiName", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateMigrationSpec, _vmistate_migration_spec, migration_spec_fields,
                        MIGRATION_SPEC_N_FIELDS)

static const VmistateField migration_status_fields[] = {
  [MIGRATION_STATUS_PHASE] = { "phase", VMISTATE_FIELD_STRING },
  [MIGRATION_STATUS_MIGRATION_STATE] = { "migrationState", VMISTATE_FIELD_RECORD, 0,
                                         vmistate_migration_state_get_type },
  [MIGRATION_STATUS_CONDITIONS] = { "conditions", VMISTATE_FIELD_LIST, 0,
                                    vmistate_condition_get_type },
  [MIGRATION_STATUS_PHASE_TRANSITION_TIMESTAMPS] = { "phaseTransitionTimestamps",
                                                     VMISTATE_FIELD_LIST, 0,
                                                     vmistate_phase_transition_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateMigrationStatus, _vmistate_migration_status,
                        migration_status_fields, MIGRATION_STATUS_N_FIELDS)

static const VmistateField migration_object_fields[] = {
  [MIGRATION_OBJECT_METADATA] = { "metadata", VMISTATE_FIELD_RECORD, 0,
                                  _vmistate_object_meta_get_type },
  [MIGRATION_OBJECT_SPEC] = { "spec", VMISTATE_FIELD_RECORD, 0, _vmistate_migration_spec_get_type },
  [MIGRATION_OBJECT_STATUS] = { "status", VMISTATE_FIELD_RECORD, 0,
                                _vmistate_migration_status_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateMigrationObject, _vmistate_migration_object,
                        migration_object_fields, MIGRATION_OBJECT_N_FIELDS)
