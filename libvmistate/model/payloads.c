/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "payloads.h"

#include <vmistate/vmistate-agent-command.h>
#include <vmistate/vmistate-filesystem.h>
#include <vmistate/vmistate-guest-os-info.h>
#include <vmistate/vmistate-load.h>
#include <vmistate/vmistate-timezone.h>
#include <vmistate/vmistate-user.h>

static const VmistateField source_report_fields[] = {
  [SOURCE_REPORT_STATE] = { "state", VMISTATE_FIELD_STRING },
  [SOURCE_REPORT_MESSAGE] = { "message", VMISTATE_FIELD_STRING },
  [SOURCE_REPORT_NODE] = { "node", VMISTATE_FIELD_STRING },
  [SOURCE_REPORT_CPU_MODEL] = { "cpuModel", VMISTATE_FIELD_STRING },
  [SOURCE_REPORT_UNSUPPORTED] = { "unsupported", VMISTATE_FIELD_TEXTS },
};
VMISTATE_DEFINE_RECORD (VmistateSourceReport, _vmistate_source_report, source_report_fields,
                        SOURCE_REPORT_N_FIELDS)

static const VmistateField credential_note_fields[] = {
  [CREDENTIAL_NOTE_SUCCEEDED] = { "succeeded", VMISTATE_FIELD_BOOLEAN },
  [CREDENTIAL_NOTE_MESSAGE] = { "message", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateCredentialNote, _vmistate_credential_note, credential_note_fields,
                        CREDENTIAL_NOTE_N_FIELDS)

static const VmistateField migration_note_fields[] = {
  [MIGRATION_NOTE_UID] = { "uid", VMISTATE_FIELD_STRING },
  [MIGRATION_NOTE_START_TIMESTAMP] = { "startTimestamp", VMISTATE_FIELD_TIME },
  [MIGRATION_NOTE_END_TIMESTAMP] = { "endTimestamp", VMISTATE_FIELD_TIME },
  [MIGRATION_NOTE_FAILED] = { "failed", VMISTATE_FIELD_BOOLEAN },
  [MIGRATION_NOTE_FAILURE_REASON] = { "failureReason", VMISTATE_FIELD_STRING },
  [MIGRATION_NOTE_ABORT_STATUS] = { "abortStatus", VMISTATE_FIELD_STRING },
  [MIGRATION_NOTE_MODE] = { "mode", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateMigrationNote, _vmistate_migration_note, migration_note_fields,
                        MIGRATION_NOTE_N_FIELDS)

static const VmistateField memory_dump_note_fields[] = {
  [MEMORY_DUMP_NOTE_FILE_NAME] = { "fileName", VMISTATE_FIELD_STRING },
  [MEMORY_DUMP_NOTE_START_TIMESTAMP] = { "startTimestamp", VMISTATE_FIELD_TIME },
  [MEMORY_DUMP_NOTE_END_TIMESTAMP] = { "endTimestamp", VMISTATE_FIELD_TIME },
  [MEMORY_DUMP_NOTE_COMPLETED] = { "completed", VMISTATE_FIELD_BOOLEAN },
  [MEMORY_DUMP_NOTE_FAILED] = { "failed", VMISTATE_FIELD_BOOLEAN },
  [MEMORY_DUMP_NOTE_FAILURE_REASON] = { "failureReason", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateMemoryDumpNote, _vmistate_memory_dump_note, memory_dump_note_fields,
                        MEMORY_DUMP_NOTE_N_FIELDS)

static const VmistateField domain_notes_fields[] = {
  [DOMAIN_NOTES_UID] = { "uid", VMISTATE_FIELD_STRING },
  [DOMAIN_NOTES_GRACE_PERIOD_SECONDS] = { "gracePeriodSeconds", VMISTATE_FIELD_INT64 },
  [DOMAIN_NOTES_DELETION_TIMESTAMP] = { "deletionTimestamp", VMISTATE_FIELD_TIME },
  [DOMAIN_NOTES_CREDENTIAL] = { "accessCredential", VMISTATE_FIELD_RECORD, 0,
                                _vmistate_credential_note_get_type },
  [DOMAIN_NOTES_MIGRATION] = { "migration", VMISTATE_FIELD_RECORD, 0,
                               _vmistate_migration_note_get_type },
  [DOMAIN_NOTES_MEMORY_DUMP] = { "memoryDump", VMISTATE_FIELD_RECORD, 0,
                                 _vmistate_memory_dump_note_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDomainNotes, _vmistate_domain_notes, domain_notes_fields,
                        DOMAIN_NOTES_N_FIELDS)

static const VmistateField domain_fields[] = {
  [DOMAIN_UUID] = { "uuid", VMISTATE_FIELD_STRING },
  [DOMAIN_NAME] = { "name", VMISTATE_FIELD_STRING },
  [DOMAIN_ID] = { "id", VMISTATE_FIELD_INT32 },
  [DOMAIN_TYPE] = { "type", VMISTATE_FIELD_STRING },
  [DOMAIN_ARCH] = { "arch", VMISTATE_FIELD_STRING },
  [DOMAIN_MACHINE] = { "machine", VMISTATE_FIELD_STRING },
  [DOMAIN_ACPI] = { "acpi", VMISTATE_FIELD_BOOLEAN },
  [DOMAIN_TRANSIENT] = { "transient", VMISTATE_FIELD_BOOLEAN },
  [DOMAIN_MEMORY] = { "memory", VMISTATE_FIELD_UINT64 },
  [DOMAIN_MEMORY_UNIT] = { "memoryUnit", VMISTATE_FIELD_STRING },
  [DOMAIN_CURRENT_MEMORY] = { "currentMemory", VMISTATE_FIELD_UINT64 },
  [DOMAIN_CURRENT_MEMORY_UNIT] = { "currentMemoryUnit", VMISTATE_FIELD_STRING },
  [DOMAIN_VCPUS] = { "vcpus", VMISTATE_FIELD_UINT32 },
  [DOMAIN_MAX_VCPUS] = { "maxVcpus", VMISTATE_FIELD_UINT32 },
  [DOMAIN_SOCKETS] = { "sockets", VMISTATE_FIELD_UINT32 },
  [DOMAIN_CORES] = { "cores", VMISTATE_FIELD_UINT32 },
  [DOMAIN_THREADS] = { "threads", VMISTATE_FIELD_UINT32 },
  [DOMAIN_AGENT_CHANNEL] = { "agentChannel", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACES] = { "interfaces", VMISTATE_FIELD_LIST, 0,
                          _vmistate_domain_interface_get_type },
  [DOMAIN_DISKS] = { "disks", VMISTATE_FIELD_LIST, 0, _vmistate_domain_disk_get_type },
  [DOMAIN_HOST_DEVICES] = { "hostDevices", VMISTATE_FIELD_LIST, 0,
                            _vmistate_domain_host_device_get_type },
  [DOMAIN_SECURITY_LABELS] = { "securityLabels", VMISTATE_FIELD_LIST, 0,
                               _vmistate_security_label_get_type },
  [DOMAIN_NOTES] = { "notes", VMISTATE_FIELD_RECORD, 0, _vmistate_domain_notes_get_type },
  [DOMAIN_BALLOON_STATS_PERIOD] = { "balloonStatsPeriod", VMISTATE_FIELD_UINT32 },
  [DOMAIN_CPU_AFFINITY] = { "cpuAffinity", VMISTATE_FIELD_UINT32 },
  [DOMAIN_OS_TYPE] = { "osType", VMISTATE_FIELD_STRING },
  [DOMAIN_DETAILS] = { "details", VMISTATE_FIELD_RECORD, 0, _vmistate_domain_details_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateDomain, _vmistate_domain, domain_fields, DOMAIN_N_FIELDS)

static const VmistateField domain_interface_fields[] = {
  [DOMAIN_INTERFACE_ALIAS] = { "alias", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_MAC] = { "mac", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_TYPE] = { "type", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_SOURCE] = { "source", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_TARGET] = { "target", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_MODEL] = { "model", VMISTATE_FIELD_STRING },
  [DOMAIN_INTERFACE_QUEUES] = { "queues", VMISTATE_FIELD_UINT32 },
  [DOMAIN_INTERFACE_LINK] = { "link", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateDomainInterface, _vmistate_domain_interface,
                        domain_interface_fields, DOMAIN_INTERFACE_N_FIELDS)

static const VmistateField domain_disk_fields[] = {
  [DOMAIN_DISK_ALIAS] = { "alias", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_TARGET] = { "target", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_BUS] = { "bus", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_DEVICE] = { "device", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_SOURCE] = { "source", VMISTATE_FIELD_STRING },
  [DOMAIN_DISK_SERIAL] = { "serial", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateDomainDisk, _vmistate_domain_disk, domain_disk_fields,
                        DOMAIN_DISK_N_FIELDS)

static const VmistateField domain_host_device_fields[] = {
  [DOMAIN_HOST_DEVICE_ALIAS] = { "alias", VMISTATE_FIELD_STRING },
  [DOMAIN_HOST_DEVICE_TYPE] = { "type", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateDomainHostDevice, _vmistate_domain_host_device,
                        domain_host_device_fields, DOMAIN_HOST_DEVICE_N_FIELDS)

static const VmistateField security_label_fields[] = {
  [SECURITY_LABEL_MODEL] = { "model", VMISTATE_FIELD_STRING },
  [SECURITY_LABEL_LABEL] = { "label", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateSecurityLabel, _vmistate_security_label, security_label_fields,
                        SECURITY_LABEL_N_FIELDS)

static const VmistateField domain_state_fields[] = {
  [DOMAIN_STATE_STATE] = { "state", VMISTATE_FIELD_INT32 },
  [DOMAIN_STATE_REASON] = { "reason", VMISTATE_FIELD_INT32 },
  [DOMAIN_STATE_GONE] = { "gone", VMISTATE_FIELD_BOOLEAN },
};
VMISTATE_DEFINE_RECORD (VmistateDomainState, _vmistate_domain_state, domain_state_fields,
                        DOMAIN_STATE_N_FIELDS)

static const VmistateField domain_event_fields[] = {
  [DOMAIN_EVENT_ID] = { "id", VMISTATE_FIELD_INT32 },
  [DOMAIN_EVENT_NAME] = { "name", VMISTATE_FIELD_STRING },
  [DOMAIN_EVENT_DATA] = { "data", VMISTATE_FIELD_VARIANT, 0, NULL, "a{ss}" },
};
VMISTATE_DEFINE_RECORD (VmistateDomainEvent, _vmistate_domain_event, domain_event_fields,
                        DOMAIN_EVENT_N_FIELDS)

static const VmistateField responsiveness_fields[] = {
  [RESPONSIVENESS_RESPONSIVE] = { "responsive", VMISTATE_FIELD_BOOLEAN },
  [RESPONSIVENESS_SINCE] = { "since", VMISTATE_FIELD_TIME },
  [RESPONSIVENESS_DETAIL] = { "detail", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateResponsiveness, _vmistate_responsiveness, responsiveness_fields,
                        RESPONSIVENESS_N_FIELDS)

static const VmistateField agent_channel_fields[] = {
  [AGENT_CHANNEL_CONNECTED] = { "connected", VMISTATE_FIELD_BOOLEAN },
  [AGENT_CHANNEL_REASON] = { "reason", VMISTATE_FIELD_INT32 },
};
VMISTATE_DEFINE_RECORD (VmistateAgentChannel, _vmistate_agent_channel, agent_channel_fields,
                        AGENT_CHANNEL_N_FIELDS)

static const VmistateField agent_reading_fields[] = {
  [AGENT_READING_OUTCOME] = { "outcome", VMISTATE_FIELD_STRING },
  [AGENT_READING_OS] = { "os", VMISTATE_FIELD_RECORD, 0, vmistate_guest_os_info_get_type },
  [AGENT_READING_HOSTNAME] = { "hostname", VMISTATE_FIELD_STRING },
  [AGENT_READING_TIMEZONE] = { "timezone", VMISTATE_FIELD_RECORD, 0, vmistate_timezone_get_type },
  [AGENT_READING_INTERFACES] = { "interfaces", VMISTATE_FIELD_LAZY, 0,
                                 _vmistate_guest_interface_get_type },
  [AGENT_READING_USERS] = { "users", VMISTATE_FIELD_LIST, 0, vmistate_user_get_type },
  [AGENT_READING_FILESYSTEMS] = { "filesystems", VMISTATE_FIELD_LIST, 0,
                                  vmistate_filesystem_get_type },
  [AGENT_READING_FSFREEZE_STATUS] = { "fsfreezeStatus", VMISTATE_FIELD_STRING },
  [AGENT_READING_VERSION] = { "version", VMISTATE_FIELD_STRING },
  [AGENT_READING_COMMANDS] = { "commands", VMISTATE_FIELD_LIST, 0,
                               vmistate_agent_command_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateAgentReading, _vmistate_agent_reading, agent_reading_fields,
                        AGENT_READING_N_FIELDS)

static const VmistateField agent_reply_fields[] = {
  [AGENT_REPLY_COMMAND] = { "command", VMISTATE_FIELD_STRING },
  [AGENT_REPLY_KUBEVIRT] = { "kubevirt", VMISTATE_FIELD_RECORD, 0,
                             _vmistate_agent_reading_get_type },
  [AGENT_REPLY_ERROR] = { "error", VMISTATE_FIELD_STRING },
  [AGENT_REPLY_MESSAGE] = { "message", VMISTATE_FIELD_STRING },
  [AGENT_REPLY_OS] = { "os", VMISTATE_FIELD_RECORD, 0, vmistate_guest_os_info_get_type },
  [AGENT_REPLY_HOSTNAME] = { "hostname", VMISTATE_FIELD_STRING },
  [AGENT_REPLY_TIMEZONE] = { "timezone", VMISTATE_FIELD_RECORD, 0, vmistate_timezone_get_type },
  [AGENT_REPLY_USERS] = { "users", VMISTATE_FIELD_LIST, 0, vmistate_user_get_type },
  [AGENT_REPLY_FILESYSTEMS] = { "filesystems", VMISTATE_FIELD_LIST, 0,
                                vmistate_filesystem_get_type },
  [AGENT_REPLY_INTERFACES] = { "interfaces", VMISTATE_FIELD_LAZY, 0,
                               _vmistate_guest_interface_get_type },
  [AGENT_REPLY_FSFREEZE_STATUS] = { "fsfreezeStatus", VMISTATE_FIELD_STRING },
  [AGENT_REPLY_LOAD] = { "load", VMISTATE_FIELD_RECORD, 0, vmistate_load_get_type },
  [AGENT_REPLY_VERSION] = { "version", VMISTATE_FIELD_STRING },
  [AGENT_REPLY_COMMANDS] = { "commands", VMISTATE_FIELD_LIST, 0, vmistate_agent_command_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateAgentReply, _vmistate_agent_reply, agent_reply_fields,
                        AGENT_REPLY_N_FIELDS)

static const VmistateField guest_interface_fields[] = {
  [GUEST_INTERFACE_NAME] = { "name", VMISTATE_FIELD_STRING },
  [GUEST_INTERFACE_HARDWARE_ADDRESS] = { "hardwareAddress", VMISTATE_FIELD_STRING },
  [GUEST_INTERFACE_REPORTED_HARDWARE_ADDRESS] = { "reportedHardwareAddress",
                                                  VMISTATE_FIELD_STRING },
  [GUEST_INTERFACE_ADDRESSES] = { "addresses", VMISTATE_FIELD_LIST, 0,
                                  _vmistate_guest_address_get_type },
};
VMISTATE_DEFINE_RECORD (VmistateGuestInterface, _vmistate_guest_interface, guest_interface_fields,
                        GUEST_INTERFACE_N_FIELDS)

static const VmistateField guest_address_fields[] = {
  [GUEST_ADDRESS_TYPE] = { "type", VMISTATE_FIELD_STRING },
  [GUEST_ADDRESS_ADDRESS] = { "address", VMISTATE_FIELD_STRING },
  [GUEST_ADDRESS_PREFIX] = { "prefix", VMISTATE_FIELD_INT32 },
  [GUEST_ADDRESS_REPORTED_TYPE] = { "reportedType", VMISTATE_FIELD_STRING },
  [GUEST_ADDRESS_REPORTED_ADDRESS] = { "reportedAddress", VMISTATE_FIELD_STRING },
};
VMISTATE_DEFINE_RECORD (VmistateGuestAddress, _vmistate_guest_address, guest_address_fields,
                        GUEST_ADDRESS_N_FIELDS)
