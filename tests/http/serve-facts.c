/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A server whose monitor is told what it observes: one fact per line of standard input.
 *
 *   serve-facts ADDRESS [PROPERTY=VALUE…]
 *
 * Prints where it listens, then a line for each fact that was taken; ends with its input. A line
 * "!stall SECONDS" keeps the main context from running. */

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <vmistate/vmistate-http.h>

typedef struct
{
  VmistateScriptedSource *source;
  GDataInputStream *input;
  GMainLoop *loop;
} Rig;

static void read_line (Rig *rig);

static void
take_line (Rig *rig, const char *line)
{
  g_autoptr (GError) error = NULL;

  if (g_str_has_prefix (line, "!stall "))
    g_usleep ((gulong) (atof (line + strlen ("!stall ")) * G_USEC_PER_SEC));
  else if (*line != '\0' && *line != '#'
           && !vmistate_scripted_source_add_json (rig->source, line, &error))
    g_error ("%s: %s", line, error->message);
  g_print ("taken\n");
}

static void
line_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Rig *rig = user_data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, NULL);

  if (line == NULL)
    {
      g_main_loop_quit (rig->loop);
      return;
    }
  take_line (rig, line);
  read_line (rig);
}

static void
read_line (Rig *rig)
{
  g_data_input_stream_read_line_async (rig->input, G_PRIORITY_DEFAULT, NULL, line_cb, rig);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  if (!vmistate_monitor_stop_finish (VMISTATE_MONITOR (object), result, NULL))
    g_error ("the monitor did not stop");
  g_main_loop_quit (user_data);
}

/* Returns: (transfer full) */
static VmistateHttpServer *
make_server (VmistateMonitor *monitor, VmistateMetrics *metrics, char **settings)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree GValue *values = g_new0 (GValue, g_strv_length (settings) + 2);
  GObjectClass *klass = g_type_class_ref (VMISTATE_HTTP_TYPE_SERVER);
  GObject *server;
  guint n = 0;

  g_ptr_array_add (names, g_strdup ("monitor"));
  g_value_init (&values[n], VMISTATE_TYPE_MONITOR);
  g_value_set_object (&values[n++], monitor);
  g_ptr_array_add (names, g_strdup ("metrics"));
  g_value_init (&values[n], VMISTATE_TYPE_METRICS);
  g_value_set_object (&values[n++], metrics);
  for (guint i = 0; settings[i] != NULL; i++)
    {
      char *equals = strchr (settings[i], '=');
      g_autofree char *name = g_strndup (settings[i], (gsize) (equals - settings[i]));
      GParamSpec *pspec = g_object_class_find_property (klass, name);

      g_value_init (&values[n], pspec->value_type);
      if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
        g_value_set_boolean (&values[n++], g_str_equal (equals + 1, "true"));
      else
        g_value_set_uint (&values[n++], (guint) strtoul (equals + 1, NULL, 10));
      g_ptr_array_add (names, g_steal_pointer (&name));
    }
  server = g_object_new_with_properties (VMISTATE_HTTP_TYPE_SERVER, n, (const char **) names->pdata,
                                         values);
  for (guint i = 0; i < n; i++)
    g_value_unset (&values[i]);
  g_type_class_unref (klass);
  return VMISTATE_HTTP_SERVER (server);
}

static int
serve (VmistateHttpServer *server, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;

  if (!vmistate_http_server_listen (server, address, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  addresses = vmistate_http_server_dup_addresses (server);
  g_print ("%s\n", addresses[0]);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (VmistateMetrics) metrics = vmistate_metrics_new (monitor);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (VmistateScriptedSource) source = vmistate_scripted_source_new ("script");
  g_autoptr (GInputStream) stdin_stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (stdin_stream);
  g_autoptr (VmistateHttpServer) server = NULL;
  Rig rig = { source, input, loop };

  if (argc < 2)
    g_error ("use: serve-facts ADDRESS [PROPERTY=VALUE…]");
  setvbuf (stdout, NULL, _IOLBF, 0);
  vmistate_monitor_set_coalesce_msec (monitor, 0);
  if (!vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL))
    g_error ("no source");
  server = make_server (monitor, metrics, argv + 2);
  if (serve (server, argv[1]) != 0)
    return 2;
  vmistate_monitor_start_async (monitor, NULL, NULL, NULL);
  read_line (&rig);
  g_main_loop_run (loop);
  vmistate_http_server_stop (server);
  vmistate_monitor_stop_async (monitor, NULL, done_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
