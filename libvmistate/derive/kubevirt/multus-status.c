/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The annotation k8s.v1.cni.cncf.io/network-status, read as Go's JSON reader does: a text that is
 * no JSON gives nothing, a member of the wrong type only loses itself, and a name is also found in
 * another case. */

#include "config.h"

#include "multus-status.h"

#include "model/json.h"

static void
network_free (gpointer data)
{
  VmistateMultusNetwork *self = data;

  g_free (self->name);
  g_free (self->interface);
  g_free (self);
}

static void
set_text (char **text, JsonNode *value)
{
  g_free (*text);
  *text = g_strdup (json_node_get_string (value));
}

static void
read_member_cb (JsonObject *object G_GNUC_UNUSED, const char *name, JsonNode *value, gpointer data)
{
  VmistateMultusNetwork *network = data;
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_NONE;

  if (type == G_TYPE_STRING && g_ascii_strcasecmp (name, "interface") == 0)
    set_text (&network->interface, value);
  else if (type == G_TYPE_STRING && g_ascii_strcasecmp (name, "name") == 0)
    set_text (&network->name, value);
  else if (type == G_TYPE_BOOLEAN && g_ascii_strcasecmp (name, "default") == 0)
    network->is_default = json_node_get_boolean (value);
}

static VmistateMultusNetwork *
read_network (JsonNode *node)
{
  VmistateMultusNetwork *network = g_new0 (VmistateMultusNetwork, 1);

  network->name = g_strdup ("");
  network->interface = g_strdup ("");
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), read_member_cb, network);
  return network;
}

GPtrArray *
_vmistate_multus_status_parse (const char *text)
{
  GPtrArray *networks = g_ptr_array_new_with_free_func (network_free);
  g_autoptr (JsonNode) root =
      text != NULL ? _vmistate_json_parse (text, -1, &_vmistate_json_bounds_default, NULL) : NULL;
  JsonArray *array =
      root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (networks, read_network (json_array_get_element (array, i)));
  return networks;
}

const VmistateMultusNetwork *
_vmistate_multus_status_find (GPtrArray *networks, const char *interface)
{
  for (guint i = networks->len; i > 0; i--)
    {
      const VmistateMultusNetwork *network = networks->pdata[i - 1];

      if (g_str_equal (network->interface, interface))
        return network;
    }
  return NULL;
}

gboolean
_vmistate_multus_status_has (GPtrArray *networks, const char *interface)
{
  return _vmistate_multus_status_find (networks, interface) != NULL;
}

const char *
_vmistate_multus_status_get_primary (GPtrArray *networks)
{
  for (guint i = 0; i < networks->len; i++)
    {
      const VmistateMultusNetwork *network = networks->pdata[i];

      if (network->is_default && *network->interface != '\0')
        return network->interface;
    }
  return NULL;
}
