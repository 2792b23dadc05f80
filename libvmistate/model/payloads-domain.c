/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "payloads-domain.h"

static const VmistateField openstack_notes_fields[] = {
  [OPENSTACK_NOTES_NAME] = { "name", VMISTATE_FIELD_STRING },
  [OPENSTACK_NOTES_FLAVOR] = { "flavor", VMISTATE_FIELD_STRING },
  [OPENSTACK_NOTES_USER] = { "user", VMISTATE_FIELD_STRING },
  [OPENSTACK_NOTES_USER_UUID] = { "userUUID", VMISTATE_FIELD_STRING },
  [OPENSTACK_NOTES_PROJECT] = { "project", VMISTATE_FIELD_STRING },
  [OPENSTACK_NOTES_PROJECT_UUID] = { "projectUUID", VMISTATE_FIELD_STRING },
  [OPENSTACK_NOTES_ROOT_TYPE] = { "rootType", VMISTATE_FIELD_STRING },
  [OPENSTACK_NOTES_ROOT_UUID] = { "rootUUID", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateOpenstackNotes, _vmistate_openstack_notes, openstack_notes_fields,
                        OPENSTACK_NOTES_N_FIELDS)

static const VmistateField interface_details_fields[] = {
  [DOMAIN_INTERFACE_DETAILS_TARGET] = { "target", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_DETAILS_BRIDGE] = { "bridge", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_DETAILS_VIRTUAL_INTERFACE] = { "virtualInterface", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_DETAILS_MTU] = { "mtu", VMISTATE_FIELD_UINT32 },
};
VMISTATE_DEFINE_RECORD (VmistateDomainInterfaceDetails, _vmistate_domain_interface_details,
                        interface_details_fields, DOMAIN_INTERFACE_DETAILS_N_FIELDS)

static const VmistateField disk_limits_fields[] = {
  [DISK_LIMITS_TOTAL_BYTES] = { "totalBytes", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_READ_BYTES] = { "readBytes", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_WRITE_BYTES] = { "writeBytes", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_TOTAL_REQUESTS] = { "totalRequests", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_READ_REQUESTS] = { "readRequests", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_WRITE_REQUESTS] = { "writeRequests", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_TOTAL_BYTES] = { "burstTotalBytes", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_READ_BYTES] = { "burstReadBytes", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_WRITE_BYTES] = { "burstWriteBytes", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_TOTAL_REQUESTS] = { "burstTotalRequests", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_READ_REQUESTS] = { "burstReadRequests", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_WRITE_REQUESTS] = { "burstWriteRequests", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_TOTAL_BYTES_SECONDS] = { "burstTotalBytesSeconds", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_READ_BYTES_SECONDS] = { "burstReadBytesSeconds", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_WRITE_BYTES_SECONDS] = { "burstWriteBytesSeconds", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_TOTAL_REQUESTS_SECONDS] = { "burstTotalRequestsSeconds",
                                                 VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_READ_REQUESTS_SECONDS] = { "burstReadRequestsSeconds", VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_BURST_WRITE_REQUESTS_SECONDS] = { "burstWriteRequestsSeconds",
                                                 VMISTATE_FIELD_UINT64 },
  [DISK_LIMITS_REQUEST_BYTES] = { "requestBytes", VMISTATE_FIELD_UINT64 },
};
VMISTATE_DEFINE_RECORD (VmistateDiskLimits, _vmistate_disk_limits, disk_limits_fields,
                        DISK_LIMITS_N_FIELDS)

static const VmistateField disk_details_fields[] = {
  [DOMAIN_DISK_DETAILS_TARGET] = { "target", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_DETAILS_TYPE] = { "type", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_DETAILS_DRIVER_NAME] = { "driverName", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_DETAILS_DRIVER_TYPE] = { "driverType", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_DETAILS_CACHE] = { "cache", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_DETAILS_DISCARD] = { "discard", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_DETAILS_PROTOCOL] = { "protocol", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_DETAILS_LIMITS] = { "limits", VMISTATE_FIELD_RECORD, 0,
                                   _vmistate_disk_limits_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDomainDiskDetails, _vmistate_domain_disk_details,
                        disk_details_fields, DOMAIN_DISK_DETAILS_N_FIELDS)

static const VmistateField domain_details_fields[] = {
  [DOMAIN_DETAILS_OPENSTACK] = { "openstack", VMISTATE_FIELD_RECORD, 0,
                                 _vmistate_openstack_notes_get_type },
  [DOMAIN_DETAILS_INTERFACES] = { "interfaces", VMISTATE_FIELD_LIST, 0,
                                  _vmistate_domain_interface_details_get_type },
  [DOMAIN_DETAILS_DISKS] = { "disks", VMISTATE_FIELD_LIST, 0,
                             _vmistate_domain_disk_details_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDomainDetails, _vmistate_domain_details, domain_details_fields,
                        DOMAIN_DETAILS_N_FIELDS)
