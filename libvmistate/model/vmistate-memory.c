/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "memory.h"

/**
 * VmistateMemory:
 *
 * How much memory the guest has (KubeVirt's `MemoryStatus`). All values are Kubernetes
 * quantities, such as `2Gi`.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [MEMORY_GUEST_AT_BOOT] = { "guestAtBoot", VMISTATE_FIELD_QUANTITY },
  [MEMORY_GUEST_CURRENT] = { "guestCurrent", VMISTATE_FIELD_QUANTITY },
  [MEMORY_GUEST_REQUESTED] = { "guestRequested", VMISTATE_FIELD_QUANTITY },
  [MEMORY_MEMORY_OVERHEAD] = { "memoryOverhead", VMISTATE_FIELD_QUANTITY },
};

VMISTATE_DEFINE_RECORD (VmistateMemory, vmistate_memory, fields, MEMORY_N_FIELDS)

/**
 * vmistate_memory_get_guest_at_boot:
 * @self: a memory
 *
 * Memory that the guest was started with, as a quantity of bytes; JSON member `guestAtBoot`.
 * Told by the API object.
 *
 * Returns: (nullable): the quantity, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_memory_get_guest_at_boot (VmistateMemory *self)
{
  g_return_val_if_fail (VMISTATE_IS_MEMORY (self), NULL);

  return _vmistate_record_get_string (self, MEMORY_GUEST_AT_BOOT);
}

/**
 * vmistate_memory_get_guest_current:
 * @self: a memory
 *
 * Memory that the guest has now, as a quantity of bytes; JSON member `guestCurrent`. Told by
 * the domain XML.
 *
 * Returns: (nullable): the quantity, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_memory_get_guest_current (VmistateMemory *self)
{
  g_return_val_if_fail (VMISTATE_IS_MEMORY (self), NULL);

  return _vmistate_record_get_string (self, MEMORY_GUEST_CURRENT);
}

/**
 * vmistate_memory_get_guest_requested:
 * @self: a memory
 *
 * Memory that was last asked for, as a quantity of bytes; JSON member `guestRequested`. Told
 * by the API object.
 *
 * Returns: (nullable): the quantity, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_memory_get_guest_requested (VmistateMemory *self)
{
  g_return_val_if_fail (VMISTATE_IS_MEMORY (self), NULL);

  return _vmistate_record_get_string (self, MEMORY_GUEST_REQUESTED);
}

/**
 * vmistate_memory_get_memory_overhead:
 * @self: a memory
 *
 * Memory that the VMI needs beyond that of its guest, as a quantity of bytes; JSON member
 * `memoryOverhead`. Told by the Pod.
 *
 * Returns: (nullable): the quantity, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_memory_get_memory_overhead (VmistateMemory *self)
{
  g_return_val_if_fail (VMISTATE_IS_MEMORY (self), NULL);

  return _vmistate_record_get_string (self, MEMORY_MEMORY_OVERHEAD);
}
