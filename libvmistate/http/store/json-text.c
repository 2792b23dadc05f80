/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "json-text.h"

static char *
print (JsonNode *node)
{
  return json_to_string (node, /* pretty= */ FALSE);
}

char *
_vmistate_http_json_take_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return print (node);
}

void
_vmistate_http_json_add (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

void
_vmistate_http_json_append_string (GString *string, const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *quoted = print (node);

  g_string_append (string, quoted);
}
