/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "app.h"
#include "table.h"
#include "text.h"
#include "view.h"

static void
print_line (const char *name, const char *value)
{
  g_autofree char *safe = text_neutral (value);

  g_print ("%-12s %s\n", name, safe);
}

static void
print_summary (VmistateInstance *instance, VmistateStatus *status)
{
  VmistateGuestOsInfo *os = vmistate_status_get_guest_os_info (status);
  VmistateGuestAgentInfo *guest = vmistate_status_get_guest_agent_info (status);
  VmistateMachine *machine = vmistate_status_get_machine (status);
  VmistateMemory *memory = vmistate_status_get_memory (status);

  print_line ("Namespace", vmistate_instance_get_namespace (instance));
  print_line ("Name", vmistate_instance_get_name (instance));
  print_line ("UID", vmistate_instance_get_uid (instance));
  print_line ("Phase", view_phase (status));
  print_line ("Reason", vmistate_status_get_reason (status));
  print_line ("Node", vmistate_status_get_node_name (status));
  print_line ("Machine", machine != NULL ? vmistate_machine_get_machine_type (machine) : NULL);
  print_line ("Memory", memory != NULL ? vmistate_memory_get_guest_current (memory) : NULL);
  print_line ("Guest OS", os != NULL ? vmistate_guest_os_info_get_pretty_name (os) : NULL);
  print_line ("Kernel", os != NULL ? vmistate_guest_os_info_get_kernel_release (os) : NULL);
  print_line ("Hostname", guest != NULL ? vmistate_guest_agent_info_get_hostname (guest) : NULL);
}

static void
print_conditions (App *app, VmistateStatus *status)
{
  static const char *const headers[] = { "CONDITION", "STATUS", "REASON", "MESSAGE", NULL };
  g_autoptr (Table) table = table_new (headers, app->use_color);
  g_autoptr (GEnumClass) words = g_type_class_ref (VMISTATE_TYPE_CONDITION_STATUS);
  GPtrArray *conditions = vmistate_status_get_conditions (status);

  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    {
      VmistateCondition *condition = conditions->pdata[i];

      table_add (table, vmistate_condition_get_condition_type (condition));
      table_add (table,
                 g_enum_get_value (words, vmistate_condition_get_status (condition))->value_nick);
      table_add (table, vmistate_condition_get_reason (condition));
      table_add (table, vmistate_condition_get_message (condition));
    }
  g_print ("\n");
  table_print (table);
}

static char *
join_addresses (VmistateInterface *interface)
{
  const char *const *addresses = vmistate_interface_get_ip_addresses (interface);

  return addresses != NULL ? g_strjoinv (", ", (char **) addresses) : NULL;
}

static void
print_interfaces (App *app, VmistateStatus *status)
{
  static const char *const headers[] = { "INTERFACE", "IN GUEST", "MAC",
                                         "ADDRESSES", "SEEN BY",  NULL };
  g_autoptr (Table) table = table_new (headers, app->use_color);
  GPtrArray *interfaces = vmistate_status_get_interfaces (status);

  for (guint i = 0; interfaces != NULL && i < interfaces->len; i++)
    {
      VmistateInterface *interface = interfaces->pdata[i];
      g_autofree char *addresses = join_addresses (interface);

      table_add (table, vmistate_interface_get_name (interface));
      table_add (table, vmistate_interface_get_interface_name (interface));
      table_add (table, vmistate_interface_get_mac (interface));
      table_add (table, addresses);
      table_add (table, vmistate_interface_get_info_source (interface));
    }
  g_print ("\n");
  table_print (table);
}

static void
print_stamps (App *app, VmistateInstance *instance)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);
  static const char *const headers[] = { "PART", "FROM", "STATE", "AGE", "ERROR", NULL };
  g_autoptr (Table) table = table_new (headers, app->use_color);
  g_autoptr (GEnumClass) words = g_type_class_ref (VMISTATE_TYPE_STAMP_STATE);
  GPtrArray *stamps = vmistate_status_get_stamps (status);
  gint64 now = app_now (app, instance);

  for (guint i = 0; stamps != NULL && i < stamps->len; i++)
    {
      VmistateStamp *stamp = stamps->pdata[i];
      gint64 age = vmistate_stamp_get_age_usec (stamp, now);
      g_autofree char *text = age >= 0 ? text_duration (age) : NULL;

      table_add (table, vmistate_stamp_get_part (stamp));
      table_add (table, vmistate_stamp_get_origin (stamp));
      table_add (table, g_enum_get_value (words, vmistate_stamp_get_state (stamp))->value_nick);
      table_add (table, text);
      table_add (table, vmistate_stamp_get_error (stamp));
    }
  g_print ("\n");
  table_print (table);
}

static void
print_instance (App *app, VmistateInstance *instance)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);

  if (app_wants_json (app))
    {
      g_autoptr (JsonNode) node = app_instance_node (app, instance);
      g_autofree char *pretty = json_to_string (node, /* pretty= */ TRUE);

      g_print ("%s\n", pretty);
      return;
    }
  print_summary (instance, status);
  print_conditions (app, status);
  print_interfaces (app, status);
  print_stamps (app, instance);
}

int
command_get (App *app, int argc G_GNUC_UNUSED, char **argv)
{
  g_autoptr (VmistateInstance) instance = NULL;
  int status = app_connect (app);

  if (status == EXIT_DONE)
    instance = app_find (app, argv[0], &status);
  if (instance != NULL)
    {
      app_settle (app, instance);
      print_instance (app, instance);
    }
  app_disconnect (app);
  return status;
}
