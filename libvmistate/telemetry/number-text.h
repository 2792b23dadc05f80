/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Numbers as the text formats have them, whatever the locale. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void _vmistate_number_append_uint (GString *text, guint64 value);
/* Microseconds, as seconds; nothing is rounded. */
void _vmistate_number_append_seconds (GString *text, guint64 usec);
/* @value: finite. The shortest text that gives the same number. */
void _vmistate_number_append_double (GString *text, double value);

G_END_DECLS
