/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "guest-os-info.h"

/**
 * VmistateGuestOsInfo:
 *
 * The operating system of the guest, as its agent tells it (KubeVirt's
 * `VirtualMachineInstanceGuestOSInfo`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [GUEST_OS_INFO_NAME] = { "name", VMISTATE_FIELD_STRING },
  [GUEST_OS_INFO_KERNEL_RELEASE] = { "kernelRelease", VMISTATE_FIELD_STRING },
  [GUEST_OS_INFO_VERSION] = { "version", VMISTATE_FIELD_STRING },
  [GUEST_OS_INFO_PRETTY_NAME] = { "prettyName", VMISTATE_FIELD_STRING },
  [GUEST_OS_INFO_VERSION_ID] = { "versionId", VMISTATE_FIELD_STRING },
  [GUEST_OS_INFO_KERNEL_VERSION] = { "kernelVersion", VMISTATE_FIELD_STRING },
  [GUEST_OS_INFO_MACHINE] = { "machine", VMISTATE_FIELD_STRING },
  [GUEST_OS_INFO_ID] = { "id", VMISTATE_FIELD_STRING },
};

VMISTATE_DEFINE_RECORD (VmistateGuestOsInfo, vmistate_guest_os_info, fields, GUEST_OS_INFO_N_FIELDS)

/**
 * vmistate_guest_os_info_get_name:
 * @self: the operating system
 *
 * Name of the operating system, such as `Debian GNU/Linux`; JSON member `name`. Told by the
 * guest agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_os_info_get_name (VmistateGuestOsInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_OS_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_OS_INFO_NAME);
}

/**
 * vmistate_guest_os_info_get_kernel_release:
 * @self: the operating system
 *
 * Release of the kernel, such as `6.1.0-18-amd64`; JSON member `kernelRelease`. Told by the
 * guest agent.
 *
 * Returns: (nullable): the release, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_os_info_get_kernel_release (VmistateGuestOsInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_OS_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_OS_INFO_KERNEL_RELEASE);
}

/**
 * vmistate_guest_os_info_get_version:
 * @self: the operating system
 *
 * Version of the operating system, for people; JSON member `version`. Told by the guest agent.
 *
 * Returns: (nullable): the version, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_os_info_get_version (VmistateGuestOsInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_OS_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_OS_INFO_VERSION);
}

/**
 * vmistate_guest_os_info_get_pretty_name:
 * @self: the operating system
 *
 * Name and version of the operating system, for people; JSON member `prettyName`. Told by the
 * guest agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_os_info_get_pretty_name (VmistateGuestOsInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_OS_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_OS_INFO_PRETTY_NAME);
}

/**
 * vmistate_guest_os_info_get_version_id:
 * @self: the operating system
 *
 * Version of the operating system, for programs, such as `12`; JSON member `versionId`. Told
 * by the guest agent.
 *
 * Returns: (nullable): the version, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_os_info_get_version_id (VmistateGuestOsInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_OS_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_OS_INFO_VERSION_ID);
}

/**
 * vmistate_guest_os_info_get_kernel_version:
 * @self: the operating system
 *
 * Version of the kernel, with the date of its build; JSON member `kernelVersion`. Told by the
 * guest agent.
 *
 * Returns: (nullable): the version, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_os_info_get_kernel_version (VmistateGuestOsInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_OS_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_OS_INFO_KERNEL_VERSION);
}

/**
 * vmistate_guest_os_info_get_machine:
 * @self: the operating system
 *
 * Machine that the kernel was built for, such as `x86_64`; JSON member `machine`. Told by the
 * guest agent.
 *
 * Returns: (nullable): the machine, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_os_info_get_machine (VmistateGuestOsInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_OS_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_OS_INFO_MACHINE);
}

/**
 * vmistate_guest_os_info_get_id:
 * @self: the operating system
 *
 * Operating system, as one word for programs, such as `debian`; JSON member `id`. Told by the
 * guest agent.
 *
 * Returns: (nullable): the id, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_guest_os_info_get_id (VmistateGuestOsInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_GUEST_OS_INFO (self), NULL);

  return _vmistate_record_get_string (self, GUEST_OS_INFO_ID);
}
