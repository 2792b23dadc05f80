/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "reconciliation.h"

#include <vmistate/vmistate-interface.h>

/**
 * VmistateReconciliation:
 *
 * What KubeVirt's own controllers would make of the evidence in their next pass: the status that
 * they would store, and what else they would do.
 *
 * This is KubeVirt's answer, defects included; [property@Instance:status] is the truth. The JSON
 * form has more than the getters: `labels`, `vmiFinalizer`, `currentPod`, `podUnpausedCondition`,
 * `domainState` and `domainReason` (KubeVirt's names of libvirt's numbers), `agentInterfaces` (the
 * list that its launcher keeps) and `crashes` (the guest agent commands whose replies its launcher
 * would not survive).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [RECONCILIATION_STATUS] = { "status", VMISTATE_FIELD_RECORD, 0, vmistate_status_get_type },
  [RECONCILIATION_LABELS] = { "labels", VMISTATE_FIELD_VARIANT, 0, NULL, "a{ss}" },
  [RECONCILIATION_VMI_FINALIZER] = { "vmiFinalizer", VMISTATE_FIELD_BOOLEAN,
                                     VMISTATE_FIELD_POINTER },
  [RECONCILIATION_WRITE] = { "write", VMISTATE_FIELD_STRING },
  [RECONCILIATION_CURRENT_POD] = { "currentPod", VMISTATE_FIELD_STRING },
  [RECONCILIATION_POD_UNPAUSED_CONDITION] = { "podUnpausedCondition", VMISTATE_FIELD_RECORD, 0,
                                              vmistate_condition_get_type },
  [RECONCILIATION_EVENTS] = { "events", VMISTATE_FIELD_TEXTS },
  [RECONCILIATION_ERROR] = { "error", VMISTATE_FIELD_STRING },
  [RECONCILIATION_DOMAIN_STATE] = { "domainState", VMISTATE_FIELD_STRING, VMISTATE_FIELD_POINTER },
  [RECONCILIATION_DOMAIN_REASON] = { "domainReason", VMISTATE_FIELD_STRING,
                                     VMISTATE_FIELD_POINTER },
  [RECONCILIATION_AGENT_INTERFACES] = { "agentInterfaces", VMISTATE_FIELD_LIST, 0,
                                        vmistate_interface_get_type },
  [RECONCILIATION_CRASHES] = { "crashes", VMISTATE_FIELD_TEXTS },
};

VMISTATE_DEFINE_RECORD (VmistateReconciliation, vmistate_reconciliation, fields,
                        RECONCILIATION_N_FIELDS)

/**
 * vmistate_reconciliation_get_status:
 * @self: a reconciliation
 *
 * The status that KubeVirt would store.
 *
 * Returns: (transfer none): the status
 *
 * Since: 0.1
 */
VmistateStatus *
vmistate_reconciliation_get_status (VmistateReconciliation *self)
{
  g_return_val_if_fail (VMISTATE_IS_RECONCILIATION (self), NULL);

  return _vmistate_record_get_record (self, RECONCILIATION_STATUS);
}

/**
 * vmistate_reconciliation_get_events:
 * @self: a reconciliation
 *
 * The events that KubeVirt would record, in order, each as `Type Reason message`.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the events, or %NULL if there
 *   would be none
 *
 * Since: 0.1
 */
const char *const *
vmistate_reconciliation_get_events (VmistateReconciliation *self)
{
  g_return_val_if_fail (VMISTATE_IS_RECONCILIATION (self), NULL);

  return _vmistate_record_get_texts (self, RECONCILIATION_EVENTS);
}

/**
 * vmistate_reconciliation_get_write:
 * @self: a reconciliation
 *
 * How KubeVirt's controller would store the object: `none`, `update` or `patch`.
 *
 * Returns: (nullable): the way, or %NULL if it is not known which Pods there are, so that the
 *   controller has no say
 *
 * Since: 0.1
 */
const char *
vmistate_reconciliation_get_write (VmistateReconciliation *self)
{
  g_return_val_if_fail (VMISTATE_IS_RECONCILIATION (self), NULL);

  return _vmistate_record_get_string (self, RECONCILIATION_WRITE);
}

/**
 * vmistate_reconciliation_get_error:
 * @self: a reconciliation
 *
 * The error that KubeVirt's pass would end with.
 *
 * Returns: (nullable): the text, or %NULL if it would go well
 *
 * Since: 0.1
 */
const char *
vmistate_reconciliation_get_error (VmistateReconciliation *self)
{
  g_return_val_if_fail (VMISTATE_IS_RECONCILIATION (self), NULL);

  return _vmistate_record_get_string (self, RECONCILIATION_ERROR);
}
