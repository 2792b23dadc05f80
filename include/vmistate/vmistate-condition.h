/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

/**
 * VmistateConditionStatus:
 * @VMISTATE_CONDITION_STATUS_UNKNOWN: `Unknown`, or a text that this version does not know
 * @VMISTATE_CONDITION_STATUS_FALSE: `False`
 * @VMISTATE_CONDITION_STATUS_TRUE: `True`
 *
 * Whether a condition holds.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_CONDITION_STATUS_UNKNOWN,
  VMISTATE_CONDITION_STATUS_FALSE,
  VMISTATE_CONDITION_STATUS_TRUE,
} VmistateConditionStatus;

#define VMISTATE_TYPE_CONDITION_STATUS (vmistate_condition_status_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_condition_status_get_type (void);

#define VMISTATE_TYPE_CONDITION (vmistate_condition_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateCondition, vmistate_condition, VMISTATE, CONDITION, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_condition_get_condition_type (VmistateCondition *self);

VMISTATE_AVAILABLE_IN_0_1
VmistateConditionStatus vmistate_condition_get_status (VmistateCondition *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_condition_get_reason (VmistateCondition *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_condition_get_message (VmistateCondition *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_condition_dup_last_probe_time (VmistateCondition *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_condition_dup_last_transition_time (VmistateCondition *self);

G_END_DECLS
