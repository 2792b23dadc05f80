/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints every fact that libvirt sources tell, as lines of JSON, until its standard input ends:
 * libvirt-watch URI…. What it prints can be replayed; a monitor would only tell what it made of
 * it. */

#include "config.h"

#include <stdio.h>

#include <gio/gunixinputstream.h>

#include <vmistate/vmistate.h>

#include "monitor/sink.h"

typedef struct
{
  GMainLoop *loop;
  int n_running;
} Watch;

static void
print_facts (GPtrArray *facts, gpointer user_data G_GNUC_UNUSED)
{
  for (guint i = 0; i < facts->len; i++)
    {
      g_autofree char *json = vmistate_record_to_json (facts->pdata[i], VMISTATE_PROFILE_TRUTH);

      puts (json);
    }
  fflush (stdout);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *self = user_data;
  g_autoptr (GError) error = NULL;

  vmistate_source_stop_finish (VMISTATE_SOURCE (source), result, &error);
  g_assert_no_error (error);
  self->n_running--;
  if (self->n_running == 0)
    g_main_loop_quit (self->loop);
}

static void
input_ended_cb (GObject *input, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (input), result, NULL);

  g_main_loop_quit (user_data);
}

int
main (int argc, char **argv)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, /* close_fd= */ FALSE);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, /* is_running= */ FALSE);
  g_autoptr (VmistateInbox) inbox = NULL;
  g_autoptr (VmistateSink) sink = NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  Watch self = { loop, argc - 1 };

  inbox = _vmistate_inbox_new (g_main_context_default (), print_facts, NULL);
  sink = _vmistate_sink_new (inbox);
  for (int i = 1; i < argc; i++)
    {
      VmistateLibvirtSource *source = vmistate_libvirt_source_new (argv[i]);
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (sources, source);
      vmistate_source_start (VMISTATE_SOURCE (source), sink, &error);
      g_assert_no_error (error);
    }
  g_input_stream_read_bytes_async (input, 1, G_PRIORITY_DEFAULT, /* cancellable= */ NULL,
                                   input_ended_cb, loop);
  g_main_loop_run (loop);
  for (guint i = 0; i < sources->len; i++)
    vmistate_source_stop_async (sources->pdata[i], /* cancellable= */ NULL, stopped_cb, &self);
  if (sources->len > 0)
    g_main_loop_run (loop);
  _vmistate_inbox_close (inbox);
  return 0;
}
