/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The input is lines of facts and of API objects: whatever sources and servers say, there is a
 * status and an answer of KubeVirt's, and asking for them changes nothing. */

#include "config.h"

#include <stdlib.h>

#include <vmistate/vmistate.h>

#include "fuzz.h"

#define MAX_LINES 64

static void
finish_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_done = user_data;

  if (!vmistate_monitor_start_finish (VMISTATE_MONITOR (object), result, NULL))
    abort ();
  *is_done = TRUE;
}

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_done = user_data;

  vmistate_monitor_stop_finish (VMISTATE_MONITOR (object), result, NULL);
  *is_done = TRUE;
}

static void
wait_for (gboolean *is_done)
{
  while (!*is_done)
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
}

static VmistateMonitor *
start_monitor (VmistateScriptedSource *source)
{
  VmistateMonitor *monitor = vmistate_monitor_new ();
  gboolean is_done = FALSE;

  vmistate_monitor_set_coalesce_msec (monitor, 0);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  vmistate_monitor_start_async (monitor, NULL, finish_cb, &is_done);
  wait_for (&is_done);
  return monitor;
}

static void
tell (VmistateMonitor *monitor, VmistateScriptedSource *source, const char *line)
{
  g_autoptr (VmistateFact) fact = vmistate_fact_new_from_json (line, -1, NULL);
  g_autoptr (GError) error = NULL;

  if (fact != NULL)
    vmistate_scripted_source_add (source, fact);
  else if (!vmistate_monitor_observe_object (monitor, "api", line, -1, &error)
           && !g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA))
    abort ();
  while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
    continue;
}

static void
check_instance (VmistateInstance *instance)
{
  g_autofree char *before = vmistate_instance_to_json (instance, VMISTATE_PROFILE_TRUTH);
  g_autoptr (VmistateReconciliation) first = vmistate_instance_reconcile (instance);
  g_autoptr (VmistateReconciliation) second = vmistate_instance_reconcile (instance);
  g_autofree char *after = vmistate_instance_to_json (instance, VMISTATE_PROFILE_TRUTH);
  g_autofree char *json = vmistate_record_to_json (
      VMISTATE_RECORD (vmistate_reconciliation_get_status (first)), VMISTATE_PROFILE_TRUTH);
  g_autoptr (VmistateStatus) again = vmistate_status_new_from_json (json, -1, NULL);

  if (!vmistate_record_equal (VMISTATE_RECORD (first), VMISTATE_RECORD (second)))
    {
      g_printerr ("answered in another way the second time: %s\n", json);
      abort ();
    }
  if (!g_str_equal (before, after) || again == NULL)
    {
      g_printerr ("changed by asking, or not readable: %s\n", json);
      abort ();
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_LINES);
  g_autoptr (VmistateScriptedSource) source = vmistate_scripted_source_new ("s");
  g_autoptr (VmistateMonitor) monitor = start_monitor (source);
  gboolean is_done = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    tell (monitor, source, lines[i]);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (monitor)); i++)
    {
      g_autoptr (VmistateInstance) instance = g_list_model_get_item (G_LIST_MODEL (monitor), i);

      check_instance (instance);
    }
  vmistate_monitor_stop_async (monitor, NULL, stopped_cb, &is_done);
  wait_for (&is_done);
  return 0;
}
