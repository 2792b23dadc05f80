/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <json-glib/json-glib.h>

#include "app.h"
#include "table.h"
#include "view.h"

static void
add_row (Table *table, VmistateInstance *instance)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);
  g_autofree char *age = view_phase_age (status);

  table_add (table, vmistate_instance_get_namespace (instance));
  table_add (table, vmistate_instance_get_name (instance));
  table_add (table, view_phase (status));
  table_add (table, view_ready (status));
  table_add (table, view_agent (status));
  table_add (table, view_address (status));
  table_add (table, vmistate_status_get_node_name (status));
  table_add (table, age);
  table_add (table, view_health (status));
}

static void
print_table (App *app)
{
  static const char *const headers[] = { "NAMESPACE", "NAME", "PHASE", "READY",  "AGENT",
                                         "IP",        "NODE", "AGE",   "HEALTH", NULL };
  g_autoptr (Table) table = table_new (headers, app->use_color);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (app->monitor));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VmistateInstance) instance =
          g_list_model_get_item (G_LIST_MODEL (app->monitor), i);

      add_row (table, instance);
    }
  table_print (table);
}

/* A Kubernetes list, as kubectl prints it. */
static void
print_json (App *app)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *list = json_object_new ();
  JsonArray *items = json_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (app->monitor));

  json_node_take_object (root, list);
  json_object_set_string_member (list, "apiVersion", "kubevirt.io/v1");
  json_object_set_string_member (list, "kind", "VirtualMachineInstanceList");
  json_object_set_object_member (list, "metadata", json_object_new ());
  json_object_set_array_member (list, "items", items);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VmistateInstance) instance =
          g_list_model_get_item (G_LIST_MODEL (app->monitor), i);

      json_array_add_element (items, app_instance_node (app, instance));
    }
  text = json_to_string (root, /* pretty= */ TRUE);
  g_print ("%s\n", text);
}

void
app_print_list (App *app)
{
  if (app_wants_json (app))
    print_json (app);
  else
    print_table (app);
}

int
command_list (App *app, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED)
{
  int status = app_connect (app);

  if (status == EXIT_DONE)
    {
      app_settle (app, NULL);
      app_print_list (app);
    }
  app_disconnect (app);
  return status;
}
