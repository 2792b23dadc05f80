/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_STALL_DETECTOR (vmistate_stall_detector_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateStallDetector, vmistate_stall_detector, VMISTATE, STALL_DETECTOR,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_stall_detector_get_stall_margin_percent (VmistateStallDetector *self,
                                                           gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_stall_detector_get_ewma_alpha (VmistateStallDetector *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_stall_detector_get_stall_progress_timeout_sec (VmistateStallDetector *self,
                                                                 gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_stall_detector_get_switchover_timeout_sec (VmistateStallDetector *self,
                                                             gint64 *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_stall_detector_get_precopy_possible_factor (VmistateStallDetector *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_stall_detector_get_patience_window_decay_factor (VmistateStallDetector *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_stall_detector_get_search_local_minima (VmistateStallDetector *self,
                                                          gboolean *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_stall_detector_get_completion_timeout_factor (VmistateStallDetector *self);

G_END_DECLS
