/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What every command is given: options, and a monitor to be started. */

#pragma once

#include <json-glib/json-glib.h>

#include <vmistate/vmistate.h>

G_BEGIN_DECLS

/* Exit statuses, as the manual promises them. */
enum
{
  EXIT_DONE = 0,
  EXIT_NOT_FOUND = 1, /* or not running */
  EXIT_WRONG_USE = 2,
  EXIT_NO_CONNECTION = 3,
};

typedef struct
{
  char **uris;       /* (owned) (nullable) -c */
  char *replay;      /* (owned) (nullable) --replay */
  char *output;      /* (owned) (nullable) -o */
  char *profile;     /* (owned) (nullable) --profile */
  gboolean observed; /* --observed */
  gboolean no_color; /* --no-color */
  double timeout;    /* --timeout, in seconds */
  double interval;   /* --interval, in seconds: how often numbers are asked for */
  int count;         /* --count; 0: no end */
  char *sort;        /* (owned) (nullable) --sort */
  char *logs;        /* (owned) (nullable) --logs */
  char **listen;     /* (owned) (nullable) --listen */
  gboolean version;  /* --version */

  VmistateMonitor *monitor; /* (owned) */
  GMainLoop *loop;          /* (owned) */
  gboolean use_color;
  gboolean with_samples; /* also connect to what gives numbers */
  gboolean with_hosts;   /* and to what tells of versions and storage pools */
  GPtrArray *samplers;   /* (owned) (nullable) (element-type VmistateSamplerSource) */
} App;

typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int min_arguments;
  int max_arguments;
  const char *const *outputs; /* (nullable) that -o may name; the first one is the default */
  int (*run) (App *app, int argc, char **argv);
} Command;

extern const Command commands[];
extern const guint n_commands;

/* One line on stderr. Returns: @status, so that commands can end with it. */
int app_fail (int status, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean app_wants_json (App *app);

/* json.c */

/* As a VirtualMachineInstance object, in the profile and with the parts that were asked for.
 * Returns: (transfer full) */
JsonNode *app_instance_node (App *app, VmistateInstance *instance);

/* The moment that ages are counted to, in microseconds since 1970 UTC. */
gint64 app_now (App *app, VmistateInstance *instance);

/* connect.c */

/* Starts the monitor with the sources that it has.
 * Returns: EXIT_DONE, or the exit status after an error was printed */
int app_start (App *app);

/* Adds the sources, starts the monitor and runs the loop until every source has told of itself.
 * Returns: EXIT_DONE, or the exit status after an error was printed */
int app_connect (App *app);

/* Runs the loop until every VMI that is active has numbers, or a short time is over. */
void app_settle_samples (App *app);

/* Runs the loop until every libvirt has told of its versions and storage pools, or a short time is
 * over. */
void app_settle_hosts (App *app);

/* Runs the loop until the agents that can answer have answered, or a short time is over.
 * @instance: (nullable): only this one */
void app_settle (App *app, VmistateInstance *instance);

/* @name: NAME, NAMESPACE/NAME or UID. Returns: (transfer full) (nullable): NULL after an error
 * was printed, with *status set */
VmistateInstance *app_find (App *app, const char *name, int *status);

/* Runs the loop until the monitor is stopped, or for a short time. */
void app_disconnect (App *app);

/* command-metrics.c */

/* @text: (nullable): names with commas between them
 * Returns: EXIT_DONE, or the exit status after an error was printed */
int app_parse_profiles (const char *text, VmistateMetricsProfiles *profiles);
void app_tell_reports (App *app, VmistateMetrics *metrics);

/* command-list.c: all instances, in the form that was asked for */
void app_print_list (App *app);

/* The commands */
int command_list (App *app, int argc, char **argv);
int command_metrics (App *app, int argc, char **argv);
int command_top (App *app, int argc, char **argv);
int command_get (App *app, int argc, char **argv);
int command_watch (App *app, int argc, char **argv);
int command_guestosinfo (App *app, int argc, char **argv);
int command_userlist (App *app, int argc, char **argv);
int command_filesystemlist (App *app, int argc, char **argv);
int command_observe (App *app, int argc, char **argv);
int command_serve (App *app, int argc, char **argv);
int command_ping (App *app, int argc, char **argv);

G_END_DECLS
