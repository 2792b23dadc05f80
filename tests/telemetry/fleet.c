/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fleet.h"

#include <string.h>

#include "model/fact.h"
#include "monitor/instance.h"

#define CALLS(count, sum)                                                                          \
  "{\"count\":" count ",\"sumUsec\":" sum ",\"buckets\":["                                         \
  "{\"upToUsec\":1000,\"count\":0},{\"upToUsec\":10000,\"count\":" count "},{\"count\":0}]}"

#define REPORT                                                                                     \
  "{\"passes\":9,\"passBeganAt\":\"2026-01-01T12:01:10Z\",\"surveyUsec\":1500,\"cheapUsec\":2500," \
  "\"monitorUsec\":3000250,\"domains\":6,\"skipped\":1,\"quarantined\":1,\"hanging\":1,"           \
  "\"givenUp\":2,\"late\":1,\"reconnects\":0,\"bisections\":3,\"failed\":2,"                       \
  "\"surveyCalls\":" CALLS ("9", "13500") ",\"cheapCalls\":" CALLS (                               \
      "0", "0") ","                                                                                \
                "\"monitorCalls\":" CALLS ("27", "1500000") "}"

typedef struct
{
  gboolean (*finish) (VmistateMonitor *, GAsyncResult *, GError **);
  gboolean done;
} Call;

static void
finish_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->finish (VMISTATE_MONITOR (object), result, NULL);
  call->done = TRUE;
}

static void
wait_for (Call *call)
{
  while (!call->done)
    g_main_context_iteration (NULL, TRUE);
}

/* A sample is for the instance alone. */
static void
give_sample (Fleet *self, VmistateFact *fact)
{
  VmistateInstance *instance =
      vmistate_monitor_lookup (self->monitor, vmistate_fact_get_uid (fact));

  if (instance == NULL)
    g_error ("a sample of nobody: %s", vmistate_fact_get_name (fact));
  _vmistate_instance_take_sample (instance, fact);
}

static VmistateScriptedSource *
ensure_source (Fleet *self, const char *id)
{
  VmistateScriptedSource *source = g_hash_table_lookup (self->sources, id);
  g_autoptr (GError) error = NULL;

  if (source != NULL)
    return source;
  source = vmistate_scripted_source_new (id);
  g_hash_table_insert (self->sources, g_strdup (id), source);
  if (!vmistate_monitor_add_source (self->monitor, VMISTATE_SOURCE (source), &error))
    g_error ("%s", error->message);
  return source;
}

void
fleet_tell (Fleet *self, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VmistateFact) fact = vmistate_fact_new_from_json (json, -1, &error);

  if (fact == NULL)
    g_error ("%s: %s", error->message, json);
  if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_SAMPLE)
    give_sample (self, fact);
  else
    vmistate_scripted_source_add (ensure_source (self, vmistate_fact_get_source (fact)), fact);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
load (Fleet *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && *lines[i] != '#')
        fleet_tell (self, lines[i]);
    }
}

void
fleet_set_up (Fleet *self, const char *path)
{
  Call call = { vmistate_monitor_start_finish, FALSE };

  self->monitor = vmistate_monitor_new ();
  vmistate_monitor_set_coalesce_msec (self->monitor, 0);
  self->metrics = vmistate_metrics_new (self->monitor);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  vmistate_monitor_start_async (self->monitor, NULL, finish_cb, &call);
  wait_for (&call);
  if (path != NULL)
    load (self, path);
}

void
fleet_report_sampler (Fleet *self)
{
  g_autoptr (VmistateSamplerReport) report =
      _vmistate_record_from_json (VMISTATE_TYPE_SAMPLER_REPORT, REPORT, -1, NULL);

  vmistate_metrics_set_sampler_report (self->metrics, "sampler:qemu:///system", report);
}

void
fleet_tear_down (Fleet *self)
{
  Call call = { vmistate_monitor_stop_finish, FALSE };

  vmistate_monitor_stop_async (self->monitor, NULL, finish_cb, &call);
  wait_for (&call);
  g_clear_object (&self->metrics);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->sources, g_hash_table_unref);
}

char *
fleet_find (Fleet *self, const char *sample)
{
  g_autofree char *text =
      vmistate_metrics_render (self->metrics, VMISTATE_METRICS_FORMAT_PROMETHEUS);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], sample))
        return g_strdup (strrchr (lines[i], ' ') + 1);
    }
  return NULL;
}

char *
fleet_list (Fleet *self, VmistateMetricsFormat format, const char *samples)
{
  g_autofree char *text = vmistate_metrics_render (self->metrics, format);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *found = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '#' && *lines[i] != '\0' && g_str_has_prefix (lines[i], samples))
        g_string_append_printf (found, "%s\n", lines[i]);
    }
  return g_string_free (found, FALSE);
}
