/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MIGRATION_PROGRESS (vmistate_migration_progress_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMigrationProgress, vmistate_migration_progress, VMISTATE,
                      MIGRATION_PROGRESS, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_data_total (VmistateMigrationProgress *self,
                                                     guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_data_processed (VmistateMigrationProgress *self,
                                                         guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_data_remaining (VmistateMigrationProgress *self,
                                                         guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_memory_total (VmistateMigrationProgress *self,
                                                       guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_memory_processed (VmistateMigrationProgress *self,
                                                           guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_memory_remaining (VmistateMigrationProgress *self,
                                                           guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_memory_rate (VmistateMigrationProgress *self,
                                                      guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_dirty_rate (VmistateMigrationProgress *self,
                                                     guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_iteration (VmistateMigrationProgress *self,
                                                    guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_elapsed_msec (VmistateMigrationProgress *self,
                                                       guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_downtime_msec (VmistateMigrationProgress *self,
                                                        guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_migration_progress_get_percent (VmistateMigrationProgress *self, double *value);

G_END_DECLS
