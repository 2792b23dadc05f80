/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "kvm-counter.h"

/**
 * VmistateKvmCounter:
 *
 * A number that the host's kernel keeps of a virtual machine or of one of its vCPUs.
 *
 * Which there are depends on the kernel, and libvirt does not promise their names; so they are a
 * list with names. A counter that can only be true or false is 1 or 0.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [KVM_COUNTER_NAME] = { "name", VMISTATE_FIELD_STRING, VMISTATE_FIELD_KEY },
  [KVM_COUNTER_SUM] = { "sum", VMISTATE_FIELD_UINT64 },
  [KVM_COUNTER_CURRENT] = { "current", VMISTATE_FIELD_UINT64 },
  [KVM_COUNTER_MAXIMUM] = { "maximum", VMISTATE_FIELD_UINT64 },
};

VMISTATE_DEFINE_RECORD (VmistateKvmCounter, vmistate_kvm_counter, fields, KVM_COUNTER_N_FIELDS)

/**
 * vmistate_kvm_counter_get_name:
 * @self: a counter
 *
 * Name of the counter, such as `remote_tlb_flush`; JSON member `name`. Told by libvirt as `vm.NAME`
 * or `vcpu.N.NAME`.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_kvm_counter_get_name (VmistateKvmCounter *self)
{
  g_return_val_if_fail (VMISTATE_IS_KVM_COUNTER (self), NULL);

  return _vmistate_record_get_string (self, KVM_COUNTER_NAME);
}

/**
 * vmistate_kvm_counter_get_sum:
 * @self: a counter
 * @value: (out) (optional): return location for the number, or 0
 *
 * What it has counted so far; JSON member `sum`. Told by libvirt as `NAME.sum`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_kvm_counter_get_sum (VmistateKvmCounter *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_KVM_COUNTER (self), FALSE);

  return _vmistate_record_get_uint64 (self, KVM_COUNTER_SUM, value);
}

/**
 * vmistate_kvm_counter_get_current:
 * @self: a counter
 * @value: (out) (optional): return location for the number, or 0
 *
 * Its present value; JSON member `current`. Told by libvirt as `NAME.cur`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_kvm_counter_get_current (VmistateKvmCounter *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_KVM_COUNTER (self), FALSE);

  return _vmistate_record_get_uint64 (self, KVM_COUNTER_CURRENT, value);
}

/**
 * vmistate_kvm_counter_get_maximum:
 * @self: a counter
 * @value: (out) (optional): return location for the number, or 0
 *
 * Its highest value; JSON member `maximum`. Told by libvirt as `NAME.max`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_kvm_counter_get_maximum (VmistateKvmCounter *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_KVM_COUNTER (self), FALSE);

  return _vmistate_record_get_uint64 (self, KVM_COUNTER_MAXIMUM, value);
}
