/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_MEMORY_DUMP (vmistate_memory_dump_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateMemoryDump, vmistate_memory_dump, VMISTATE, MEMORY_DUMP,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_memory_dump_dup_start_timestamp (VmistateMemoryDump *self);

VMISTATE_AVAILABLE_IN_0_1
GDateTime *vmistate_memory_dump_dup_end_timestamp (VmistateMemoryDump *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_memory_dump_get_claim_name (VmistateMemoryDump *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_memory_dump_get_target_file_name (VmistateMemoryDump *self);

G_END_DECLS
