/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The node agent's conditions, in the order in which it makes them: new ones go to the end of the
 * list. */

#include "config.h"

#include "node-conditions.h"

void
_vmistate_kubevirt_conditions (VmistatePass *pass)
{
  _vmistate_kubevirt_credentials (pass);
  _vmistate_kubevirt_live_migratable (pass);
  _vmistate_kubevirt_agent_connected (pass);
  _vmistate_kubevirt_agent_version (pass);
  _vmistate_kubevirt_paused (pass);
  _vmistate_kubevirt_software_emulation (pass);
}
