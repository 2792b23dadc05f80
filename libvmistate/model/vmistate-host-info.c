/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "host-info.h"

/**
 * VmistateHostInfo:
 *
 * What a libvirt tells of itself and its host, beside its domains: versions and storage pools.
 *
 * [method@Monitor.get_host_info] has the newest of each source.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [HOST_INFO_TAKEN_AT] = { "takenAt", VMISTATE_FIELD_TIME, VMISTATE_FIELD_NOT_COMPARED },
  [HOST_INFO_HYPERVISOR] = { "hypervisor", VMISTATE_FIELD_STRING },
  [HOST_INFO_HYPERVISOR_VERSION] = { "hypervisorVersion", VMISTATE_FIELD_STRING },
  [HOST_INFO_LIBVIRT_VERSION] = { "libvirtVersion", VMISTATE_FIELD_STRING },
  [HOST_INFO_LIBRARY_VERSION] = { "libraryVersion", VMISTATE_FIELD_STRING },
  [HOST_INFO_POOLS] = { "pools", VMISTATE_FIELD_LIST, VMISTATE_FIELD_MAY_BE_EMPTY,
                        vmistate_storage_pool_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateHostInfo, vmistate_host_info, fields, HOST_INFO_N_FIELDS)

/**
 * vmistate_host_info_dup_taken_at:
 * @self: a host info
 *
 * When libvirt was asked; JSON member `takenAt`. Told by the source.
 *
 * Returns: (transfer full) (nullable): the time, in UTC
 *
 * Since: 0.1
 */
GDateTime *
vmistate_host_info_dup_taken_at (VmistateHostInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOST_INFO (self), NULL);

  return _vmistate_record_dup_time (self, HOST_INFO_TAKEN_AT);
}

/**
 * vmistate_host_info_get_hypervisor:
 * @self: a host info
 *
 * What runs the domains, such as `QEMU`; JSON member `hypervisor`. Told by libvirt.
 *
 * Returns: (nullable): the text
 *
 * Since: 0.1
 */
const char *
vmistate_host_info_get_hypervisor (VmistateHostInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOST_INFO (self), NULL);

  return _vmistate_record_get_string (self, HOST_INFO_HYPERVISOR);
}

/**
 * vmistate_host_info_get_hypervisor_version:
 * @self: a host info
 *
 * Version of the hypervisor that new domains get, such as `7.2.22`; JSON member
 * `hypervisorVersion`. Told by libvirt.
 *
 * Returns: (nullable): the text
 *
 * Since: 0.1
 */
const char *
vmistate_host_info_get_hypervisor_version (VmistateHostInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOST_INFO (self), NULL);

  return _vmistate_record_get_string (self, HOST_INFO_HYPERVISOR_VERSION);
}

/**
 * vmistate_host_info_get_libvirt_version:
 * @self: a host info
 *
 * Version of the libvirt at the other end, such as `9.0.0`; JSON member `libvirtVersion`. Told by
 * libvirt.
 *
 * Returns: (nullable): the text
 *
 * Since: 0.1
 */
const char *
vmistate_host_info_get_libvirt_version (VmistateHostInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOST_INFO (self), NULL);

  return _vmistate_record_get_string (self, HOST_INFO_LIBVIRT_VERSION);
}

/**
 * vmistate_host_info_get_library_version:
 * @self: a host info
 *
 * Version of the libvirt that the asking program is linked with; JSON member `libraryVersion`. Told
 * by the source.
 *
 * Returns: (nullable): the text
 *
 * Since: 0.1
 */
const char *
vmistate_host_info_get_library_version (VmistateHostInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOST_INFO (self), NULL);

  return _vmistate_record_get_string (self, HOST_INFO_LIBRARY_VERSION);
}

/**
 * vmistate_host_info_get_pools:
 * @self: a host info
 *
 * Its storage pools, also those that do not run, sorted by name; JSON member `pools`. Told by
 * libvirt, at most 256. Absent where libvirt knows no pools at all, or could never list them.
 *
 * Returns: (transfer none) (element-type VmistateStoragePool) (nullable): the list, %NULL if nobody
 * knows
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_host_info_get_pools (VmistateHostInfo *self)
{
  g_return_val_if_fail (VMISTATE_IS_HOST_INFO (self), NULL);

  return _vmistate_record_get_list (self, HOST_INFO_POOLS);
}
