/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_CACHE_BANK (vmistate_cache_bank_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateCacheBank, vmistate_cache_bank, VMISTATE, CACHE_BANK, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cache_bank_get_id (VmistateCacheBank *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_cache_bank_get_bytes (VmistateCacheBank *self, guint64 *value);

G_END_DECLS
