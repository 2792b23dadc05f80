/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fixture.h"

static void
say_instance (Fixture *self, const char *what, VmistateInstance *instance)
{
  g_string_append_printf (self->log, "%s %s\n", what, vmistate_instance_get_name (instance));
}

static void
added_cb (VmistateMonitor *monitor, VmistateInstance *instance, gpointer user_data)
{
  g_assert_true (g_main_context_is_owner (vmistate_monitor_get_main_context (monitor)));
  say_instance (user_data, "added", instance);
}

static void
removed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance, gpointer user_data)
{
  say_instance (user_data, "removed", instance);
}

static void
changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateInstance *instance,
            VmistateStatus *old_status, VmistateStatus *new_status, gpointer user_data)
{
  g_auto (GStrv) paths =
      vmistate_record_diff (VMISTATE_RECORD (old_status), VMISTATE_RECORD (new_status));

  g_assert_true (vmistate_instance_get_status (instance) == new_status);
  g_assert_cmpuint (g_strv_length (paths), >, 0);
  say_instance (user_data, "changed", instance);
}

static void
items_changed_cb (GListModel *model G_GNUC_UNUSED, guint position, guint removed, guint added,
                  gpointer user_data)
{
  Fixture *self = user_data;

  g_string_append_printf (self->log, "items %u -%u +%u\n", position, removed, added);
}

static void
sources_changed_cb (VmistateMonitor *monitor G_GNUC_UNUSED, gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->log, "sources\n");
}

static void
synced_cb (VmistateMonitor *monitor G_GNUC_UNUSED, GParamSpec *pspec G_GNUC_UNUSED,
           gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->log, "synced\n");
}

static void
event_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateFact *fact, gpointer user_data)
{
  g_string_append_printf (((Fixture *) user_data)->log, "event %s\n",
                          vmistate_fact_get_name (fact));
}

void
fixture_set_up (Fixture *self, gconstpointer coalesce_msec)
{
  self->log = g_string_new (NULL);
  self->monitor = vmistate_monitor_new ();
  self->source = vmistate_scripted_source_new ("s");
  vmistate_monitor_set_coalesce_msec (self->monitor, GPOINTER_TO_UINT (coalesce_msec));
  g_assert_true (vmistate_monitor_add_source (self->monitor, VMISTATE_SOURCE (self->source), NULL));
  g_signal_connect (self->monitor, "instance-added", G_CALLBACK (added_cb), self);
  g_signal_connect (self->monitor, "instance-removed", G_CALLBACK (removed_cb), self);
  g_signal_connect (self->monitor, "instance-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->monitor, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (self->monitor, "sources-changed", G_CALLBACK (sources_changed_cb), self);
  g_signal_connect (self->monitor, "notify::synced", G_CALLBACK (synced_cb), self);
  g_signal_connect (self->monitor, "event", G_CALLBACK (event_cb), self);
}

void
fixture_tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&self->monitor);
  fixture_settle (self);
  g_assert_finalize_object (self->source);
  g_string_free (self->log, TRUE);
}

typedef struct
{
  gboolean (*finish) (VmistateMonitor *, GAsyncResult *, GError **);
  gboolean done;
} Call;

static void
finish_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  call->finish (VMISTATE_MONITOR (object), result, &error);
  g_assert_no_error (error);
  call->done = TRUE;
}

void
fixture_start (Fixture *self)
{
  Call call = { vmistate_monitor_start_finish, FALSE };

  vmistate_monitor_start_async (self->monitor, NULL, finish_cb, &call);
  while (!call.done)
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_stop (Fixture *self)
{
  Call call = { vmistate_monitor_stop_finish, FALSE };

  vmistate_monitor_stop_async (self->monitor, NULL, finish_cb, &call);
  while (!call.done)
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_add_raw (Fixture *self, const char *json)
{
  g_autoptr (GError) error = NULL;

  vmistate_scripted_source_add_json (self->source, json, &error);
  g_assert_no_error (error);
}

void
fixture_add (Fixture *self, const char *name, const char *body)
{
  g_autofree char *json = g_strdup_printf ("{\"source\":\"s\",\"name\":\"%s\",\"uid\":\"uid-%s\","
                                           "\"observedAt\":\"2026-01-01T00:%02u:%02uZ\",%s}",
                                           name, name, self->second / 60, self->second % 60, body);

  self->second++;
  fixture_add_raw (self, json);
}

static gboolean
set_true_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
fixture_settle (Fixture *self G_GNUC_UNUSED)
{
  gboolean over = FALSE;

  g_timeout_add (50, set_true_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_assert_log (Fixture *self, const char *expected)
{
  g_assert_cmpstr (self->log->str, ==, expected);
  g_string_truncate (self->log, 0);
}
