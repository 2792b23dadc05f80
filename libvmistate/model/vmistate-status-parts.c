/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The parts of a status that are records or lists of them. */

#include "config.h"

#include "status.h"

/**
 * vmistate_status_get_conditions:
 * @self: a status
 *
 * Conditions of the VMI; JSON member `conditions`.
 *
 * Returns: (element-type VmistateCondition) (transfer none) (nullable): the conditions, which
 * must not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_status_get_conditions (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_list (self, STATUS_CONDITIONS);
}

/**
 * vmistate_status_get_phase_transition_timestamps:
 * @self: a status
 *
 * When each phase was first entered; JSON member `phaseTransitionTimestamps`.
 *
 * Returns: (element-type VmistatePhaseTransition) (transfer none) (nullable): the transitions,
 * which must not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_status_get_phase_transition_timestamps (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_list (self, STATUS_PHASE_TRANSITION_TIMESTAMPS);
}

/**
 * vmistate_status_get_interfaces:
 * @self: a status
 *
 * Network interfaces of the VMI; JSON member `interfaces`.
 *
 * Returns: (element-type VmistateInterface) (transfer none) (nullable): the interfaces, which
 * must not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_status_get_interfaces (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_list (self, STATUS_INTERFACES);
}

/**
 * vmistate_status_get_guest_os_info:
 * @self: a status
 *
 * Operating system of the guest; JSON member `guestOSInfo`. Told by the guest agent.
 *
 * Returns: (transfer none) (nullable): the operating system, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateGuestOsInfo *
vmistate_status_get_guest_os_info (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_GUEST_OS_INFO);
}

/**
 * vmistate_status_get_migration_state:
 * @self: a status
 *
 * Last migration of the VMI, or the one that runs; JSON member `migrationState`.
 *
 * Returns: (transfer none) (nullable): the migration, or %NULL if there is none
 *
 * Since: 0.1
 */
VmistateMigrationState *
vmistate_status_get_migration_state (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_MIGRATION_STATE);
}

/**
 * vmistate_status_get_active_pods:
 * @self: a status
 *
 * Pods that belong to the VMI, sorted by uid; JSON member `activePods`. Told by the API
 * object.
 *
 * Returns: (element-type VmistateActivePod) (transfer none) (nullable): the Pods, which must
 * not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_status_get_active_pods (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_list (self, STATUS_ACTIVE_PODS);
}

/**
 * vmistate_status_get_volume_status:
 * @self: a status
 *
 * Volumes of the VMI; JSON member `volumeStatus`.
 *
 * Returns: (element-type VmistateVolume) (transfer none) (nullable): the volumes, which must
 * not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_status_get_volume_status (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_list (self, STATUS_VOLUME_STATUS);
}

/**
 * vmistate_status_get_kernel_boot_status:
 * @self: a status
 *
 * What a VMI with its own kernel was booted from; JSON member `kernelBootStatus`. Told by the
 * API object.
 *
 * Returns: (transfer none) (nullable): the kernel boot, or %NULL if there is none
 *
 * Since: 0.1
 */
VmistateKernelBoot *
vmistate_status_get_kernel_boot_status (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_KERNEL_BOOT_STATUS);
}

/**
 * vmistate_status_get_topology_hints:
 * @self: a status
 *
 * What a node must offer for this VMI; JSON member `topologyHints`. Told by the API object.
 *
 * Returns: (transfer none) (nullable): the hints, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateTopologyHints *
vmistate_status_get_topology_hints (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_TOPOLOGY_HINTS);
}

/**
 * vmistate_status_get_machine:
 * @self: a status
 *
 * Machine that QEMU emulates; JSON member `machine`. Told by the domain XML.
 *
 * Returns: (transfer none) (nullable): the machine, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateMachine *
vmistate_status_get_machine (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_MACHINE);
}

/**
 * vmistate_status_get_current_cpu_topology:
 * @self: a status
 *
 * How the vCPUs are arranged now; JSON member `currentCPUTopology`. Told by the domain XML.
 *
 * Returns: (transfer none) (nullable): the topology, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateCpuTopology *
vmistate_status_get_current_cpu_topology (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_CURRENT_CPU_TOPOLOGY);
}

/**
 * vmistate_status_get_memory:
 * @self: a status
 *
 * How much memory the guest has; JSON member `memory`.
 *
 * Returns: (transfer none) (nullable): the memory, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateMemory *
vmistate_status_get_memory (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_MEMORY);
}

/**
 * vmistate_status_get_migrated_volumes:
 * @self: a status
 *
 * Volumes that move from one claim to another; JSON member `migratedVolumes`. Told by the API
 * object.
 *
 * Returns: (element-type VmistateMigratedVolume) (transfer none) (nullable): the volumes,
 * which must not be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_status_get_migrated_volumes (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_list (self, STATUS_MIGRATED_VOLUMES);
}

/**
 * vmistate_status_get_changed_block_tracking:
 * @self: a status
 *
 * Whether changed blocks are tracked; JSON member `changedBlockTracking`.
 *
 * Returns: (transfer none) (nullable): the tracking, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateChangedBlockTracking *
vmistate_status_get_changed_block_tracking (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_CHANGED_BLOCK_TRACKING);
}

/**
 * vmistate_status_get_stamps:
 * @self: a status
 *
 * Where each part of the status comes from, and when it was observed.
 *
 * Returns: (element-type VmistateStamp) (transfer none) (nullable): the stamps, which must not
 * be changed, or %NULL if there are none
 *
 * Since: 0.1
 */
GPtrArray *
vmistate_status_get_stamps (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_list (self, STATUS_OBSERVED);
}

/**
 * vmistate_status_get_guest_agent_info:
 * @self: a status
 *
 * All that the guest agent told. Told by the guest agent.
 *
 * Returns: (transfer none) (nullable): the information, or %NULL if it was not observed
 *
 * Since: 0.1
 */
VmistateGuestAgentInfo *
vmistate_status_get_guest_agent_info (VmistateStatus *self)
{
  g_return_val_if_fail (VMISTATE_IS_STATUS (self), NULL);

  return _vmistate_record_get_record (self, STATUS_GUEST_AGENT_INFO);
}
