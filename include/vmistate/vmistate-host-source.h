/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-host-info.h>
#include <vmistate/vmistate-source.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_HOST_SOURCE (vmistate_host_source_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateHostSource, vmistate_host_source, VMISTATE, HOST_SOURCE, GObject)

VMISTATE_AVAILABLE_IN_0_1
VmistateHostSource *vmistate_host_source_new (const char *uri);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_host_source_get_uri (VmistateHostSource *self);

G_END_DECLS
