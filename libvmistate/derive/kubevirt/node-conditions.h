/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The conditions that the node agent keeps, one function a group; conditions.c has their order. */

#pragma once

#include "pass.h"

G_BEGIN_DECLS

void _vmistate_kubevirt_credentials (VmistatePass *pass);
void _vmistate_kubevirt_live_migratable (VmistatePass *pass);
void _vmistate_kubevirt_agent_connected (VmistatePass *pass);
void _vmistate_kubevirt_agent_version (VmistatePass *pass);
void _vmistate_kubevirt_paused (VmistatePass *pass);
void _vmistate_kubevirt_software_emulation (VmistatePass *pass);

G_END_DECLS
