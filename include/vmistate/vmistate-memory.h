/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MEMORY (vmistate_memory_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMemory, vmistate_memory, VMISTATE, MEMORY, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_memory_get_guest_at_boot (VmistateMemory *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_memory_get_guest_current (VmistateMemory *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_memory_get_guest_requested (VmistateMemory *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_memory_get_memory_overhead (VmistateMemory *self);

G_END_DECLS
