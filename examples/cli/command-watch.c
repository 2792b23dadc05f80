/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "text.h"
#include "view.h"

#define PLAIN "\033[0m"

typedef struct
{
  App *app;
  const char *name; /* (nullable): all */
} Watch;

static gboolean
is_watched (Watch *watch, VmistateInstance *instance)
{
  const char *slash = watch->name != NULL ? strchr (watch->name, '/') : NULL;

  if (watch->name == NULL || g_strcmp0 (watch->name, vmistate_instance_get_uid (instance)) == 0)
    return TRUE;
  if (g_strcmp0 (slash != NULL ? slash + 1 : watch->name, vmistate_instance_get_name (instance))
      != 0)
    return FALSE;
  return slash == NULL
         || (strlen (vmistate_instance_get_namespace (instance)) == (gsize) (slash - watch->name)
             && g_str_has_prefix (watch->name, vmistate_instance_get_namespace (instance)));
}

static void
print_json (App *app, const char *type, VmistateInstance *instance, char **paths)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, type);
  json_builder_set_member_name (builder, "changed");
  json_builder_begin_array (builder);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    json_builder_add_string_value (builder, paths[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "object");
  json_builder_add_value (builder, app_instance_node (app, instance));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, /* pretty= */ FALSE);
  g_print ("%s\n", line);
}

static void
print_line (Watch *watch, VmistateInstance *instance, const char *what)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);
  g_autofree char *clock = view_clock (status);
  g_autofree char *name = text_neutral (vmistate_instance_get_name (instance));
  g_autofree char *address = text_neutral (view_address (status));
  g_autofree char *safe = text_neutral (what);
  const char *phase = view_phase (status);
  const char *color = watch->app->use_color ? view_color (phase) : "";

  g_print ("%s  %s/%s  %s%s%s  ready=%s agent=%s ip=%s health=%s  %s\n", clock,
           vmistate_instance_get_namespace (instance), name, color, phase,
           *color != '\0' ? PLAIN : "", view_ready (status), view_agent (status), address,
           view_health (status), safe);
}

static void
print_change (Watch *watch, const char *type, VmistateInstance *instance, char **paths)
{
  if (!is_watched (watch, instance))
    return;
  if (app_wants_json (watch->app))
    print_json (watch->app, type, instance, paths);
  else
    {
      g_autofree char *joined = paths != NULL ? g_strjoinv (", ", paths) : NULL;

      print_line (watch, instance, joined != NULL ? joined : type);
    }
  fflush (stdout);
}

static void
added_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance, gpointer user_data)
{
  print_change (user_data, "ADDED", instance, NULL);
}

static void
removed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance, gpointer user_data)
{
  print_change (user_data, "DELETED", instance, NULL);
}

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
            VmistateStatus *old_status, VmistateStatus *new_status, gpointer user_data)
{
  g_auto (GStrv) paths =
      vmistate_record_diff (VMISTATE_RECORD (old_status), VMISTATE_RECORD (new_status));

  print_change (user_data, "MODIFIED", instance, paths);
}

/* A lost source is news, but not an error: watching goes on. */
static void
sources_changed_cb (VmistateMonitor *monitor, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) stamps = vmistate_monitor_dup_source_stamps (monitor);

  for (guint i = 0; i < stamps->len; i++)
    {
      VmistateStamp *stamp = stamps->pdata[i];

      if (g_strcmp0 (vmistate_stamp_get_part (stamp), "source") == 0
          && vmistate_stamp_get_state (stamp) == VMISTATE_STAMP_STATE_LOST)
        app_fail (0, "%s is lost: %s", vmistate_stamp_get_source (stamp),
                  vmistate_stamp_get_error (stamp));
    }
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

int
command_watch (App *app, int argc, char **argv)
{
  Watch watch = { app, argc > 0 ? argv[0] : NULL };
  int status;

  g_signal_connect (app->monitor, "instance-added", G_CALLBACK (added_cb), &watch);
  g_signal_connect (app->monitor, "instance-removed", G_CALLBACK (removed_cb), &watch);
  g_signal_connect (app->monitor, "instance-changed", G_CALLBACK (changed_cb), &watch);
  status = app_connect (app);
  if (status == EXIT_DONE && app->replay == NULL)
    {
      guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, app->loop);
      guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, app->loop);

      g_signal_connect (app->monitor, "sources-changed", G_CALLBACK (sources_changed_cb), NULL);
      g_main_loop_run (app->loop);
      g_source_remove (interrupt);
      g_source_remove (terminate);
    }
  app_disconnect (app);
  return status;
}
