/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-phase.h>

G_DEFINE_ENUM_TYPE (VmistatePhase, vmistate_phase,
                    G_DEFINE_ENUM_VALUE (VMISTATE_PHASE_UNKNOWN, "Unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_PHASE_PENDING, "Pending"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_PHASE_SCHEDULING, "Scheduling"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_PHASE_SCHEDULED, "Scheduled"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_PHASE_RUNNING, "Running"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_PHASE_SUCCEEDED, "Succeeded"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_PHASE_FAILED, "Failed"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_PHASE_WAITING_FOR_SYNC, "WaitingForSync"))
