/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the control plane says of the VMI: its stored object, and what KubeVirt's controller makes
 * of the Pods. What hypervisors and guests show is laid over that. */

#include "config.h"

#include "derive.h"

#include "kubevirt/pass.h"

VmistateStatus *
_vmistate_derive_base (const VmistateEvidence *evidence)
{
  g_autoptr (VmistateStatus) base = NULL;
  gpointer stored;

  if (!_vmistate_evidence_has_vmi (evidence))
    return g_object_new (VMISTATE_TYPE_STATUS, NULL);
  stored = _vmistate_record_get_record (evidence->control->vmi.payload, VMI_OBJECT_STATUS);
  base = _vmistate_derive_kubevirt_control (evidence);
  if (stored == NULL)
    return g_steal_pointer (&base);
  if (_vmistate_record_same (base, stored))
    return g_object_ref (stored);
  _vmistate_record_share (base, stored, /* but= */ 0);
  return g_steal_pointer (&base);
}
