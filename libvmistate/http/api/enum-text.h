/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Returns: the value as it is written in JSON, which is its nick */
const char *_vmistate_http_enum_text (GType type, int value);

G_END_DECLS
