/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One exposition of everything, as a scrape would get it. */

#include "app.h"

typedef struct
{
  const char *name;
  VmistateMetricsProfiles profile;
} ProfileName;

static const ProfileName profile_names[] = {
  { "default", VMISTATE_METRICS_PROFILES_DEFAULT },
  { "kubevirt", VMISTATE_METRICS_PROFILES_KUBEVIRT },
  { "tinkoff", VMISTATE_METRICS_PROFILES_TINKOFF },
  { "inovex", VMISTATE_METRICS_PROFILES_INOVEX },
  { "kumina", VMISTATE_METRICS_PROFILES_KUMINA },
};

static gboolean
add_profile (VmistateMetricsProfiles *profiles, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (profile_names); i++)
    {
      if (!g_str_equal (profile_names[i].name, name))
        continue;
      *profiles |= profile_names[i].profile;
      return TRUE;
    }
  return FALSE;
}

int
app_parse_profiles (const char *text, VmistateMetricsProfiles *profiles)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "default", ",", -1);

  *profiles = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!add_profile (profiles, g_strstrip (names[i])))
        return app_fail (EXIT_WRONG_USE,
                         "--profile is default, kubevirt, tinkoff, inovex, kumina, or several with "
                         "commas between them, not '%s'",
                         names[i]);
    }
  return EXIT_DONE;
}

/* What the samplers say of themselves the metrics cannot ask for. */
void
app_tell_reports (App *app, VmistateMetrics *metrics)
{
  for (guint i = 0; app->samplers != NULL && i < app->samplers->len; i++)
    {
      VmistateSamplerSource *sampler = app->samplers->pdata[i];
      g_autoptr (VmistateSamplerReport) report = vmistate_sampler_source_dup_report (sampler);

      vmistate_metrics_set_sampler_report (
          metrics, vmistate_source_get_id (VMISTATE_SOURCE (sampler)), report);
    }
}

int
command_metrics (App *app, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED)
{
  g_autoptr (VmistateMetrics) metrics = vmistate_metrics_new (app->monitor);
  g_autofree char *text = NULL;
  VmistateMetricsProfiles profiles;
  int status = app_parse_profiles (app->profile, &profiles);

  if (status != EXIT_DONE)
    return status;
  vmistate_metrics_set_profiles (metrics, profiles);
  app->with_samples = TRUE;
  app->with_hosts = TRUE;
  status = app_connect (app);
  if (status == EXIT_DONE)
    {
      app_settle (app, NULL);
      app_settle_samples (app);
      app_settle_hosts (app);
      app_tell_reports (app, metrics);
      text = vmistate_metrics_render (metrics, g_strcmp0 (app->output, "openmetrics") == 0
                                                   ? VMISTATE_METRICS_FORMAT_OPENMETRICS
                                                   : VMISTATE_METRICS_FORMAT_PROMETHEUS);
      g_print ("%s", text);
    }
  app_disconnect (app);
  return status;
}
