/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-downtime-tuning.h>
#include <vmistate/vmistate-stall-detector.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MIGRATION_EXPERIMENTS (vmistate_migration_experiments_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMigrationExperiments, vmistate_migration_experiments, VMISTATE,
                      MIGRATION_EXPERIMENTS, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
VmistateStallDetector *
vmistate_migration_experiments_get_stall_detector (VmistateMigrationExperiments *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateDowntimeTuning *
vmistate_migration_experiments_get_downtime_tuning (VmistateMigrationExperiments *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_migration_experiments_get_compression (VmistateMigrationExperiments *self);

G_END_DECLS
