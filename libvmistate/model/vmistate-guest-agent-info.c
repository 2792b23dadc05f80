/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "guest-agent-info.h"

/**
 * VmistateGuestAgentInfo:
 *
 * What the guest agent tells (KubeVirt's `VirtualMachineInstanceGuestAgentInfo`, the body of
 * the `guestosinfo` subresource).
 *
 * Two members are not part of the JSON form, because KubeVirt has no place for them:
 * [method@GuestAgentInfo.get_timezone_parts] and [method@GuestAgentInfo.get_load].
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [GUEST_AGENT_INFO_GUEST_AGENT_VERSION] = { "guestAgentVersion", VMISTATE_FIELD_STRING },
  [GUEST_AGENT_INFO_SUPPORTED_COMMANDS] = { "supportedCommands", VMISTATE_FIELD_LIST, 0,
                                            vmistate_agent_command_get_type },
  [GUEST_AGENT_INFO_HOSTNAME] = { "hostname", VMISTATE_FIELD_STRING },
  [GUEST_AGENT_INFO_OS] = { "os", VMISTATE_FIELD_RECORD, VMISTATE_FIELD_ALWAYS,
                            vmistate_guest_os_info_get_type },
  [GUEST_AGENT_INFO_TIMEZONE] = { "timezone", VMISTATE_FIELD_STRING },
  [GUEST_AGENT_INFO_USER_LIST] = { "userList", VMISTATE_FIELD_LIST, 0, vmistate_user_get_type },
  [GUEST_AGENT_INFO_FS_INFO] = { "fsInfo", VMISTATE_FIELD_RECORD, VMISTATE_FIELD_ALWAYS,
                                 vmistate_filesystem_info_get_type },
  [GUEST_AGENT_INFO_FS_FREEZE_STATUS] = { "fsFreezeStatus", VMISTATE_FIELD_STRING },
  [GUEST_AGENT_INFO_TIMEZONE_PARTS] = { "timezoneParts", VMISTATE_FIELD_RECORD,
                                        VMISTATE_FIELD_HIDDEN, vmistate_timezone_get_type },
  [GUEST_AGENT_INFO_LOAD] = { "load", VMISTATE_FIELD_RECORD, VMISTATE_FIELD_HIDDEN,
                              vmistate_load_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateGuestAgentInfo, vmistate_guest_agent_info, fields,
                        GUEST_AGENT_INFO_N_FIELDS)

/**
 * vmistate_guest_agent_info_get_guest_agent_version:
 * @self: the information
 *
 * Version of the guest agent; JSON member `guestAgentVersion`. Told by the guest agent.
 *
 * Returns: (nullable): the version, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_agent_info_get_guest_agent_version (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_AGENT_INFO_GUEST_AGENT_VERSION);
}

/**
 * vmistate_guest_agent_info_get_supported_commands:
 * @self: the information
 *
 * Commands that the guest agent knows; JSON member `supportedCommands`. Told by the guest
 * agent.
 *
 * Returns: (element-type VmistateAgentCommand) (transfer none) (nullable): the commands, which
 * must not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_guest_agent_info_get_supported_commands (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_list (self, GUEST_AGENT_INFO_SUPPORTED_COMMANDS);
}

/**
 * vmistate_guest_agent_info_get_hostname:
 * @self: the information
 *
 * Host name of the guest; JSON member `hostname`. Told by the guest agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_agent_info_get_hostname (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_AGENT_INFO_HOSTNAME);
}

/**
 * vmistate_guest_agent_info_get_os:
 * @self: the information
 *
 * Operating system of the guest; JSON member `os`. Told by the guest agent.
 *
 * Returns: (transfer none) (nullable): the operating system, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateGuestOsInfo *
vmistate_guest_agent_info_get_os (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_record (self, GUEST_AGENT_INFO_OS);
}

/**
 * vmistate_guest_agent_info_get_timezone:
 * @self: the information
 *
 * Time zone of the guest as KubeVirt writes it: name, comma, space, offset in seconds; JSON
 * member `timezone`. Told by the guest agent.
 *
 * Returns: (nullable): the time zone, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_agent_info_get_timezone (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_AGENT_INFO_TIMEZONE);
}

/**
 * vmistate_guest_agent_info_get_user_list:
 * @self: the information
 *
 * Users who are logged in to the guest; JSON member `userList`. Told by the guest agent.
 *
 * Returns: (element-type VmistateUser) (transfer none) (nullable): the users, which must not
 * be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_guest_agent_info_get_user_list (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_list (self, GUEST_AGENT_INFO_USER_LIST);
}

/**
 * vmistate_guest_agent_info_get_fs_info:
 * @self: the information
 *
 * Filesystems of the guest; JSON member `fsInfo`. Told by the guest agent.
 *
 * Returns: (transfer none) (nullable): the filesystems, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateFilesystemInfo *
vmistate_guest_agent_info_get_fs_info (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_record (self, GUEST_AGENT_INFO_FS_INFO);
}

/**
 * vmistate_guest_agent_info_get_fs_freeze_status:
 * @self: the information
 *
 * Whether the filesystems of the guest stand still, `frozen` or `thawed`; JSON member
 * `fsFreezeStatus`. Told by the guest agent.
 *
 * Returns: (nullable): the status, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_agent_info_get_fs_freeze_status (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_AGENT_INFO_FS_FREEZE_STATUS);
}

/**
 * vmistate_guest_agent_info_get_timezone_parts:
 * @self: the information
 *
 * Time zone of the guest. Told by the guest agent.
 *
 * Returns: (transfer none) (nullable): the time zone, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateTimezone *
vmistate_guest_agent_info_get_timezone_parts (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_record (self, GUEST_AGENT_INFO_TIMEZONE_PARTS);
}

/**
 * vmistate_guest_agent_info_get_load:
 * @self: the information
 *
 * Load averages of the guest. Told by the guest agent.
 *
 * Returns: (transfer none) (nullable): the load, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateLoad *
vmistate_guest_agent_info_get_load (VmistateGuestAgentInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_AGENT_INFO (self), NULL);

  return _vmistate_record_get_record (self, GUEST_AGENT_INFO_LOAD);
}
