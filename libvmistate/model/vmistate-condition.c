/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "condition.h"

/**
 * VmistateCondition:
 *
 * One condition of a VMI, such as `Ready` or `AgentConnected`
 * (KubeVirt's `VirtualMachineInstanceCondition`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [CONDITION_TYPE] = { "type", VMISTATE_FIELD_STRING, VMISTATE_FIELD_ALWAYS | VMISTATE_FIELD_KEY },
  [CONDITION_STATUS] = { "status", VMISTATE_FIELD_STRING, VMISTATE_FIELD_ALWAYS },
  [CONDITION_LAST_PROBE_TIME] = { "lastProbeTime", VMISTATE_FIELD_TIME, VMISTATE_FIELD_ALWAYS },
  [CONDITION_LAST_TRANSITION_TIME] = { "lastTransitionTime", VMISTATE_FIELD_TIME,
                                       VMISTATE_FIELD_ALWAYS },
  [CONDITION_REASON] = { "reason", VMISTATE_FIELD_STRING },
  [CONDITION_MESSAGE] = { "message", VMISTATE_FIELD_STRING },
};

VMISTATE_DEFINE_RECORD (VmistateCondition, vmistate_condition, fields, CONDITION_N_FIELDS)

G_DEFINE_ENUM_TYPE (VmistateConditionStatus, vmistate_condition_status,
                    G_DEFINE_ENUM_VALUE (VMISTATE_CONDITION_STATUS_UNKNOWN, "Unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_CONDITION_STATUS_FALSE, "False"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_CONDITION_STATUS_TRUE, "True"))

/**
 * vmistate_condition_get_condition_type:
 * @self: a condition
 *
 * The type of the condition, such as `Ready`; JSON member `type`.
 *
 * Returns: (nullable): the type, or %NULL where the JSON had none
 *
 * Since: 0.1
 */
const char *
vmistate_condition_get_condition_type (VmistateCondition *self)
{
  g_return_val_if_fail (VMISTATE_IS_CONDITION (self), NULL);

  return _vmistate_record_get_string (self, CONDITION_TYPE);
}

/**
 * vmistate_condition_get_status:
 * @self: a condition
 *
 * Whether the condition holds; JSON member `status`.
 *
 * Returns: the status
 *
 * Since: 0.1
 */
VmistateConditionStatus
vmistate_condition_get_status (VmistateCondition *self)
{
  g_return_val_if_fail (VMISTATE_IS_CONDITION (self), VMISTATE_CONDITION_STATUS_UNKNOWN);

  return _vmistate_record_get_enum (self, CONDITION_STATUS, VMISTATE_TYPE_CONDITION_STATUS);
}

/**
 * vmistate_condition_get_reason:
 * @self: a condition
 *
 * Why the condition has its status, as one CamelCase word; JSON member `reason`.
 *
 * Returns: (nullable): the reason, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_condition_get_reason (VmistateCondition *self)
{
  g_return_val_if_fail (VMISTATE_IS_CONDITION (self), NULL);

  return _vmistate_record_get_string (self, CONDITION_REASON);
}

/**
 * vmistate_condition_get_message:
 * @self: a condition
 *
 * Why the condition has its status, as a sentence for people; JSON member `message`.
 *
 * Returns: (nullable): the message, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_condition_get_message (VmistateCondition *self)
{
  g_return_val_if_fail (VMISTATE_IS_CONDITION (self), NULL);

  return _vmistate_record_get_string (self, CONDITION_MESSAGE);
}

/**
 * vmistate_condition_dup_last_probe_time:
 * @self: a condition
 *
 * When the condition was last checked, in UTC; JSON member `lastProbeTime`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL where it was never set
 *
 * Since: 0.1
 */
GDateTime *
vmistate_condition_dup_last_probe_time (VmistateCondition *self)
{
  g_return_val_if_fail (VMISTATE_IS_CONDITION (self), NULL);

  return _vmistate_record_dup_time (self, CONDITION_LAST_PROBE_TIME);
}

/**
 * vmistate_condition_dup_last_transition_time:
 * @self: a condition
 *
 * When the condition took its present status, in UTC; JSON member `lastTransitionTime`.
 *
 * In profile `TRUTH` every condition has one, which follows from the facts alone: what the VMI's
 * object stores with the same status, or when hypervisor and agent were seen to change since.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL where it was never set
 *
 * Since: 0.1
 */
GDateTime *
vmistate_condition_dup_last_transition_time (VmistateCondition *self)
{
  g_return_val_if_fail (VMISTATE_IS_CONDITION (self), NULL);

  return _vmistate_record_dup_time (self, CONDITION_LAST_TRANSITION_TIME);
}
