/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints every VM of a libvirt URI and every change of it.
 *
 *   cc watch.c $(pkg-config --cflags --libs vmistate) -o watch && ./watch qemu:///system */

#include <vmistate/vmistate.h>

static void
print (const char *what, VmistateInstance *instance)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);
  VmistateCondition *agent = vmistate_status_find_condition (status, "AgentConnected");
  g_autofree char *phase =
      g_enum_to_string (VMISTATE_TYPE_PHASE, vmistate_status_get_phase (status));

  g_print ("%s %s/%s %s, agent: %s\n", what, vmistate_instance_get_namespace (instance),
           vmistate_instance_get_name (instance), phase,
           agent != NULL ? vmistate_condition_get_reason (agent) : "unknown");
}

static void
added_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance)
{
  print ("+", instance);
}

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance)
{
  print (" ", instance);
}

static void
removed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance)
{
  print ("-", instance);
}

int
main (int argc, char **argv)
{
  g_autoptr (VmistateLibvirtSource) source =
      vmistate_libvirt_source_new (argc > 1 ? argv[1] : "qemu:///system");
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_signal_connect (monitor, "instance-added", G_CALLBACK (added_cb), NULL);
  g_signal_connect (monitor, "instance-changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (monitor, "instance-removed", G_CALLBACK (removed_cb), NULL);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  vmistate_monitor_start_async (monitor, NULL, NULL, NULL);
  g_main_loop_run (loop);
  return 0;
}
