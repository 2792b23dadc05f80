/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One VMI through four changes, told by a script. scenario.py and scenario.js do the same and print
 * the same. Usage: scenario STEPS, a file of JSON lines with an empty line between two steps. */

#include <string.h>

#include <vmistate/vmistate.h>

typedef struct
{
  VmistateMonitor *monitor;
  VmistateScriptedSource *source;
  char **steps;
  guint next;
  GMainLoop *loop;
} Scenario;

/* In capitals, as the names of values are in Python and JavaScript. The type stays referenced. */
static const char *
name_of (GType type, int value)
{
  GEnumClass *klass = g_type_class_ref (type);
  g_autofree char *name = g_ascii_strup (g_enum_get_value (klass, value)->value_nick, -1);

  return g_intern_string (name);
}

static void
add_step (Scenario *self)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (self->steps[self->next] == NULL)
    return;
  lines = g_strsplit (g_strstrip (self->steps[self->next++]), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!vmistate_scripted_source_add_json (self->source, lines[i], &error))
        g_error ("%s", error->message);
    }
}

static void
print_conditions (VmistateStatus *status)
{
  GPtrArray *conditions = vmistate_status_get_conditions (status);

  for (guint i = 0; i < conditions->len; i++)
    {
      VmistateCondition *condition = conditions->pdata[i];
      const char *reason = vmistate_condition_get_reason (condition);
      g_autoptr (GDateTime) since = vmistate_condition_dup_last_transition_time (condition);
      g_autofree char *time = g_date_time_format (since, "%T");

      g_print ("  %s=%s %s since %s\n", vmistate_condition_get_condition_type (condition),
               name_of (VMISTATE_TYPE_CONDITION_STATUS, vmistate_condition_get_status (condition)),
               reason != NULL ? reason : "-", time);
    }
}

static void
print_interfaces (VmistateStatus *status)
{
  GPtrArray *interfaces = vmistate_status_get_interfaces (status);

  for (guint i = 0; i < interfaces->len; i++)
    {
      VmistateInterface *interface = interfaces->pdata[i];
      const char *const *addresses = vmistate_interface_get_ip_addresses (interface);
      g_autofree char *list = addresses != NULL ? g_strjoinv (", ", (char **) addresses) : NULL;

      g_print ("  interface %s %s (%s)\n", vmistate_interface_get_name (interface),
               list != NULL ? list : "-", vmistate_interface_get_info_source (interface));
    }
}

static void
print_status (VmistateStatus *status)
{
  VmistateCpuTopology *topology = vmistate_status_get_current_cpu_topology (status);
  VmistateGuestOsInfo *os = vmistate_status_get_guest_os_info (status);
  VmistateMemory *memory = vmistate_status_get_memory (status);
  VmistateStamp *stamp = vmistate_status_find_stamp (status, "phase", NULL);
  guint32 sockets;
  guint32 cid;

  g_print ("  phase %s on %s, %s\n",
           name_of (VMISTATE_TYPE_PHASE, vmistate_status_get_phase (status)),
           vmistate_status_get_node_name (status),
           name_of (VMISTATE_TYPE_STAMP_STATE, vmistate_stamp_get_state (stamp)));
  print_conditions (status);
  print_interfaces (status);
  if (topology != NULL && vmistate_cpu_topology_get_sockets (topology, &sockets))
    g_print ("  sockets %u\n", sockets);
  g_print ("  memory %s\n", memory != NULL ? vmistate_memory_get_guest_current (memory) : "-");
  g_print ("  vsock %s\n", vmistate_status_get_vsock_cid (status, &cid) ? "yes" : "-");
  g_print ("  os %s\n", os != NULL ? vmistate_guest_os_info_get_pretty_name (os) : "-");
}

static void
added_cb (VmistateMonitor *monitor, VmistateInstance *instance, Scenario *self)
{
  g_print ("added %s/%s %s, %u in the list\n", vmistate_instance_get_namespace (instance),
           vmistate_instance_get_name (instance), vmistate_instance_get_uid (instance),
           g_list_model_get_n_items (G_LIST_MODEL (monitor)));
  print_status (vmistate_instance_get_status (instance));
  add_step (self);
}

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
            VmistateStatus *old_status, VmistateStatus *new_status, Scenario *self)
{
  g_auto (GStrv) paths =
      vmistate_record_diff (VMISTATE_RECORD (old_status), VMISTATE_RECORD (new_status));

  g_print ("changed %s: %s first\n", vmistate_instance_get_name (instance), paths[0]);
  print_status (new_status);
  add_step (self);
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Scenario *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!vmistate_monitor_stop_finish (VMISTATE_MONITOR (object), result, &error))
    g_error ("%s", error->message);
  g_print ("stopped\n");
  g_main_loop_quit (self->loop);
}

static void
removed_cb (VmistateMonitor *monitor, VmistateInstance *instance, Scenario *self)
{
  g_print ("removed %s, %u in the list\n", vmistate_instance_get_name (instance),
           g_list_model_get_n_items (G_LIST_MODEL (monitor)));
  vmistate_monitor_stop_async (monitor, NULL, stopped_cb, self);
}

static void
sources_changed_cb (VmistateMonitor *monitor, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) stamps = vmistate_monitor_dup_source_stamps (monitor);

  for (guint i = 0; i < stamps->len; i++)
    {
      const char *error = vmistate_stamp_get_error (stamps->pdata[i]);

      g_print ("source %s %s: %s\n", vmistate_stamp_get_source (stamps->pdata[i]),
               name_of (VMISTATE_TYPE_STAMP_STATE, vmistate_stamp_get_state (stamps->pdata[i])),
               error != NULL ? error : "-");
    }
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  if (!vmistate_monitor_start_finish (VMISTATE_MONITOR (object), result, &error))
    g_error ("%s", error->message);
  g_print ("started\n");
}

static void
print_error (VmistateScriptedSource *source)
{
  g_autoptr (GError) error = NULL;

  if (!vmistate_scripted_source_add_json (source, "{}", &error)
      && g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA))
    g_print ("rejected: %s\n", error->message);
}

int
main (int argc, char **argv)
{
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (VmistateScriptedSource) source = vmistate_scripted_source_new ("script");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *text = NULL;
  g_auto (GStrv) steps = NULL;
  Scenario self = { .monitor = monitor, .source = source, .loop = loop };

  if (argc != 2 || !g_file_get_contents (argv[1], &text, NULL, NULL))
    return 2;
  steps = self.steps = g_strsplit (text, "\n\n", -1);
  g_signal_connect (monitor, "instance-added", G_CALLBACK (added_cb), &self);
  g_signal_connect (monitor, "instance-changed", G_CALLBACK (changed_cb), &self);
  g_signal_connect (monitor, "instance-removed", G_CALLBACK (removed_cb), &self);
  g_signal_connect (monitor, "sources-changed", G_CALLBACK (sources_changed_cb), NULL);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  print_error (source);
  add_step (&self);
  vmistate_monitor_start_async (monitor, NULL, started_cb, NULL);
  g_main_loop_run (loop);
  return 0;
}
