/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What domain XML says beyond what a status needs: for labels and limits. It stands apart from what
 * a status needs, so that a domain of which nothing of it was said has one absent field of it. */

#pragma once

#include "record.h"

G_BEGIN_DECLS

/* What OpenStack's compute service notes in the metadata of its domains */
enum
{
  OPENSTACK_NOTES_NAME,
  OPENSTACK_NOTES_FLAVOR,
  OPENSTACK_NOTES_USER,
  OPENSTACK_NOTES_USER_UUID,
  OPENSTACK_NOTES_PROJECT,
  OPENSTACK_NOTES_PROJECT_UUID,
  OPENSTACK_NOTES_ROOT_TYPE, /* "image", "volume" */
  OPENSTACK_NOTES_ROOT_UUID,
  OPENSTACK_NOTES_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateOpenstackNotes, _vmistate_openstack_notes, VMISTATE, OPENSTACK_NOTES,
                      VmistateRecord)

enum
{
  DOMAIN_INTERFACE_DETAILS_TARGET, /* which interface it is */
  DOMAIN_INTERFACE_DETAILS_BRIDGE,
  DOMAIN_INTERFACE_DETAILS_VIRTUAL_INTERFACE, /* id of the port in Open vSwitch and others */
  DOMAIN_INTERFACE_DETAILS_MTU,
  DOMAIN_INTERFACE_DETAILS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainInterfaceDetails, _vmistate_domain_interface_details, VMISTATE,
                      DOMAIN_INTERFACE_DETAILS, VmistateRecord)

/* What a disk is held to. Without a limit the XML has 0 or nothing, and here is nothing. */
enum
{
  DISK_LIMITS_TOTAL_BYTES, /* in a second */
  DISK_LIMITS_READ_BYTES,
  DISK_LIMITS_WRITE_BYTES,
  DISK_LIMITS_TOTAL_REQUESTS,
  DISK_LIMITS_READ_REQUESTS,
  DISK_LIMITS_WRITE_REQUESTS,
  DISK_LIMITS_BURST_TOTAL_BYTES, /* in a second of a burst, too */
  DISK_LIMITS_BURST_READ_BYTES,
  DISK_LIMITS_BURST_WRITE_BYTES,
  DISK_LIMITS_BURST_TOTAL_REQUESTS,
  DISK_LIMITS_BURST_READ_REQUESTS,
  DISK_LIMITS_BURST_WRITE_REQUESTS,
  DISK_LIMITS_BURST_TOTAL_BYTES_SECONDS, /* how long a burst may be */
  DISK_LIMITS_BURST_READ_BYTES_SECONDS,
  DISK_LIMITS_BURST_WRITE_BYTES_SECONDS,
  DISK_LIMITS_BURST_TOTAL_REQUESTS_SECONDS,
  DISK_LIMITS_BURST_READ_REQUESTS_SECONDS,
  DISK_LIMITS_BURST_WRITE_REQUESTS_SECONDS,
  DISK_LIMITS_REQUEST_BYTES, /* a greater request counts as several */
  DISK_LIMITS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDiskLimits, _vmistate_disk_limits, VMISTATE, DISK_LIMITS,
                      VmistateRecord)

enum
{
  DOMAIN_DISK_DETAILS_TARGET, /* which disk it is */
  DOMAIN_DISK_DETAILS_TYPE,   /* "file", "block", "network", … */
  DOMAIN_DISK_DETAILS_DRIVER_NAME,
  DOMAIN_DISK_DETAILS_DRIVER_TYPE, /* format: "raw", "qcow2", … */
  DOMAIN_DISK_DETAILS_CACHE,
  DOMAIN_DISK_DETAILS_DISCARD,
  DOMAIN_DISK_DETAILS_PROTOCOL, /* of a disk that is reached over a network */
  DOMAIN_DISK_DETAILS_LIMITS,
  DOMAIN_DISK_DETAILS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainDiskDetails, _vmistate_domain_disk_details, VMISTATE,
                      DOMAIN_DISK_DETAILS, VmistateRecord)

enum
{
  DOMAIN_DETAILS_OPENSTACK, /* absent: not OpenStack's */
  DOMAIN_DETAILS_INTERFACES,
  DOMAIN_DETAILS_DISKS,
  DOMAIN_DETAILS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainDetails, _vmistate_domain_details, VMISTATE, DOMAIN_DETAILS,
                      VmistateRecord)

G_END_DECLS
