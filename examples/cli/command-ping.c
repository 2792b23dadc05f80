/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "app.h"

typedef struct
{
  App *app;
  VmistateInstance *instance;
  int status;
} Ping;

static void
ping_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Ping *ping = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *excuse = NULL;
  const char *namespace_ = vmistate_instance_get_namespace (ping->instance);
  const char *name = vmistate_instance_get_name (ping->instance);
  gint64 elapsed;

  if (!vmistate_monitor_ping_finish (VMISTATE_MONITOR (object), result, &elapsed, &excuse, &error))
    ping->status = app_fail (EXIT_NOT_FOUND, "%s/%s: %s", namespace_, name, error->message);
  else if (excuse != NULL)
    g_print ("%s/%s: healthy without an answer: %s\n", namespace_, name, excuse);
  else
    g_print ("%s/%s: answered in %.1f ms\n", namespace_, name, elapsed / 1000.0);
  g_main_loop_quit (ping->app->loop);
}

int
command_ping (App *app, int argc G_GNUC_UNUSED, char **argv)
{
  g_autoptr (VmistateInstance) instance = NULL;
  Ping ping = { app, NULL, EXIT_DONE };

  ping.status = app_connect (app);
  if (ping.status == EXIT_DONE)
    instance = app_find (app, argv[0], &ping.status);
  if (instance != NULL)
    {
      ping.instance = instance;
      vmistate_monitor_ping_async (app->monitor, instance, (guint) (app->timeout * 1000),
                                   /* cancellable= */ NULL, ping_cb, &ping);
      g_main_loop_run (app->loop);
    }
  app_disconnect (app);
  return ping.status;
}
