/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Bounds for a text whose author may be hostile; 0 is no bound. */
typedef struct
{
  gsize max_bytes;
  guint max_depth;
  guint max_values; /* of all kinds together: a tree takes many times the bytes of its text */
} VmistateJsonBounds;

/* For texts from files and API objects; a guest gets tighter ones. */
extern const VmistateJsonBounds _vmistate_json_bounds_default;

/* The one door through which JSON text enters the library: json.c and json-read.c */
JsonNode *_vmistate_json_parse (const char *text, gssize length, const VmistateJsonBounds *bounds,
                                GError **error);
JsonNode *_vmistate_json_read (const char *text, gsize length, const VmistateJsonBounds *bounds,
                               GError **error);

/* And the one it leaves through: json-write.c */
char *_vmistate_json_print (JsonNode *node);

/* "an object", "a string": for messages that say what was found. */
const char *_vmistate_json_kind (JsonNode *node);

/* A short form of a text from outside that a message can hold: without control characters. */
char *_vmistate_json_excerpt (const char *text, gsize length);

/* The path of the member @name of a map: path[name] */
char *_vmistate_json_element_path (const char *path, const char *name);

G_END_DECLS
