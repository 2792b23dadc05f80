/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-source.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_LIBVIRT_SOURCE (vmistate_libvirt_source_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateLibvirtSource, vmistate_libvirt_source, VMISTATE, LIBVIRT_SOURCE,
                      GObject)

VMISTATE_AVAILABLE_IN_0_1
VmistateLibvirtSource *vmistate_libvirt_source_new (const char *uri);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_libvirt_source_get_uri (VmistateLibvirtSource *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_libvirt_source_get_guest_agent (VmistateLibvirtSource *self);

VMISTATE_AVAILABLE_IN_0_1
guint vmistate_libvirt_source_get_probe_interval_msec (VmistateLibvirtSource *self);

G_END_DECLS
