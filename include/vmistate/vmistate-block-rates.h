/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_BLOCK_RATES (vmistate_block_rates_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateBlockRates, vmistate_block_rates, VMISTATE, BLOCK_RATES,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_block_rates_get_name (VmistateBlockRates *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_backing_index (VmistateBlockRates *self, guint32 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_read_bytes_per_second (VmistateBlockRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_read_requests_per_second (VmistateBlockRates *self,
                                                            double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_read_service_usec (VmistateBlockRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_write_bytes_per_second (VmistateBlockRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_write_requests_per_second (VmistateBlockRates *self,
                                                             double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_write_service_usec (VmistateBlockRates *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_flush_requests_per_second (VmistateBlockRates *self,
                                                             double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_block_rates_get_flush_service_usec (VmistateBlockRates *self, double *value);

G_END_DECLS
