/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_INTERFACE_SAMPLE (vmistate_interface_sample_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateInterfaceSample, vmistate_interface_sample, VMISTATE,
                      INTERFACE_SAMPLE, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_sample_get_name (VmistateInterfaceSample *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_sample_get_alias (VmistateInterfaceSample *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_interface_sample_get_mac (VmistateInterfaceSample *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_sample_get_rx_bytes (VmistateInterfaceSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_sample_get_rx_packets (VmistateInterfaceSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_sample_get_rx_errors (VmistateInterfaceSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_sample_get_rx_drops (VmistateInterfaceSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_sample_get_tx_bytes (VmistateInterfaceSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_sample_get_tx_packets (VmistateInterfaceSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_sample_get_tx_errors (VmistateInterfaceSample *self, guint64 *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_interface_sample_get_tx_drops (VmistateInterfaceSample *self, guint64 *value);

G_END_DECLS
