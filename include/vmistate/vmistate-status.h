/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-active-pod.h>
#include <vmistate/vmistate-changed-block-tracking.h>
#include <vmistate/vmistate-condition.h>
#include <vmistate/vmistate-cpu-topology.h>
#include <vmistate/vmistate-guest-agent-info.h>
#include <vmistate/vmistate-guest-os-info.h>
#include <vmistate/vmistate-interface.h>
#include <vmistate/vmistate-kernel-boot.h>
#include <vmistate/vmistate-machine.h>
#include <vmistate/vmistate-memory.h>
#include <vmistate/vmistate-migrated-volume.h>
#include <vmistate/vmistate-migration-state.h>
#include <vmistate/vmistate-phase-transition.h>
#include <vmistate/vmistate-phase.h>
#include <vmistate/vmistate-stamp.h>
#include <vmistate/vmistate-topology-hints.h>
#include <vmistate/vmistate-volume.h>

G_BEGIN_DECLS

/**
 * VmistateMigrationMethod:
 * @VMISTATE_MIGRATION_METHOD_UNKNOWN: not observed, or a text that this version does not know
 * @VMISTATE_MIGRATION_METHOD_BLOCK: `BlockMigration`: its disks are copied to the target
 * @VMISTATE_MIGRATION_METHOD_LIVE: `LiveMigration`: its disks stay where they are
 *
 * How a VMI would be migrated. Values may be added: a `switch` needs a default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_MIGRATION_METHOD_UNKNOWN,
  VMISTATE_MIGRATION_METHOD_BLOCK,
  VMISTATE_MIGRATION_METHOD_LIVE,
} VmistateMigrationMethod;

#define VMISTATE_TYPE_MIGRATION_METHOD (vmistate_migration_method_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_migration_method_get_type (void);

#define VMISTATE_TYPE_STATUS (vmistate_status_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateStatus, vmistate_status, VMISTATE, STATUS, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
VmistateStatus *vmistate_status_new_from_json (const char *json, gssize length, GError **error);

VMISTATE_AVAILABLE_IN_0_1
VmistateCondition *vmistate_status_find_condition (VmistateStatus *self, const char *type);

VMISTATE_AVAILABLE_IN_0_1
VmistateStamp *vmistate_status_find_stamp (VmistateStatus *self, const char *part,
                                           const char *origin);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_node_name (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_reason (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_status_get_conditions (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistatePhase vmistate_status_get_phase (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_status_get_phase_transition_timestamps (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_status_get_interfaces (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateGuestOsInfo *vmistate_status_get_guest_os_info (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationState *vmistate_status_get_migration_state (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationMethod vmistate_status_get_migration_method (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_migration_transport (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_qos_class (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_launcher_container_image_version (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_evacuation_node_name (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_status_get_active_pods (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_status_get_volume_status (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateKernelBoot *vmistate_status_get_kernel_boot_status (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_fs_freeze_status (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateTopologyHints *vmistate_status_get_topology_hints (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_virtual_machine_revision_name (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_status_get_runtime_user (VmistateStatus *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_status_get_vsock_cid (VmistateStatus *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_status_get_selinux_context (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMachine *vmistate_status_get_machine (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateCpuTopology *vmistate_status_get_current_cpu_topology (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMemory *vmistate_status_get_memory (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_status_get_migrated_volumes (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateChangedBlockTracking *vmistate_status_get_changed_block_tracking (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
GPtrArray *vmistate_status_get_stamps (VmistateStatus *self);

VMISTATE_AVAILABLE_IN_0_1
char *vmistate_status_observed_to_json (VmistateStatus *self, gint64 now_usec);

VMISTATE_AVAILABLE_IN_0_1
VmistateGuestAgentInfo *vmistate_status_get_guest_agent_info (VmistateStatus *self);

G_END_DECLS
