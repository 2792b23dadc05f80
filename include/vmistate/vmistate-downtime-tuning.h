/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_DOWNTIME_TUNING (vmistate_downtime_tuning_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateDowntimeTuning, vmistate_downtime_tuning, VMISTATE, DOWNTIME_TUNING,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_downtime_tuning_get_initial_msec (VmistateDowntimeTuning *self, gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_downtime_tuning_get_steps (VmistateDowntimeTuning *self, gint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_downtime_tuning_get_start_after_iteration (VmistateDowntimeTuning *self,
                                                             gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_downtime_tuning_get_cooldown_sec (VmistateDowntimeTuning *self, gint32 *value);

G_END_DECLS
