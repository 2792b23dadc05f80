/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_INTERFACE_RATES (vmistate_interface_rates_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateInterfaceRates, vmistate_interface_rates, VMISTATE, INTERFACE_RATES,
                      VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_rates_get_name (VmistateInterfaceRates *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_rates_get_rx_bytes_per_second (VmistateInterfaceRates *self,
                                                           double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_rates_get_rx_packets_per_second (VmistateInterfaceRates *self,
                                                             double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_rates_get_rx_errors_per_second (VmistateInterfaceRates *self,
                                                            double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_rates_get_rx_drops_per_second (VmistateInterfaceRates *self,
                                                           double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_rates_get_tx_bytes_per_second (VmistateInterfaceRates *self,
                                                           double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_rates_get_tx_packets_per_second (VmistateInterfaceRates *self,
                                                             double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_rates_get_tx_errors_per_second (VmistateInterfaceRates *self,
                                                            double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_rates_get_tx_drops_per_second (VmistateInterfaceRates *self,
                                                           double *value);

G_END_DECLS
