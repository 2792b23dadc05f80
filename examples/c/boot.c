/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Boots a domain in libvirt's embedded QEMU driver and watches it from the same process, without
 * any daemon; ends with its whole status, once the guest agent has told of OS and addresses.
 *
 *   boot ROOT DOMAIN.xml      ROOT: a directory for the driver; examples/quickstart makes both */

#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <vmistate/vmistate.h>

typedef struct
{
  char *uri, *xml;
  GMainLoop *loop;
  gint64 began;
  GThread *booter; /* (nullable) */
  char *line;      /* printed last */
  int exit_status;
} Boot;

static gboolean
give_up_cb (gpointer user_data)
{
  Boot *boot = user_data;

  boot->exit_status = 1;
  g_main_loop_quit (boot->loop);
  return G_SOURCE_REMOVE;
}

/* What is not known is not there: each part of a status may be NULL. */
static const char *
find_address (VmistateStatus *status)
{
  GPtrArray *interfaces = vmistate_status_get_interfaces (status);
  const char *address = NULL;

  for (guint i = 0; address == NULL && interfaces != NULL && i < interfaces->len; i++)
    address = vmistate_interface_get_ip_address (interfaces->pdata[i]);
  return address;
}

static char *
describe (VmistateStatus *status)
{
  g_autoptr (GEnumClass) phases = g_type_class_ref (VMISTATE_TYPE_PHASE);
  VmistateCondition *agent = vmistate_status_find_condition (status, "AgentConnected");
  VmistateGuestOsInfo *os = vmistate_status_get_guest_os_info (status);
  const char *os_name = os != NULL ? vmistate_guest_os_info_get_pretty_name (os) : NULL;
  /* A guest may say anything; a terminal must not obey it. */
  g_autofree char *safe_name = g_strescape (os_name != NULL ? os_name : "-", NULL);
  const char *address = find_address (status);

  return g_strdup_printf ("%-8s agent: %-20s OS: %-29s address: %s",
                          g_enum_get_value (phases, vmistate_status_get_phase (status))->value_nick,
                          agent != NULL ? vmistate_condition_get_reason (agent) : "-", safe_name,
                          address != NULL ? address : "-");
}

static void
status_cb (Boot *boot, VmistateInstance *instance)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);
  g_autofree char *line = describe (status);
  g_autofree char *json = NULL;
  g_autofree char *pretty = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (g_strcmp0 (line, boot->line) != 0)
    g_print ("%5.1f s  %s\n", (g_get_monotonic_time () - boot->began) / 1e6, line);
  g_free (boot->line);
  boot->line = g_steal_pointer (&line);
  if (vmistate_status_get_guest_os_info (status) == NULL || find_address (status) == NULL)
    return;
  json = vmistate_instance_to_json (instance, VMISTATE_PROFILE_TRUTH);
  node = json_from_string (json, NULL);
  pretty = json_to_string (node, /* pretty= */ TRUE);
  g_print ("\n%s\n", pretty);
  boot->exit_status = 0;
  g_main_loop_quit (boot->loop);
}

/* Calls into libvirt block, and so have a thread. Returns: (nullable): the domain */
static gpointer
boot_domain (gpointer user_data)
{
  Boot *boot = user_data;
  virConnectPtr connection = virConnectOpen (boot->uri);
  virDomainPtr domain = NULL;

  if (connection != NULL)
    domain = virDomainCreateXML (connection, boot->xml, VIR_DOMAIN_NONE);
  if (domain == NULL)
    {
      g_printerr ("boot: %s\n", virGetLastErrorMessage ());
      g_idle_add (give_up_cb, boot);
    }
  return domain;
}

/* The library runs libvirt's event loop from now on; the embedded driver needs it. */
static void
synced_cb (Boot *boot)
{
  boot->booter = g_thread_new ("boot", boot_domain, boot);
}

static void
stopped_cb (GObject *monitor, GAsyncResult *result, gpointer loop)
{
  vmistate_monitor_stop_finish (VMISTATE_MONITOR (monitor), result, NULL);
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  Boot boot = { .loop = g_main_loop_new (NULL, FALSE), .began = g_get_monotonic_time () };
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (VmistateLibvirtSource) source = NULL;
  virDomainPtr domain;

  if (argc != 3 || !g_file_get_contents (argv[2], &boot.xml, NULL, NULL))
    {
      g_printerr ("use: boot ROOT DOMAIN.xml\n");
      return 2;
    }
  boot.uri = g_strdup_printf ("qemu:///embed?root=%s", argv[1]);
  source = vmistate_libvirt_source_new (boot.uri);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  vmistate_monitor_set_coalesce_msec (monitor, 5); /* nearly each step by itself */
  g_signal_connect_swapped (monitor, "notify::synced", G_CALLBACK (synced_cb), &boot);
  g_signal_connect_swapped (monitor, "instance-added", G_CALLBACK (status_cb), &boot);
  g_signal_connect_swapped (monitor, "instance-changed", G_CALLBACK (status_cb), &boot);
  g_unix_signal_add (SIGINT, give_up_cb, &boot);
  g_unix_signal_add (SIGTERM, give_up_cb, &boot);
  g_timeout_add_seconds (120, give_up_cb, &boot);
  vmistate_monitor_start_async (monitor, NULL, NULL, NULL);
  g_main_loop_run (boot.loop);
  g_signal_handlers_disconnect_by_data (monitor, &boot);
  if (boot.booter != NULL && (domain = g_thread_join (boot.booter)) != NULL)
    virDomainDestroy (domain);
  vmistate_monitor_stop_async (monitor, NULL, stopped_cb, boot.loop);
  g_main_loop_run (boot.loop);
  return boot.exit_status;
}
