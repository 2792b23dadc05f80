/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* vmistate: the state of virtual machines on the command line. */

#include "app.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define DEFAULT_TIMEOUT  10.0
#define DEFAULT_INTERVAL 2.0

static const char *const table_or_json[] = { "table", "json", NULL };
static const char *const expositions[] = { "prometheus", "openmetrics", NULL };

const Command commands[] = {
  { "list", "", "a table of all VMIs", 0, 0, table_or_json, command_list },
  { "get", "NAME", "one VMI", 1, 1, table_or_json, command_get },
  { "watch", "[NAME]", "changes as they happen", 0, 1, table_or_json, command_watch },
  { "guestosinfo", "NAME", "what the guest agent says of the guest", 1, 1, NULL,
    command_guestosinfo },
  { "userlist", "NAME", "who is logged in to the guest", 1, 1, NULL, command_userlist },
  { "filesystemlist", "NAME", "the guest's filesystems", 1, 1, NULL, command_filesystemlist },
  { "observe", "FILE", "VMIs from API objects in a file, '-' for standard input", 1, 1,
    table_or_json, command_observe },
  { "ping", "NAME", "does the guest's agent answer now", 1, 1, NULL, command_ping },
  { "top", "", "live numbers, in place", 0, 0, table_or_json, command_top },
  { "metrics", "", "one exposition for Prometheus", 0, 0, expositions, command_metrics },
  { "serve", "", "the REST API and metrics over HTTP", 0, 0, NULL, command_serve },
};
const guint n_commands = G_N_ELEMENTS (commands);

int
app_fail (int status, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("vmistate: %s\n", g_strdelimit (message, "\n", ' '));
  return status;
}

gboolean
app_wants_json (App *app)
{
  return g_strcmp0 (app->output, "json") == 0;
}

static char *
describe_commands (void)
{
  GString *text = g_string_new ("Commands:\n");

  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *usage = g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments);

      g_string_append_printf (text, "  %-22s %s\n", usage, commands[i].summary);
    }
  g_string_append (text, "\nNAME is a VMI's name, NAMESPACE/NAME or its UID.\n"
                         "Exit status: 0 done, 1 not found or not running, 2 wrong use, "
                         "3 no connection.");
  return g_string_free (text, FALSE);
}

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < n_commands; i++)
    {
      if (g_strcmp0 (commands[i].name, name) == 0)
        return &commands[i];
    }
  return NULL;
}

static gboolean
parse_options (App *app, int *argc, char ***argv, GError **error)
{
  g_autofree char *description = describe_commands ();
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND");
  const GOptionEntry entries[] = {
    { "connect", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &app->uris,
      "libvirt URI; may be given several times (default: qemu:///system, else qemu:///session)",
      "URI" },
    { "replay", 0, 0, G_OPTION_ARG_FILENAME, &app->replay,
      "facts from a file of JSON lines instead of a connection", "FILE" },
    { "output", 'o', 0, G_OPTION_ARG_STRING, &app->output, "table (default) or json", "FORMAT" },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &app->profile,
      "with -o json: truth (default), or kubevirt: what KubeVirt would publish", "PROFILE" },
    { "observed", 0, 0, G_OPTION_ARG_NONE, &app->observed,
      "with -o json: also the source, state and age of each part", NULL },
    { "timeout", 0, 0, G_OPTION_ARG_DOUBLE, &app->timeout,
      "how long to wait for an answer (default: 10)", "SECONDS" },
    { "interval", 0, 0, G_OPTION_ARG_DOUBLE, &app->interval,
      "with top: how often numbers are asked for (default: 2)", "SECONDS" },
    { "count", 0, 0, G_OPTION_ARG_INT, &app->count, "with top: end after so many times", "N" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &app->sort,
      "with top: by name, cpu (default), memory, disk or network", "COLUMN" },
    { "logs", 0, 0, G_OPTION_ARG_FILENAME, &app->logs,
      "with watch: what the logs of domains in DIR tell, such as /var/log/libvirt", "DIR" },
    { "listen", 0, 0, G_OPTION_ARG_STRING_ARRAY, &app->listen,
      "with serve: unix:PATH or ADDRESS:PORT (default: 127.0.0.1:8080); may be given several times",
      "WHERE" },
    { "no-color", 0, 0, G_OPTION_ARG_NONE, &app->no_color, "no colours, also on a terminal", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &app->version, "print the version", NULL },
    { NULL },
  };

  g_option_context_set_summary (context, "How far virtual machines are really alive.");
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

/* Metrics have profiles of their own. */
static gboolean
check_profile (App *app, const Command *command)
{
  if ((command->outputs == expositions || command->run == command_serve) && !app->observed)
    return TRUE;
  if ((app->profile != NULL || app->observed) && !app_wants_json (app))
    app_fail (0, "--profile and --observed go with -o json");
  else if (app->profile != NULL && g_strcmp0 (app->profile, "truth") != 0
           && g_strcmp0 (app->profile, "kubevirt") != 0)
    app_fail (0, "--profile is truth or kubevirt, not '%s'", app->profile);
  else
    return TRUE;
  return FALSE;
}

/* Returns: FALSE after an error was printed */
static gboolean
check_output (App *app, const Command *command)
{
  if (app->output != NULL && command->outputs == NULL)
    {
      app_fail (0, "'%s' always prints one form and takes no -o", command->name);
      return FALSE;
    }
  if (app->output != NULL && !g_strv_contains (command->outputs, app->output))
    {
      app_fail (0, "-o is %s or %s, not '%s'", command->outputs[0], command->outputs[1],
                app->output);
      return FALSE;
    }
  return check_profile (app, command);
}

/* Returns: (nullable): NULL after an error was printed */
static const Command *
check_use (App *app, int argc, char **argv)
{
  const Command *command = argc > 1 ? find_command (argv[1]) : NULL;
  int n = argc - 2;

  if (argc < 2)
    app_fail (0, "no command given; try 'vmistate --help'");
  else if (command == NULL)
    app_fail (0, "there is no command '%s'; try 'vmistate --help'", argv[1]);
  else if (n < command->min_arguments || n > command->max_arguments)
    app_fail (0, "use: vmistate %s %s", command->name, command->arguments);
  else if (!check_output (app, command))
    return NULL;
  else if (app->replay != NULL && app->uris != NULL)
    app_fail (0, "give either -c or --replay");
  else if (!(app->timeout > 0 && app->timeout <= 3600))
    app_fail (0, "--timeout is a number of seconds above 0 and up to 3600");
  else if (!(app->interval >= 0.1 && app->interval <= 3600) || app->count < 0)
    app_fail (0, "--interval is a number of seconds from 0.1 to 3600, --count is not below 0");
  else
    return command;
  return NULL;
}

static void
app_clear (App *app)
{
  g_strfreev (app->uris);
  g_free (app->replay);
  g_free (app->output);
  g_free (app->profile);
  g_free (app->sort);
  g_free (app->logs);
  g_strfreev (app->listen);
  g_clear_pointer (&app->samplers, g_ptr_array_unref);
  g_clear_object (&app->monitor);
  g_clear_pointer (&app->loop, g_main_loop_unref);
}

static int
run (App *app, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const Command *command;
  const char *no_color = g_getenv ("NO_COLOR");

  if (!parse_options (app, &argc, &argv, &error))
    return app_fail (EXIT_WRONG_USE, "%s; try 'vmistate --help'", error->message);
  if (app->version)
    {
      g_print ("vmistate %d.%d.%d\n", VMISTATE_MAJOR_VERSION, VMISTATE_MINOR_VERSION,
               VMISTATE_MICRO_VERSION);
      return EXIT_DONE;
    }
  command = check_use (app, argc, argv);
  if (command == NULL)
    return EXIT_WRONG_USE;
  app->use_color =
      !app->no_color && (no_color == NULL || *no_color == '\0') && isatty (STDOUT_FILENO);
  app->monitor = vmistate_monitor_new ();
  app->loop = g_main_loop_new (NULL, FALSE);
  return command->run (app, argc - 2, argv + 2);
}

int
main (int argc, char **argv)
{
  App app = { .timeout = DEFAULT_TIMEOUT, .interval = DEFAULT_INTERVAL };
  int status;

  setlocale (LC_ALL, "");
  status = run (&app, argc, argv);
  app_clear (&app);
  return fflush (stdout) == 0 ? status : EXIT_NOT_FOUND;
}
