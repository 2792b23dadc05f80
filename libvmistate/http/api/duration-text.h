/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As kubectl shows ages: two digits of what matters, such as `47s`, `5m10s`, `3h`, `2y11d`.
 * Returns: (transfer full) */
char *_vmistate_http_duration_text (gint64 seconds);

G_END_DECLS
