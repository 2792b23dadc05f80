/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "machine.h"

/**
 * VmistateMachine:
 *
 * The machine that QEMU emulates (KubeVirt's `Machine`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MACHINE_TYPE] = { "type", VMISTATE_FIELD_STRING, VMISTATE_FIELD_ALWAYS_KUBEVIRT },
};

VMISTATE_DEFINE_RECORD (VmistateMachine, vmistate_machine, fields, MACHINE_N_FIELDS)

/**
 * vmistate_machine_get_machine_type:
 * @self: a machine
 *
 * Machine type with all aliases resolved, such as `pc-q35-9.0`; JSON member `type`. Told by
 * the domain XML.
 *
 * Returns: (nullable): the machine type, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_machine_get_machine_type (VmistateMachine *self)
{
  g_return_val_if_fail (VMISTATE_IS_MACHINE (self), NULL);

  return _vmistate_record_get_string (self, MACHINE_TYPE);
}
