/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What facts hold, one record type per kind. They are not introspected: other programs read and
 * write them as the JSON of a fact. */

#pragma once

#include "payloads-domain.h"
#include "record.h"

G_BEGIN_DECLS

/* The source itself */
enum
{
  SOURCE_REPORT_STATE,       /* "LIVE", "LOST", "STOPPED": VmistateStampState nicks */
  SOURCE_REPORT_MESSAGE,     /* why it is not live */
  SOURCE_REPORT_NODE,        /* name of the host that the domains run on */
  SOURCE_REPORT_CPU_MODEL,   /* what libvirt's host-model gives there; "": nothing */
  SOURCE_REPORT_UNSUPPORTED, /* what the other side refused, such as event names */
  SOURCE_REPORT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateSourceReport, _vmistate_source_report, VMISTATE, SOURCE_REPORT,
                      VmistateRecord)

/* What KubeVirt's launcher notes in the metadata of the domain */
enum
{
  CREDENTIAL_NOTE_SUCCEEDED,
  CREDENTIAL_NOTE_MESSAGE,
  CREDENTIAL_NOTE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateCredentialNote, _vmistate_credential_note, VMISTATE, CREDENTIAL_NOTE,
                      VmistateRecord)

enum
{
  MIGRATION_NOTE_UID,
  MIGRATION_NOTE_START_TIMESTAMP,
  MIGRATION_NOTE_END_TIMESTAMP,
  MIGRATION_NOTE_FAILED,
  MIGRATION_NOTE_FAILURE_REASON,
  MIGRATION_NOTE_ABORT_STATUS,
  MIGRATION_NOTE_MODE,
  MIGRATION_NOTE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMigrationNote, _vmistate_migration_note, VMISTATE, MIGRATION_NOTE,
                      VmistateRecord)

enum
{
  MEMORY_DUMP_NOTE_FILE_NAME,
  MEMORY_DUMP_NOTE_START_TIMESTAMP,
  MEMORY_DUMP_NOTE_END_TIMESTAMP,
  MEMORY_DUMP_NOTE_COMPLETED,
  MEMORY_DUMP_NOTE_FAILED,
  MEMORY_DUMP_NOTE_FAILURE_REASON,
  MEMORY_DUMP_NOTE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateMemoryDumpNote, _vmistate_memory_dump_note, VMISTATE,
                      MEMORY_DUMP_NOTE, VmistateRecord)

enum
{
  DOMAIN_NOTES_UID,
  DOMAIN_NOTES_GRACE_PERIOD_SECONDS,
  DOMAIN_NOTES_DELETION_TIMESTAMP,
  DOMAIN_NOTES_CREDENTIAL,
  DOMAIN_NOTES_MIGRATION,
  DOMAIN_NOTES_MEMORY_DUMP,
  DOMAIN_NOTES_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainNotes, _vmistate_domain_notes, VMISTATE, DOMAIN_NOTES,
                      VmistateRecord)

/* What the domain XML says */
enum
{
  DOMAIN_UUID,
  DOMAIN_NAME,
  DOMAIN_ID, /* hypervisor's number of this run; absent while the domain is shut off */
  DOMAIN_TYPE,
  DOMAIN_ARCH,
  DOMAIN_MACHINE,
  DOMAIN_ACPI,
  DOMAIN_TRANSIENT,
  DOMAIN_MEMORY, /* number, in the unit beside it, as the XML has both */
  DOMAIN_MEMORY_UNIT,
  DOMAIN_CURRENT_MEMORY,
  DOMAIN_CURRENT_MEMORY_UNIT,
  DOMAIN_VCPUS,
  DOMAIN_MAX_VCPUS,
  DOMAIN_SOCKETS,
  DOMAIN_CORES,
  DOMAIN_THREADS,
  DOMAIN_AGENT_CHANNEL, /* "connected", "disconnected" or ""; absent: not configured */
  DOMAIN_INTERFACES,
  DOMAIN_DISKS,
  DOMAIN_HOST_DEVICES,
  DOMAIN_SECURITY_LABELS,
  DOMAIN_NOTES,
  DOMAIN_BALLOON_STATS_PERIOD, /* seconds; 0: a balloon without one; absent: no balloon */
  DOMAIN_CPU_AFFINITY, /* CPUs of the host that vCPUs may run on, summed over them; absent: not all
                          vCPUs are bound */
  DOMAIN_OS_TYPE,
  DOMAIN_DETAILS,
  DOMAIN_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomain, _vmistate_domain, VMISTATE, DOMAIN_RECORD, VmistateRecord)

enum
{
  DOMAIN_INTERFACE_ALIAS,
  DOMAIN_INTERFACE_MAC,
  DOMAIN_INTERFACE_TYPE,
  DOMAIN_INTERFACE_SOURCE,
  DOMAIN_INTERFACE_TARGET,
  DOMAIN_INTERFACE_MODEL,
  DOMAIN_INTERFACE_QUEUES,
  DOMAIN_INTERFACE_LINK, /* configured link state */
  DOMAIN_INTERFACE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainInterface, _vmistate_domain_interface, VMISTATE,
                      DOMAIN_INTERFACE, VmistateRecord)

enum
{
  DOMAIN_DISK_ALIAS,
  DOMAIN_DISK_TARGET,
  DOMAIN_DISK_BUS,
  DOMAIN_DISK_DEVICE,
  DOMAIN_DISK_SOURCE, /* absent: no medium */
  DOMAIN_DISK_SERIAL,
  DOMAIN_DISK_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainDisk, _vmistate_domain_disk, VMISTATE, DOMAIN_DISK,
                      VmistateRecord)

enum
{
  DOMAIN_HOST_DEVICE_ALIAS,
  DOMAIN_HOST_DEVICE_TYPE,
  DOMAIN_HOST_DEVICE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainHostDevice, _vmistate_domain_host_device, VMISTATE,
                      DOMAIN_HOST_DEVICE, VmistateRecord)

/* What a security driver of the host gives the hypervisor process */
enum
{
  SECURITY_LABEL_MODEL, /* "selinux", "dac", "apparmor" */
  SECURITY_LABEL_LABEL, /* absent while the domain is shut off, and where there is none */
  SECURITY_LABEL_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateSecurityLabel, _vmistate_security_label, VMISTATE, SECURITY_LABEL,
                      VmistateRecord)

/* libvirt's numbers */
enum
{
  DOMAIN_STATE_STATE,  /* virDomainState */
  DOMAIN_STATE_REASON, /* virDomain*Reason */
  DOMAIN_STATE_GONE,   /* the domain is no longer known; state and reason are the last ones seen */
  DOMAIN_STATE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainState, _vmistate_domain_state, VMISTATE, DOMAIN_STATE,
                      VmistateRecord)

/* An event, as it came */
enum
{
  DOMAIN_EVENT_ID,   /* virDomainEventID */
  DOMAIN_EVENT_NAME, /* "LIFECYCLE", "REBOOT", … */
  DOMAIN_EVENT_DATA, /* a{ss}: its arguments by name, numbers and names as text */
  DOMAIN_EVENT_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateDomainEvent, _vmistate_domain_event, VMISTATE, DOMAIN_EVENT,
                      VmistateRecord)

/* Whether the hypervisor process answers */
enum
{
  RESPONSIVENESS_RESPONSIVE,
  RESPONSIVENESS_SINCE, /* while not responsive: when the unanswered question was asked */
  RESPONSIVENESS_DETAIL,
  RESPONSIVENESS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateResponsiveness, _vmistate_responsiveness, VMISTATE, RESPONSIVENESS,
                      VmistateRecord)

/* The guest end of the agent's channel */
enum
{
  AGENT_CHANNEL_CONNECTED,
  AGENT_CHANNEL_REASON, /* virConnectDomainEventAgentLifecycleReason */
  AGENT_CHANNEL_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateAgentChannel, _vmistate_agent_channel, VMISTATE, AGENT_CHANNEL,
                      VmistateRecord)

/* What KubeVirt's launcher takes from an answer. Without outcome it keeps what is here, and forgets
 * what it had, even if nothing is here. */
enum
{
  AGENT_READING_OUTCOME, /* "ignored", or "panic": the launcher does not survive the answer */
  AGENT_READING_OS,
  AGENT_READING_HOSTNAME,
  AGENT_READING_TIMEZONE,
  AGENT_READING_INTERFACES, /* those without a name too */
  AGENT_READING_USERS,
  AGENT_READING_FILESYSTEMS,
  AGENT_READING_FSFREEZE_STATUS,
  AGENT_READING_VERSION,
  AGENT_READING_COMMANDS,
  AGENT_READING_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateAgentReading, _vmistate_agent_reading, VMISTATE, AGENT_READING,
                      VmistateRecord)

/* One command's answer. Either error fields or the field of that command. */
enum
{
  AGENT_REPLY_COMMAND,  /* "guest-get-osinfo", … */
  AGENT_REPLY_KUBEVIRT, /* how KubeVirt reads the same text; absent: not otherwise than we do */
  AGENT_REPLY_ERROR,    /* a VmistateError nick: "timeout", "unsupported", "protocol", … */
  AGENT_REPLY_MESSAGE,
  AGENT_REPLY_OS,
  AGENT_REPLY_HOSTNAME,
  AGENT_REPLY_TIMEZONE,
  AGENT_REPLY_USERS,
  AGENT_REPLY_FILESYSTEMS,
  AGENT_REPLY_INTERFACES,
  AGENT_REPLY_FSFREEZE_STATUS,
  AGENT_REPLY_LOAD,
  AGENT_REPLY_VERSION,
  AGENT_REPLY_COMMANDS,
  AGENT_REPLY_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateAgentReply, _vmistate_agent_reply, VMISTATE, AGENT_REPLY,
                      VmistateRecord)

enum
{
  GUEST_INTERFACE_NAME,
  GUEST_INTERFACE_HARDWARE_ADDRESS,
  GUEST_INTERFACE_REPORTED_HARDWARE_ADDRESS, /* the guest's own spelling, where it is another */
  GUEST_INTERFACE_ADDRESSES,
  GUEST_INTERFACE_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateGuestInterface, _vmistate_guest_interface, VMISTATE, GUEST_INTERFACE,
                      VmistateRecord)

enum
{
  GUEST_ADDRESS_TYPE, /* "ipv4", "ipv6" */
  GUEST_ADDRESS_ADDRESS,
  GUEST_ADDRESS_PREFIX,
  GUEST_ADDRESS_REPORTED_TYPE,    /* what the guest calls it, where that is wrong */
  GUEST_ADDRESS_REPORTED_ADDRESS, /* the guest's own text, where it is another or no address */
  GUEST_ADDRESS_N_FIELDS,
};
G_DECLARE_FINAL_TYPE (VmistateGuestAddress, _vmistate_guest_address, VMISTATE, GUEST_ADDRESS,
                      VmistateRecord)

G_END_DECLS
