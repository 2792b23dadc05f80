/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MIGRATION_ENDPOINT (vmistate_migration_endpoint_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMigrationEndpoint, vmistate_migration_endpoint, VMISTATE,
                      MIGRATION_ENDPOINT, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_node (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_pod (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_migration_uid (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_domain_name (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_domain_namespace (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_sync_address (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *
vmistate_migration_endpoint_get_persistent_state_pvc_name (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_selinux_context (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *
vmistate_migration_endpoint_get_virtual_machine_instance_uid (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
GVariant *vmistate_migration_endpoint_get_node_selectors (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_migration_endpoint_dup_domain_ready_timestamp (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_endpoint_get_domain_detected (VmistateMigrationEndpoint *self,
                                                          gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_node_address (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
GVariant *
vmistate_migration_endpoint_get_direct_migration_node_ports (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_attachment_pod_uid (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
GVariant *vmistate_migration_endpoint_get_cpu_set (VmistateMigrationEndpoint *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_endpoint_get_node_topology (VmistateMigrationEndpoint *self);

G_END_DECLS
