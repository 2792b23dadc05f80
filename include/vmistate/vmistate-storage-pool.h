/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_STORAGE_POOL (vmistate_storage_pool_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateStoragePool, vmistate_storage_pool, VMISTATE, STORAGE_POOL,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_storage_pool_get_name (VmistateStoragePool *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_storage_pool_get_uuid (VmistateStoragePool *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_storage_pool_get_state (VmistateStoragePool *self, gint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_storage_pool_get_capacity_bytes (VmistateStoragePool *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_storage_pool_get_allocation_bytes (VmistateStoragePool *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_storage_pool_get_available_bytes (VmistateStoragePool *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_storage_pool_get_timed_out (VmistateStoragePool *self, gboolean *value);

G_END_DECLS
