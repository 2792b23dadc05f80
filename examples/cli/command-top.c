/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Live numbers: in place on a terminal, one table or JSON line after the other elsewhere. */

#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "app.h"
#include "top-row.h"
#include "top-screen.h"

#define HELP "sorted by %s; keys: n name, c cpu, m memory, d disk, t network, q end\n\n"

typedef struct
{
  App *app;
  TopScreen *screen; /* (owned) (nullable): not on a terminal */
  guint sort;
  guint n_left; /* refreshes to come; 0: no end */
} Top;

static GPtrArray *
collect (Top *top)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) top_row_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (top->app->monitor));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VmistateInstance) instance =
          g_list_model_get_item (G_LIST_MODEL (top->app->monitor), i);

      g_ptr_array_add (rows, top_row_new (instance));
    }
  g_ptr_array_sort_with_data (rows, top_row_compare, GUINT_TO_POINTER (top->sort));
  return rows;
}

/* JSON */

static void
add_record (JsonBuilder *builder, const char *name, gpointer record)
{
  g_autofree char *json = NULL;

  if (record == NULL)
    return;
  json = vmistate_record_to_json (record, VMISTATE_PROFILE_TRUTH);
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, json_from_string (json, NULL));
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
print_json (GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      TopRow *row = rows->pdata[i];

      json_builder_begin_object (builder);
      add_text (builder, "namespace", vmistate_instance_get_namespace (row->instance));
      add_text (builder, "name", vmistate_instance_get_name (row->instance));
      add_text (builder, "uid", vmistate_instance_get_uid (row->instance));
      add_record (builder, "sample", vmistate_instance_get_sample (row->instance));
      add_record (builder, "rates", row->rates);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, /* pretty= */ FALSE);
  g_print ("%s\n", line);
}

/* Tables */

static void
print_table (Top *top, GPtrArray *rows)
{
  g_autoptr (Table) table = table_new (top_headers, top->app->use_color);

  for (guint i = 0; i < rows->len; i++)
    {
      TopRow *row = rows->pdata[i];

      top_row_add (row, app_now (top->app, row->instance), table);
    }
  if (top->screen != NULL)
    {
      top_screen_clear (top->screen);
      g_print (HELP, top_sort_get_name (top->sort));
    }
  table_print (table);
}

static void
print (Top *top)
{
  g_autoptr (GPtrArray) rows = collect (top);

  if (app_wants_json (top->app))
    print_json (rows);
  else
    print_table (top, rows);
  fflush (stdout);
}

/* Going on */

static gboolean
refresh_cb (gpointer user_data)
{
  Top *top = user_data;

  print (top);
  if (top->n_left > 0 && --top->n_left == 0)
    g_main_loop_quit (top->app->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
pressed (char key, gpointer user_data)
{
  Top *top = user_data;

  if (key == 'q')
    g_main_loop_quit (top->app->loop);
  else if (top_sort_from_key (key, &top->sort))
    print (top);
}

static void
run (Top *top)
{
  guint interval = (guint) (top->app->interval * 1000);
  guint sources[] = {
    g_unix_signal_add (SIGINT, interrupted_cb, top->app->loop),
    g_unix_signal_add (SIGTERM, interrupted_cb, top->app->loop),
    g_timeout_add (interval, refresh_cb, top),
  };

  if (!app_wants_json (top->app))
    top->screen = top_screen_new (pressed, top);
  if (top->screen != NULL)
    print (top);
  g_main_loop_run (top->app->loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  g_clear_pointer (&top->screen, top_screen_free);
}

int
command_top (App *app, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED)
{
  Top top = { .app = app, .n_left = app->count };
  int status;

  if (!top_sort_parse (app->sort != NULL ? app->sort : "cpu", &top.sort))
    {
      g_autofree char *names = top_sort_list ();

      return app_fail (EXIT_WRONG_USE, "--sort is one of %s, not '%s'", names, app->sort);
    }
  app->with_samples = TRUE;
  status = app_connect (app);
  if (status == EXIT_DONE && app->replay != NULL)
    print (&top);
  else if (status == EXIT_DONE)
    {
      app_settle_samples (app);
      run (&top);
    }
  app_disconnect (app);
  return status;
}
