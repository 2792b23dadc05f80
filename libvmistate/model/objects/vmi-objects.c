/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "vmi-objects.h"

#include "meta-objects.h"

#include <vmistate/vmistate-status.h>

static const VmistateField binding_ref_fields[] = {
  [BINDING_REF_NAME] = { "name", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateBindingRef, _vmistate_binding_ref, binding_ref_fields,
                        BINDING_REF_N_FIELDS)

static const VmistateField interface_spec_fields[] = {
  [INTERFACE_SPEC_NAME] = { "name", VMISTATE_FIELD_STRING },
  [INTERFACE_SPEC_MAC_ADDRESS] = { "macAddress", VMISTATE_FIELD_STRING },
  [INTERFACE_SPEC_STATE] = { "state", VMISTATE_FIELD_STRING },
  [INTERFACE_SPEC_MASQUERADE] = { "masquerade", VMISTATE_FIELD_RECORD, 0,
                                  _vmistate_marker_get_type },
  [INTERFACE_SPEC_BRIDGE] = { "bridge", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [INTERFACE_SPEC_SRIOV] = { "sriov", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [INTERFACE_SPEC_PASST] = { "passt", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [INTERFACE_SPEC_PASST_BINDING] = { "passtBinding", VMISTATE_FIELD_RECORD, 0,
                                     _vmistate_marker_get_type },
  [INTERFACE_SPEC_SLIRP] = { "slirp", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [INTERFACE_SPEC_MACVTAP] = { "macvtap", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [INTERFACE_SPEC_BINDING] = { "binding", VMISTATE_FIELD_RECORD, 0,
                               _vmistate_binding_ref_get_type },
  [INTERFACE_SPEC_MODEL] = { "model", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateInterfaceSpec, _vmistate_interface_spec, interface_spec_fields,
                        INTERFACE_SPEC_N_FIELDS)

static const VmistateField multus_spec_fields[] = {
  [MULTUS_SPEC_NETWORK_NAME] = { "networkName", VMISTATE_FIELD_STRING },
  [MULTUS_SPEC_DEFAULT] = { "default", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateMultusSpec, _vmistate_multus_spec, multus_spec_fields,
                        MULTUS_SPEC_N_FIELDS)

static const VmistateField network_spec_fields[] = {
  [NETWORK_SPEC_NAME] = { "name", VMISTATE_FIELD_STRING },
  [NETWORK_SPEC_POD] = { "pod", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [NETWORK_SPEC_MULTUS] = { "multus", VMISTATE_FIELD_RECORD, 0, _vmistate_multus_spec_get_type },
  [NETWORK_SPEC_RESOURCE_CLAIM] = { "resourceClaim", VMISTATE_FIELD_RECORD, 0,
                                    _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateNetworkSpec, _vmistate_network_spec, network_spec_fields,
                        NETWORK_SPEC_N_FIELDS)

static const VmistateField disk_target_fields[] = {
  [DISK_TARGET_BUS] = { "bus", VMISTATE_FIELD_STRING },
  [DISK_TARGET_READONLY] = { "readonly", VMISTATE_FIELD_BOOLEAN },
  [DISK_TARGET_RESERVATION] = { "reservation", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateDiskTarget, _vmistate_disk_target, disk_target_fields,
                        DISK_TARGET_N_FIELDS)

static const VmistateField disk_spec_fields[] = {
  [DISK_SPEC_NAME] = { "name", VMISTATE_FIELD_STRING },
  [DISK_SPEC_DISK] = { "disk", VMISTATE_FIELD_RECORD, 0, _vmistate_disk_target_get_type },
  [DISK_SPEC_CDROM] = { "cdrom", VMISTATE_FIELD_RECORD, 0, _vmistate_disk_target_get_type },
  [DISK_SPEC_LUN] = { "lun", VMISTATE_FIELD_RECORD, 0, _vmistate_disk_target_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDiskSpec, _vmistate_disk_spec, disk_spec_fields, DISK_SPEC_N_FIELDS)

static const VmistateField filesystem_spec_fields[] = {
  [FILESYSTEM_SPEC_NAME] = { "name", VMISTATE_FIELD_STRING },
  [FILESYSTEM_SPEC_VIRTIOFS] = { "virtiofs", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateFilesystemSpec, _vmistate_filesystem_spec, filesystem_spec_fields,
                        FILESYSTEM_SPEC_N_FIELDS)

static const VmistateField device_spec_fields[] = {
  [DEVICE_SPEC_NAME] = { "name", VMISTATE_FIELD_STRING },
  [DEVICE_SPEC_DEVICE_NAME] = { "deviceName", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateDeviceSpec, _vmistate_device_spec, device_spec_fields,
                        DEVICE_SPEC_N_FIELDS)

static const VmistateField devices_spec_fields[] = {
  [DEVICES_SPEC_INTERFACES] = { "interfaces", VMISTATE_FIELD_LIST, 0,
                                _vmistate_interface_spec_get_type },
  [DEVICES_SPEC_DISKS] = { "disks", VMISTATE_FIELD_LIST, 0, _vmistate_disk_spec_get_type },
  [DEVICES_SPEC_FILESYSTEMS] = { "filesystems", VMISTATE_FIELD_LIST, 0,
                                 _vmistate_filesystem_spec_get_type },
  [DEVICES_SPEC_GPUS] = { "gpus", VMISTATE_FIELD_LIST, 0, _vmistate_device_spec_get_type },
  [DEVICES_SPEC_HOST_DEVICES] = { "hostDevices", VMISTATE_FIELD_LIST, 0,
                                  _vmistate_device_spec_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDevicesSpec, _vmistate_devices_spec, devices_spec_fields,
                        DEVICES_SPEC_N_FIELDS)

static const VmistateField cpu_feature_fields[] = {
  [CPU_FEATURE_NAME] = { "name", VMISTATE_FIELD_STRING },
  [CPU_FEATURE_POLICY] = { "policy", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateCpuFeature, _vmistate_cpu_feature, cpu_feature_fields,
                        CPU_FEATURE_N_FIELDS)

static const VmistateField cpu_spec_fields[] = {
  [CPU_SPEC_CORES] = { "cores", VMISTATE_FIELD_UINT32 },
  [CPU_SPEC_SOCKETS] = { "sockets", VMISTATE_FIELD_UINT32 },
  [CPU_SPEC_THREADS] = { "threads", VMISTATE_FIELD_UINT32 },
  [CPU_SPEC_MAX_SOCKETS] = { "maxSockets", VMISTATE_FIELD_UINT32 },
  [CPU_SPEC_MODEL] = { "model", VMISTATE_FIELD_STRING },
  [CPU_SPEC_DEDICATED_CPU_PLACEMENT] = { "dedicatedCpuPlacement", VMISTATE_FIELD_BOOLEAN },
  [CPU_SPEC_FEATURES] = { "features", VMISTATE_FIELD_LIST, 0, _vmistate_cpu_feature_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateCpuSpec, _vmistate_cpu_spec, cpu_spec_fields, CPU_SPEC_N_FIELDS)

static const VmistateField hugepages_fields[] = {
  [HUGEPAGES_PAGE_SIZE] = { "pageSize", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateHugepages, _vmistate_hugepages, hugepages_fields,
                        HUGEPAGES_N_FIELDS)

static const VmistateField memory_spec_fields[] = {
  [MEMORY_SPEC_GUEST] = { "guest", VMISTATE_FIELD_QUANTITY },
  [MEMORY_SPEC_MAX_GUEST] = { "maxGuest", VMISTATE_FIELD_QUANTITY },
  [MEMORY_SPEC_HUGEPAGES] = { "hugepages", VMISTATE_FIELD_RECORD, 0, _vmistate_hugepages_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateMemorySpec, _vmistate_memory_spec, memory_spec_fields,
                        MEMORY_SPEC_N_FIELDS)

static const VmistateField resource_amounts_fields[] = {
  [RESOURCE_AMOUNTS_CPU] = { "cpu", VMISTATE_FIELD_QUANTITY },
  [RESOURCE_AMOUNTS_MEMORY] = { "memory", VMISTATE_FIELD_QUANTITY },
  [RESOURCE_AMOUNTS_STORAGE] = { "storage", VMISTATE_FIELD_QUANTITY },
};
VMISTATE_DEFINE_RECORD (VmistateResourceAmounts, _vmistate_resource_amounts,
                        resource_amounts_fields, RESOURCE_AMOUNTS_N_FIELDS)

static const VmistateField resources_spec_fields[] = {
  [RESOURCES_SPEC_REQUESTS] = { "requests", VMISTATE_FIELD_RECORD, 0,
                                _vmistate_resource_amounts_get_type },
  [RESOURCES_SPEC_LIMITS] = { "limits", VMISTATE_FIELD_RECORD, 0,
                              _vmistate_resource_amounts_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateResourcesSpec, _vmistate_resources_spec, resources_spec_fields,
                        RESOURCES_SPEC_N_FIELDS)

static const VmistateField hyperv_spec_fields[] = {
  [HYPERV_SPEC_REENLIGHTENMENT] = { "reenlightenment", VMISTATE_FIELD_RECORD, 0,
                                    _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateHypervSpec, _vmistate_hyperv_spec, hyperv_spec_fields,
                        HYPERV_SPEC_N_FIELDS)

static const VmistateField features_spec_fields[] = {
  [FEATURES_SPEC_ACPI] = { "acpi", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [FEATURES_SPEC_HYPERV] = { "hyperv", VMISTATE_FIELD_RECORD, 0, _vmistate_hyperv_spec_get_type },
  [FEATURES_SPEC_HYPERV_PASSTHROUGH] = { "hypervPassthrough", VMISTATE_FIELD_RECORD, 0,
                                         _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateFeaturesSpec, _vmistate_features_spec, features_spec_fields,
                        FEATURES_SPEC_N_FIELDS)

static const VmistateField launch_security_fields[] = {
  [LAUNCH_SECURITY_SEV] = { "sev", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [LAUNCH_SECURITY_SNP] = { "snp", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [LAUNCH_SECURITY_TDX] = { "tdx", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateLaunchSecurity, _vmistate_launch_security, launch_security_fields,
                        LAUNCH_SECURITY_N_FIELDS)

static const VmistateField domain_spec_fields[] = {
  [DOMAIN_SPEC_CPU] = { "cpu", VMISTATE_FIELD_RECORD, 0, _vmistate_cpu_spec_get_type },
  [DOMAIN_SPEC_MEMORY] = { "memory", VMISTATE_FIELD_RECORD, 0, _vmistate_memory_spec_get_type },
  [DOMAIN_SPEC_RESOURCES] = { "resources", VMISTATE_FIELD_RECORD, 0,
                              _vmistate_resources_spec_get_type },
  [DOMAIN_SPEC_FEATURES] = { "features", VMISTATE_FIELD_RECORD, 0,
                             _vmistate_features_spec_get_type },
  [DOMAIN_SPEC_LAUNCH_SECURITY] = { "launchSecurity", VMISTATE_FIELD_RECORD, 0,
                                    _vmistate_launch_security_get_type },
  [DOMAIN_SPEC_DEVICES] = { "devices", VMISTATE_FIELD_RECORD, 0, _vmistate_devices_spec_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDomainSpec, _vmistate_domain_spec, domain_spec_fields,
                        DOMAIN_SPEC_N_FIELDS)

static const VmistateField claim_ref_fields[] = {
  [CLAIM_REF_CLAIM_NAME] = { "claimName", VMISTATE_FIELD_STRING },
  [CLAIM_REF_HOTPLUGGABLE] = { "hotpluggable", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateClaimRef, _vmistate_claim_ref, claim_ref_fields, CLAIM_REF_N_FIELDS)

static const VmistateField data_volume_ref_fields[] = {
  [DATA_VOLUME_REF_NAME] = { "name", VMISTATE_FIELD_STRING },
  [DATA_VOLUME_REF_HOTPLUGGABLE] = { "hotpluggable", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateDataVolumeRef, _vmistate_data_volume_ref, data_volume_ref_fields,
                        DATA_VOLUME_REF_N_FIELDS)

static const VmistateField host_disk_fields[] = {
  [HOST_DISK_PATH] = { "path", VMISTATE_FIELD_STRING },
  [HOST_DISK_TYPE] = { "type", VMISTATE_FIELD_STRING },
  [HOST_DISK_SHARED] = { "shared", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateHostDisk, _vmistate_host_disk, host_disk_fields, HOST_DISK_N_FIELDS)

static const VmistateField volume_spec_fields[] = {
  [VOLUME_SPEC_NAME] = { "name", VMISTATE_FIELD_STRING },
  [VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM] = { "persistentVolumeClaim", VMISTATE_FIELD_RECORD, 0,
                                            _vmistate_claim_ref_get_type },
  [VOLUME_SPEC_DATA_VOLUME] = { "dataVolume", VMISTATE_FIELD_RECORD, 0,
                                _vmistate_data_volume_ref_get_type },
  [VOLUME_SPEC_HOST_DISK] = { "hostDisk", VMISTATE_FIELD_RECORD, 0, _vmistate_host_disk_get_type },
  [VOLUME_SPEC_MEMORY_DUMP] = { "memoryDump", VMISTATE_FIELD_RECORD, 0,
                                _vmistate_claim_ref_get_type },
  [VOLUME_SPEC_EPHEMERAL] = { "ephemeral", VMISTATE_FIELD_RECORD, 0, _vmistate_marker_get_type },
  [VOLUME_SPEC_CONTAINER_DISK] = { "containerDisk", VMISTATE_FIELD_RECORD, 0,
                                   _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateVolumeSpec, _vmistate_volume_spec, volume_spec_fields,
                        VOLUME_SPEC_N_FIELDS)

static const VmistateField propagation_method_fields[] = {
  [PROPAGATION_METHOD_QEMU_GUEST_AGENT] = { "qemuGuestAgent", VMISTATE_FIELD_RECORD, 0,
                                            _vmistate_marker_get_type },
  [PROPAGATION_METHOD_CONFIG_DRIVE] = { "configDrive", VMISTATE_FIELD_RECORD, 0,
                                        _vmistate_marker_get_type },
  [PROPAGATION_METHOD_NO_CLOUD] = { "noCloud", VMISTATE_FIELD_RECORD, 0,
                                    _vmistate_marker_get_type },
};
VMISTATE_DEFINE_RECORD (VmistatePropagationMethod, _vmistate_propagation_method,
                        propagation_method_fields, PROPAGATION_METHOD_N_FIELDS)

static const VmistateField credential_fields[] = {
  [CREDENTIAL_PROPAGATION_METHOD] = { "propagationMethod", VMISTATE_FIELD_RECORD, 0,
                                      _vmistate_propagation_method_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateCredential, _vmistate_credential, credential_fields,
                        CREDENTIAL_N_FIELDS)

static const VmistateField access_credential_fields[] = {
  [ACCESS_CREDENTIAL_SSH_PUBLIC_KEY] = { "sshPublicKey", VMISTATE_FIELD_RECORD, 0,
                                         _vmistate_credential_get_type },
  [ACCESS_CREDENTIAL_USER_PASSWORD] = { "userPassword", VMISTATE_FIELD_RECORD, 0,
                                        _vmistate_credential_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateAccessCredential, _vmistate_access_credential,
                        access_credential_fields, ACCESS_CREDENTIAL_N_FIELDS)

static const VmistateField vmi_spec_fields[] = {
  [VMI_SPEC_ARCHITECTURE] = { "architecture", VMISTATE_FIELD_STRING },
  [VMI_SPEC_DOMAIN] = { "domain", VMISTATE_FIELD_RECORD, 0, _vmistate_domain_spec_get_type },
  [VMI_SPEC_NETWORKS] = { "networks", VMISTATE_FIELD_LIST, 0, _vmistate_network_spec_get_type },
  [VMI_SPEC_VOLUMES] = { "volumes", VMISTATE_FIELD_LIST, 0, _vmistate_volume_spec_get_type },
  [VMI_SPEC_UTILITY_VOLUMES] = { "utilityVolumes", VMISTATE_FIELD_LIST, 0,
                                 _vmistate_volume_spec_get_type },
  [VMI_SPEC_ACCESS_CREDENTIALS] = { "accessCredentials", VMISTATE_FIELD_LIST, 0,
                                    _vmistate_access_credential_get_type },
  [VMI_SPEC_EVICTION_STRATEGY] = { "evictionStrategy", VMISTATE_FIELD_STRING },
  [VMI_SPEC_TERMINATION_GRACE_PERIOD_SECONDS] = { "terminationGracePeriodSeconds",
                                                  VMISTATE_FIELD_INT64 },
};
VMISTATE_DEFINE_RECORD (VmistateVmiSpec, _vmistate_vmi_spec, vmi_spec_fields, VMI_SPEC_N_FIELDS)

static const VmistateField vmi_object_fields[] = {
  [VMI_OBJECT_METADATA] = { "metadata", VMISTATE_FIELD_RECORD, 0, _vmistate_object_meta_get_type },
  [VMI_OBJECT_SPEC] = { "spec", VMISTATE_FIELD_RECORD, 0, _vmistate_vmi_spec_get_type },
  [VMI_OBJECT_STATUS] = { "status", VMISTATE_FIELD_RECORD, 0, vmistate_status_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateVmiObject, _vmistate_vmi_object, vmi_object_fields,
                        VMI_OBJECT_N_FIELDS)
