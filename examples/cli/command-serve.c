/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Everything over HTTP, until it is told to end. */

#include "app.h"

#include <glib-unix.h>

#include <vmistate/vmistate-http.h>

#define DEFAULT_ADDRESS "127.0.0.1:8080"

static void
collect_cb (VmistateHttpServer *server, App *app)
{
  g_autoptr (VmistateMetrics) metrics = NULL;

  g_object_get (server, "metrics", &metrics, NULL);
  app_tell_reports (app, metrics);
}

static int
listen_all (App *app, VmistateHttpServer *server)
{
  const char *const fallback[] = { DEFAULT_ADDRESS, NULL };
  const char *const *wanted = app->listen != NULL ? (const char *const *) app->listen : fallback;
  g_auto (GStrv) addresses = NULL;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!vmistate_http_server_listen (server, wanted[i], &error))
        return app_fail (g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA)
                                 || g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_DENIED)
                             ? EXIT_WRONG_USE
                             : EXIT_NO_CONNECTION,
                         "%s", error->message);
    }
  addresses = vmistate_http_server_dup_addresses (server);
  for (guint i = 0; addresses[i] != NULL; i++)
    g_print ("listening on %s\n", addresses[i]);
  return EXIT_DONE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
run_until_told (App *app)
{
  guint interrupted = g_unix_signal_add (SIGINT, quit_cb, app->loop);
  guint terminated = g_unix_signal_add (SIGTERM, quit_cb, app->loop);

  g_main_loop_run (app->loop);
  g_source_remove (interrupted);
  g_source_remove (terminated);
}

int
command_serve (App *app, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED)
{
  g_autoptr (VmistateMetrics) metrics = vmistate_metrics_new (app->monitor);
  g_autoptr (VmistateHttpServer) server = vmistate_http_server_new (app->monitor, metrics);
  VmistateMetricsProfiles profiles;
  int status = app_parse_profiles (app->profile, &profiles);

  if (status != EXIT_DONE)
    return status;
  vmistate_metrics_set_profiles (metrics, profiles);
  g_signal_connect (server, "collect-metrics", G_CALLBACK (collect_cb), app);
  status = listen_all (app, server);
  if (status != EXIT_DONE)
    return status;
  app->with_samples = TRUE;
  app->with_hosts = TRUE;
  status = app_connect (app);
  /* A daemon that is not there is a state, which is served too; it may come. */
  if (status == EXIT_DONE || status == EXIT_NO_CONNECTION)
    run_until_told (app);
  vmistate_http_server_stop (server);
  app_disconnect (app);
  return status == EXIT_NO_CONNECTION ? EXIT_DONE : status;
}
