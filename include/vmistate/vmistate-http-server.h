/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(VMISTATE_HTTP_INSIDE) && !defined(VMISTATE_HTTP_COMPILATION)
#error "Only <vmistate/vmistate-http.h> can be included directly."
#endif

#include <vmistate/vmistate.h>

G_BEGIN_DECLS

#define VMISTATE_HTTP_TYPE_SERVER (vmistate_http_server_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateHttpServer, vmistate_http_server, VMISTATE_HTTP, SERVER, GObject)

VMISTATE_AVAILABLE_IN_0_1
VmistateHttpServer *vmistate_http_server_new (VmistateMonitor *monitor, VmistateMetrics *metrics);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_http_server_listen (VmistateHttpServer *self, const char *address,
                                      GError **error);

VMISTATE_AVAILABLE_IN_0_1
char **vmistate_http_server_dup_addresses (VmistateHttpServer *self);

VMISTATE_AVAILABLE_IN_0_1
void vmistate_http_server_stop (VmistateHttpServer *self);

G_END_DECLS
