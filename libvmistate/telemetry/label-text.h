/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Labels as they stand between the braces of a sample: name="value", escaped. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of a value, before it is escaped. What is longer is cut. */
#define VMISTATE_LABEL_MAX_BYTES 1024

/* Adds a label behind those that @text has. Without value, or with an empty one, which means the
 * same to those who collect, there is no label.
 * @value: (nullable): any bytes; what is not valid or not to be seen becomes U+FFFD */
void _vmistate_label_append (GString *text, const char *name, const char *value);
void _vmistate_label_append_uint (GString *text, const char *name, guint64 value);

G_END_DECLS
