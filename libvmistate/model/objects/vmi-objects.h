/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The VirtualMachineInstance: metadata, the part of its spec that the rules ask for, its status. */

#pragma once

#include "../record.h"

G_BEGIN_DECLS

enum
{
  BINDING_REF_NAME,
  BINDING_REF_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateBindingRef, _vmistate_binding_ref, VMISTATE, BINDING_REF_RECORD,
                      VmistateRecord)

enum
{
  INTERFACE_SPEC_NAME,
  INTERFACE_SPEC_MAC_ADDRESS,
  INTERFACE_SPEC_STATE,
  INTERFACE_SPEC_MASQUERADE,
  INTERFACE_SPEC_BRIDGE,
  INTERFACE_SPEC_SRIOV,
  INTERFACE_SPEC_PASST,
  INTERFACE_SPEC_PASST_BINDING,
  INTERFACE_SPEC_SLIRP,
  INTERFACE_SPEC_MACVTAP,
  INTERFACE_SPEC_BINDING,
  INTERFACE_SPEC_MODEL,
  INTERFACE_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateInterfaceSpec, _vmistate_interface_spec, VMISTATE,
                      INTERFACE_SPEC_RECORD, VmistateRecord)

enum
{
  MULTUS_SPEC_NETWORK_NAME,
  MULTUS_SPEC_DEFAULT,
  MULTUS_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMultusSpec, _vmistate_multus_spec, VMISTATE, MULTUS_SPEC_RECORD,
                      VmistateRecord)

enum
{
  NETWORK_SPEC_NAME,
  NETWORK_SPEC_POD,
  NETWORK_SPEC_MULTUS,
  NETWORK_SPEC_RESOURCE_CLAIM,
  NETWORK_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateNetworkSpec, _vmistate_network_spec, VMISTATE, NETWORK_SPEC_RECORD,
                      VmistateRecord)

enum
{
  DISK_TARGET_BUS,
  DISK_TARGET_READONLY,
  DISK_TARGET_RESERVATION,
  DISK_TARGET_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDiskTarget, _vmistate_disk_target, VMISTATE, DISK_TARGET_RECORD,
                      VmistateRecord)

enum
{
  DISK_SPEC_NAME,
  DISK_SPEC_DISK,
  DISK_SPEC_CDROM,
  DISK_SPEC_LUN,
  DISK_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDiskSpec, _vmistate_disk_spec, VMISTATE, DISK_SPEC_RECORD,
                      VmistateRecord)

enum
{
  FILESYSTEM_SPEC_NAME,
  FILESYSTEM_SPEC_VIRTIOFS,
  FILESYSTEM_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateFilesystemSpec, _vmistate_filesystem_spec, VMISTATE,
                      FILESYSTEM_SPEC_RECORD, VmistateRecord)

enum
{
  DEVICE_SPEC_NAME,
  DEVICE_SPEC_DEVICE_NAME,
  DEVICE_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDeviceSpec, _vmistate_device_spec, VMISTATE, DEVICE_SPEC_RECORD,
                      VmistateRecord)

enum
{
  DEVICES_SPEC_INTERFACES,
  DEVICES_SPEC_DISKS,
  DEVICES_SPEC_FILESYSTEMS,
  DEVICES_SPEC_GPUS,
  DEVICES_SPEC_HOST_DEVICES,
  DEVICES_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDevicesSpec, _vmistate_devices_spec, VMISTATE, DEVICES_SPEC_RECORD,
                      VmistateRecord)

enum
{
  CPU_FEATURE_NAME,
  CPU_FEATURE_POLICY,
  CPU_FEATURE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateCpuFeature, _vmistate_cpu_feature, VMISTATE, CPU_FEATURE_RECORD,
                      VmistateRecord)

enum
{
  CPU_SPEC_CORES,
  CPU_SPEC_SOCKETS,
  CPU_SPEC_THREADS,
  CPU_SPEC_MAX_SOCKETS,
  CPU_SPEC_MODEL,
  CPU_SPEC_DEDICATED_CPU_PLACEMENT,
  CPU_SPEC_FEATURES,
  CPU_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateCpuSpec, _vmistate_cpu_spec, VMISTATE, CPU_SPEC_RECORD,
                      VmistateRecord)

enum
{
  HUGEPAGES_PAGE_SIZE,
  HUGEPAGES_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateHugepages, _vmistate_hugepages, VMISTATE, HUGEPAGES_RECORD,
                      VmistateRecord)

enum
{
  MEMORY_SPEC_GUEST,
  MEMORY_SPEC_MAX_GUEST,
  MEMORY_SPEC_HUGEPAGES,
  MEMORY_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMemorySpec, _vmistate_memory_spec, VMISTATE, MEMORY_SPEC_RECORD,
                      VmistateRecord)

enum
{
  RESOURCE_AMOUNTS_CPU,
  RESOURCE_AMOUNTS_MEMORY,
  RESOURCE_AMOUNTS_STORAGE,
  RESOURCE_AMOUNTS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateResourceAmounts, _vmistate_resource_amounts, VMISTATE,
                      RESOURCE_AMOUNTS_RECORD, VmistateRecord)

enum
{
  RESOURCES_SPEC_REQUESTS,
  RESOURCES_SPEC_LIMITS,
  RESOURCES_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateResourcesSpec, _vmistate_resources_spec, VMISTATE,
                      RESOURCES_SPEC_RECORD, VmistateRecord)

enum
{
  HYPERV_SPEC_REENLIGHTENMENT,
  HYPERV_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateHypervSpec, _vmistate_hyperv_spec, VMISTATE, HYPERV_SPEC_RECORD,
                      VmistateRecord)

enum
{
  FEATURES_SPEC_ACPI,
  FEATURES_SPEC_HYPERV,
  FEATURES_SPEC_HYPERV_PASSTHROUGH,
  FEATURES_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateFeaturesSpec, _vmistate_features_spec, VMISTATE, FEATURES_SPEC_RECORD,
                      VmistateRecord)

enum
{
  LAUNCH_SECURITY_SEV,
  LAUNCH_SECURITY_SNP,
  LAUNCH_SECURITY_TDX,
  LAUNCH_SECURITY_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateLaunchSecurity, _vmistate_launch_security, VMISTATE,
                      LAUNCH_SECURITY_RECORD, VmistateRecord)

enum
{
  DOMAIN_SPEC_CPU,
  DOMAIN_SPEC_MEMORY,
  DOMAIN_SPEC_RESOURCES,
  DOMAIN_SPEC_FEATURES,
  DOMAIN_SPEC_LAUNCH_SECURITY,
  DOMAIN_SPEC_DEVICES,
  DOMAIN_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainSpec, _vmistate_domain_spec, VMISTATE, DOMAIN_SPEC_RECORD,
                      VmistateRecord)

enum
{
  CLAIM_REF_CLAIM_NAME,
  CLAIM_REF_HOTPLUGGABLE,
  CLAIM_REF_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateClaimRef, _vmistate_claim_ref, VMISTATE, CLAIM_REF_RECORD,
                      VmistateRecord)

enum
{
  DATA_VOLUME_REF_NAME,
  DATA_VOLUME_REF_HOTPLUGGABLE,
  DATA_VOLUME_REF_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDataVolumeRef, _vmistate_data_volume_ref, VMISTATE,
                      DATA_VOLUME_REF_RECORD, VmistateRecord)

enum
{
  HOST_DISK_PATH,
  HOST_DISK_TYPE,
  HOST_DISK_SHARED,
  HOST_DISK_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateHostDisk, _vmistate_host_disk, VMISTATE, HOST_DISK_RECORD,
                      VmistateRecord)

enum
{
  VOLUME_SPEC_NAME,
  VOLUME_SPEC_PERSISTENT_VOLUME_CLAIM,
  VOLUME_SPEC_DATA_VOLUME,
  VOLUME_SPEC_HOST_DISK,
  VOLUME_SPEC_MEMORY_DUMP,
  VOLUME_SPEC_EPHEMERAL,
  VOLUME_SPEC_CONTAINER_DISK,
  VOLUME_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateVolumeSpec, _vmistate_volume_spec, VMISTATE, VOLUME_SPEC_RECORD,
                      VmistateRecord)

enum
{
  PROPAGATION_METHOD_QEMU_GUEST_AGENT,
  PROPAGATION_METHOD_CONFIG_DRIVE,
  PROPAGATION_METHOD_NO_CLOUD,
  PROPAGATION_METHOD_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistatePropagationMethod, _vmistate_propagation_method, VMISTATE,
                      PROPAGATION_METHOD_RECORD, VmistateRecord)

enum
{
  CREDENTIAL_PROPAGATION_METHOD,
  CREDENTIAL_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateCredential, _vmistate_credential, VMISTATE, CREDENTIAL_RECORD,
                      VmistateRecord)

enum
{
  ACCESS_CREDENTIAL_SSH_PUBLIC_KEY,
  ACCESS_CREDENTIAL_USER_PASSWORD,
  ACCESS_CREDENTIAL_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateAccessCredential, _vmistate_access_credential, VMISTATE,
                      ACCESS_CREDENTIAL_RECORD, VmistateRecord)

enum
{
  VMI_SPEC_ARCHITECTURE,
  VMI_SPEC_DOMAIN,
  VMI_SPEC_NETWORKS,
  VMI_SPEC_VOLUMES,
  VMI_SPEC_UTILITY_VOLUMES,
  VMI_SPEC_ACCESS_CREDENTIALS,
  VMI_SPEC_EVICTION_STRATEGY,
  VMI_SPEC_TERMINATION_GRACE_PERIOD_SECONDS,
  VMI_SPEC_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateVmiSpec, _vmistate_vmi_spec, VMISTATE, VMI_SPEC_RECORD,
                      VmistateRecord)

enum
{
  VMI_OBJECT_METADATA,
  VMI_OBJECT_SPEC,
  VMI_OBJECT_STATUS,
  VMI_OBJECT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateVmiObject, _vmistate_vmi_object, VMISTATE, VMI_OBJECT_RECORD,
                      VmistateRecord)

G_END_DECLS
