/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(VMISTATE_HTTP_INSIDE) && !defined(VMISTATE_HTTP_COMPILATION)
#error "Only <vmistate/vmistate-http.h> can be included directly."
#endif

#include <vmistate/vmistate.h>

G_BEGIN_DECLS

VMISTATE_AVAILABLE_IN_0_1
char *vmistate_http_dup_user_agent (void);

G_END_DECLS
