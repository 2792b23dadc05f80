/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_LOAD (vmistate_load_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateLoad, vmistate_load, VMISTATE, LOAD, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_load_get_load_1m (VmistateLoad *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_load_get_load_5m (VmistateLoad *self, double *value);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_load_get_load_15m (VmistateLoad *self, double *value);

G_END_DECLS
