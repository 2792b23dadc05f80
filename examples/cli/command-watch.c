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

/* What logs tell of: starts, ends, signals and panics. */

static gboolean
is_of_interest (JsonObject *record)
{
  static const char *const kinds[] = { "START", "STOP", "SIGNAL", "PANIC", NULL };

  return g_strv_contains (kinds, json_object_get_string_member_with_default (record, "kind", ""));
}

/* A log is named after its domain, which may be called NAMESPACE_NAME. */
static gboolean
is_log_watched (Watch *watch, const char *domain)
{
  g_autofree char *name = NULL;
  char *slash;

  if (watch->name == NULL || g_strcmp0 (watch->name, domain) == 0)
    return TRUE;
  if (domain == NULL)
    return FALSE;
  name = g_strdup (watch->name);
  slash = strchr (name, '/');
  if (slash != NULL)
    *slash = '_';
  return g_str_equal (name, domain)
         || (slash != NULL && g_str_has_prefix (name, "default_")
             && g_str_equal (slash + 1, domain))
         || (slash == NULL && strchr (domain, '_') != NULL
             && g_str_equal (strchr (domain, '_') + 1, name));
}

static void
print_log_line (VmistateFact *fact, JsonObject *record)
{
  gint64 usec = vmistate_fact_get_observed_at_usec (fact);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (usec / G_USEC_PER_SEC);
  g_autofree char *clock = g_date_time_format (time, "%H:%M:%S");
  g_autofree char *name = text_neutral (vmistate_fact_get_name (fact));
  g_autofree char *text =
      text_neutral (json_object_get_string_member_with_default (record, "text", ""));

  g_print ("%s.%03d  %s  log %s  %s\n", clock, (int) (usec / 1000 % 1000), name,
           json_object_get_string_member_with_default (record, "kind", ""), text);
}

static void
event_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateFact *fact, gpointer user_data)
{
  Watch *watch = user_data;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *record;

  if (vmistate_fact_get_kind (fact) != VMISTATE_FACT_KIND_LOG
      || !is_log_watched (watch, vmistate_fact_get_name (fact)))
    return;
  json = vmistate_record_to_json (VMISTATE_RECORD (fact), VMISTATE_PROFILE_TRUTH);
  root = json_from_string (json, NULL);
  record = json_object_get_object_member (json_node_get_object (root), "log");
  if (!is_of_interest (record))
    return;
  if (app_wants_json (watch->app))
    g_print ("{\"type\":\"LOG\",\"object\":%s}\n", json);
  else
    print_log_line (fact, record);
  fflush (stdout);
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
  if (app->logs != NULL)
    g_signal_connect (app->monitor, "event", G_CALLBACK (event_cb), &watch);
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
