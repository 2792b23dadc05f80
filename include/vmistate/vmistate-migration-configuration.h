/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-migration-experiments.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MIGRATION_CONFIGURATION (vmistate_migration_configuration_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMigrationConfiguration, vmistate_migration_configuration, VMISTATE,
                      MIGRATION_CONFIGURATION, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *
vmistate_migration_configuration_get_node_drain_taint_key (VmistateMigrationConfiguration *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_parallel_outbound_migrations_per_node (
    VmistateMigrationConfiguration *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_parallel_migrations_per_cluster (
    VmistateMigrationConfiguration *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean
vmistate_migration_configuration_get_allow_auto_converge (VmistateMigrationConfiguration *self,
                                                          gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *
vmistate_migration_configuration_get_bandwidth_per_migration (VmistateMigrationConfiguration *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_completion_timeout_per_gib_sec (
    VmistateMigrationConfiguration *self, gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean
vmistate_migration_configuration_get_max_downtime_msec (VmistateMigrationConfiguration *self,
                                                        guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean
vmistate_migration_configuration_get_progress_timeout_sec (VmistateMigrationConfiguration *self,
                                                           gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_utility_volumes_timeout_sec (
    VmistateMigrationConfiguration *self, gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_unsafe_migration_override (
    VmistateMigrationConfiguration *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_allow_post_copy (VmistateMigrationConfiguration *self,
                                                               gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_allow_workload_disruption (
    VmistateMigrationConfiguration *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_disable_tls (VmistateMigrationConfiguration *self,
                                                           gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_configuration_get_network (VmistateMigrationConfiguration *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_configuration_get_match_selinux_level_on_migration (
    VmistateMigrationConfiguration *self, gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
VmistateMigrationExperiments *
vmistate_migration_configuration_get_experimental (VmistateMigrationConfiguration *self);

G_END_DECLS
