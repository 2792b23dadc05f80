/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From json-glib's trees to text. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* @object: (transfer full). Returns: (transfer full): one line of JSON */
char *_vmistate_http_json_take_object (JsonObject *object);

/* @text: (nullable): nothing is added for NULL */
void _vmistate_http_json_add (JsonObject *object, const char *name, const char *text);

/* Appends @text as a JSON string, with its quotes. */
void _vmistate_http_json_append_string (GString *string, const char *text);

G_END_DECLS
