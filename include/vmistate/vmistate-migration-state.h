/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-migration-configuration.h>
#include <vmistate/vmistate-migration-endpoint.h>
#include <vmistate/vmistate-migration-progress.h>

G_BEGIN_DECLS

/**
 * VmistateMigrationMode:
 * @VMISTATE_MIGRATION_MODE_UNKNOWN: not observed, or a text that this version does not know
 * @VMISTATE_MIGRATION_MODE_PRE_COPY: `PreCopy`: the guest runs on the source
 * @VMISTATE_MIGRATION_MODE_POST_COPY: `PostCopy`: the guest runs on the target, memory follows
 * @VMISTATE_MIGRATION_MODE_PAUSED: `Paused`: the guest stands still
 *
 * How the memory of the guest is being moved. Values may be added: a `switch` needs a default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_MIGRATION_MODE_UNKNOWN,
  VMISTATE_MIGRATION_MODE_PRE_COPY,
  VMISTATE_MIGRATION_MODE_POST_COPY,
  VMISTATE_MIGRATION_MODE_PAUSED,
} VmistateMigrationMode;

#define VMISTATE_TYPE_MIGRATION_MODE (vmistate_migration_mode_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_migration_mode_get_type (void);

/**
 * VmistateMigrationAbortStatus:
 * @VMISTATE_MIGRATION_ABORT_STATUS_UNKNOWN: not observed, or a text that this version does not
 *   know
 * @VMISTATE_MIGRATION_ABORT_STATUS_SUCCEEDED: `Succeeded`: the migration was aborted
 * @VMISTATE_MIGRATION_ABORT_STATUS_FAILED: `Failed`: the migration could not be aborted
 * @VMISTATE_MIGRATION_ABORT_STATUS_ABORTING: `Aborting`: the migration is being aborted
 *
 * How far the abortion of a migration got. Values may be added: a `switch` needs a default.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_MIGRATION_ABORT_STATUS_UNKNOWN,
  VMISTATE_MIGRATION_ABORT_STATUS_SUCCEEDED,
  VMISTATE_MIGRATION_ABORT_STATUS_FAILED,
  VMISTATE_MIGRATION_ABORT_STATUS_ABORTING,
} VmistateMigrationAbortStatus;

#define VMISTATE_TYPE_MIGRATION_ABORT_STATUS (vmistate_migration_abort_status_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_migration_abort_status_get_type (void);

#define VMISTATE_TYPE_MIGRATION_STATE (vmistate_migration_state_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMigrationState, vmistate_migration_state, VMISTATE, MIGRATION_STATE,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_migration_state_dup_start_timestamp (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_migration_state_dup_end_timestamp (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *
vmistate_migration_state_dup_target_node_domain_ready_timestamp (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_state_get_target_node_domain_detected (VmistateMigrationState *self,
                                                                   gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_target_node_address (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
GVariant *
vmistate_migration_state_get_target_direct_migration_node_ports (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_target_node (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_target_pod (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_target_attachment_pod_uid (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_source_node (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_source_pod (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_state_get_completed (VmistateMigrationState *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_state_get_failed (VmistateMigrationState *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_state_get_abort_requested (VmistateMigrationState *self,
                                                       gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationAbortStatus
vmistate_migration_state_get_abort_status (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_failure_reason (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_migration_uid (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationMode vmistate_migration_state_get_mode (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_migration_policy_name (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationConfiguration *
vmistate_migration_state_get_migration_configuration (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
GVariant *vmistate_migration_state_get_target_cpu_set (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_target_node_topology (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *
vmistate_migration_state_get_source_persistent_state_pvc_name (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *
vmistate_migration_state_get_target_persistent_state_pvc_name (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationEndpoint *vmistate_migration_state_get_source_state (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationEndpoint *vmistate_migration_state_get_target_state (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_migration_network_type (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_state_get_target_memory_overhead (VmistateMigrationState *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationProgress *vmistate_migration_state_get_progress (VmistateMigrationState *self);

G_END_DECLS
