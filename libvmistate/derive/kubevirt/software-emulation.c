/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* SoftwareEmulation: the guest's processor is another than the host's. */

#include "config.h"

#include "node-conditions.h"

#include "derive/control-plane.h"

#define TYPE "SoftwareEmulation"

void
_vmistate_kubevirt_software_emulation (VmistatePass *pass)
{
  gpointer domain = _vmistate_pass_get_domain (pass);
  const char *host = _vmistate_evidence_get_host_architecture (pass->evidence, pass->node);
  const char *guest = _vmistate_record_get_string (pass->spec, VMI_SPEC_ARCHITECTURE);
  g_autofree char *message = NULL;

  if (domain == NULL || host == NULL
      || !_vmistate_pass_has_feature_gate (pass, "CrossArchitectureVirtualization"))
    return;
  if (!_vmistate_record_is (domain, DOMAIN_TYPE, "qemu") || guest == NULL || *guest == '\0'
      || g_str_equal (guest, host))
    {
      _vmistate_conditions_remove (pass->conditions, TYPE);
      return;
    }
  message = g_strdup_printf ("VM running with software emulation (host=%s, guest=%s)", host, guest);
  _vmistate_conditions_update (
      pass->conditions,
      _vmistate_condition_make (TYPE, "True", "CrossArchitectureEmulation", message));
}
