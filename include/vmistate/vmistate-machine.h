/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MACHINE (vmistate_machine_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMachine, vmistate_machine, VMISTATE, MACHINE, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_machine_get_machine_type (VmistateMachine *self);

G_END_DECLS
