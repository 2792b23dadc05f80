/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-condition.h>
#include <vmistate/vmistate-status.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_RECONCILIATION (vmistate_reconciliation_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateReconciliation, vmistate_reconciliation, VMISTATE, RECONCILIATION,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
VmistateStatus *vmistate_reconciliation_get_status (VmistateReconciliation *self);

VMISTATE_AVAILABLE_IN_0_1
const char *const *vmistate_reconciliation_get_events (VmistateReconciliation *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_reconciliation_get_write (VmistateReconciliation *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_reconciliation_get_error (VmistateReconciliation *self);

G_END_DECLS
