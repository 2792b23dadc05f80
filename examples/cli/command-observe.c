/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an API server said, from a file: objects, lists and watch events, as kubectl prints them. */

#include <string.h>

#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "app.h"

#define SOURCE_ID "kubernetes"

typedef struct
{
  const char *name; /* of the file, for people */
  const char *text;
  gsize length;
} Input;

/* Reading */

static GInputStream *
open_stream (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, /* close_fd= */ FALSE);
  file = g_file_new_for_commandline_arg (path);
  return G_INPUT_STREAM (g_file_read (file, /* cancellable= */ NULL, error));
}

static GBytes *
read_all (const char *path, GError **error)
{
  g_autoptr (GInputStream) stream = open_stream (path, error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL
      || g_output_stream_splice (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                 /* cancellable= */ NULL, error)
             < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* Documents: JSON values one behind the other, with or without space between them */

static gsize
skip_space (const Input *input, gsize at)
{
  while (at < input->length && strchr (" \t\r\n", input->text[at]) != NULL
         && input->text[at] != '\0')
    at++;
  return at;
}

/* Behind the string that begins at @at. */
static gsize
skip_string (const Input *input, gsize at)
{
  for (at++; at < input->length && input->text[at] != '"'; at++)
    {
      if (input->text[at] == '\\')
        at++;
    }
  return MIN (at + 1, input->length);
}

/* Behind the document that begins at @at: where its last bracket closes. What is wrong inside,
 * and text that is no object, is the parser's to complain of. */
static gsize
skip_document (const Input *input, gsize at)
{
  guint depth = 0;

  while (at < input->length)
    {
      char c = input->text[at];

      if (c == '"')
        {
          at = skip_string (input, at);
          continue;
        }
      at++;
      if (c == '{' || c == '[')
        depth++;
      else if ((c == '}' || c == ']') && depth <= 1)
        return at;
      else if (c == '}' || c == ']')
        depth--;
      else if (c == '\n' && depth == 0)
        return at;
    }
  return at;
}

/* The line of the byte @at, from 1. */
static guint
line_of (const Input *input, gsize at)
{
  guint line = 1;

  for (gsize i = 0; i < MIN (at, input->length); i++)
    line += input->text[i] == '\n';
  return line;
}

/* Where in its document the text ceased to be JSON; 0 if it did not. */
static gsize
offset_in (const char *message)
{
  const char *at = g_strrstr (message, " at byte ");

  return at != NULL ? (gsize) g_ascii_strtoull (at + strlen (" at byte "), NULL, 10) : 0;
}

/* Taking in */

static int
observe_document (App *app, const Input *input, gsize start, gsize end)
{
  g_autoptr (GError) error = NULL;

  if (vmistate_monitor_observe_object (app->monitor, SOURCE_ID, input->text + start,
                                       (gssize) (end - start), &error))
    return EXIT_DONE;
  return app_fail (EXIT_WRONG_USE, "%s, line %u: %s", input->name,
                   line_of (input, start + offset_in (error->message)), error->message);
}

static int
observe_all (App *app, const Input *input)
{
  gsize at = skip_space (input, 0);
  int status = EXIT_DONE;

  if (at == input->length)
    return app_fail (EXIT_WRONG_USE, "%s: there is no object in it", input->name);
  while (at < input->length && status == EXIT_DONE)
    {
      gsize end = skip_document (input, at);

      status = observe_document (app, input, at, end);
      at = skip_space (input, end);
    }
  /* What was put to the monitor is taken in by its context. */
  while (g_main_context_iteration (/* context= */ NULL, /* may_block= */ FALSE))
    continue;
  return status;
}

static int
observe_file (App *app, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_all (path, &error);
  Input input = { .name = g_str_equal (path, "-") ? "standard input" : path };

  if (bytes == NULL)
    return app_fail (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? EXIT_NOT_FOUND
                                                                               : EXIT_WRONG_USE,
                     "%s", error->message);
  input.text = g_bytes_get_data (bytes, &input.length);
  return observe_all (app, &input);
}

int
command_observe (App *app, int argc G_GNUC_UNUSED, char **argv)
{
  int status = app->uris != NULL || app->replay != NULL ? app_connect (app) : app_start (app);

  vmistate_monitor_set_coalesce_msec (app->monitor, 0);
  if (status == EXIT_DONE)
    {
      app_settle (app, NULL);
      status = observe_file (app, argv[0]);
    }
  if (status == EXIT_DONE)
    app_print_list (app);
  app_disconnect (app);
  return status;
}
