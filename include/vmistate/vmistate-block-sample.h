/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_BLOCK_SAMPLE (vmistate_block_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateBlockSample, vmistate_block_sample, VMISTATE, BLOCK_SAMPLE,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_block_sample_get_name (VmistateBlockSample *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_backing_index (VmistateBlockSample *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_block_sample_get_path (VmistateBlockSample *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_read_requests (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_read_bytes (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_read_time_usec (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_write_requests (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_write_bytes (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_write_time_usec (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_flush_requests (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_flush_time_usec (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_errors (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_allocation_bytes (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_capacity_bytes (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_physical_bytes (VmistateBlockSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_sample_get_threshold_bytes (VmistateBlockSample *self, guint64 *value);

G_END_DECLS
