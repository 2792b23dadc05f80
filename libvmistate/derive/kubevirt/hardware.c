/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Machine type and memory, from the domain. */

#include "config.h"

#include "pass.h"

#include "derive/derive.h"

#include "model/memory.h"
#include "model/quantity.h"

/* A unit that KubeVirt does not know takes away the value that was known. */
static void
update_memory (VmistatePass *pass, gpointer domain)
{
  gpointer stored = _vmistate_record_get_record (pass->status, STATUS_MEMORY);
  g_autofree char *current = NULL;
  gpointer memory;
  guint64 amount;

  if (!_vmistate_record_get_uint64 (domain, DOMAIN_CURRENT_MEMORY, &amount))
    return;
  current = _vmistate_quantity_from_libvirt (
      amount, _vmistate_record_get_string (domain, DOMAIN_CURRENT_MEMORY_UNIT),
      VMISTATE_PROFILE_KUBEVIRT);
  memory =
      stored != NULL ? _vmistate_record_copy (stored) : g_object_new (VMISTATE_TYPE_MEMORY, NULL);
  _vmistate_record_set_string (memory, MEMORY_GUEST_CURRENT, current);
  _vmistate_record_take_record (pass->status, STATUS_MEMORY, memory);
}

void
_vmistate_kubevirt_hardware (VmistatePass *pass)
{
  gpointer domain = _vmistate_pass_get_domain (pass);

  if (domain == NULL)
    return;
  _vmistate_status_set_machine (pass->status, domain);
  update_memory (pass, domain);
}
