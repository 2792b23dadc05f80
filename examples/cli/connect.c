/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From options to a monitor that has seen everything once, and back. */

#include "app.h"

#include <string.h>

#define SYSTEM_URI  "qemu:///system"
#define SESSION_URI "qemu:///session"

/* How long a one-shot command waits for agents beyond the list itself, for a storage pool that
 * hangs, and for a clean end. */
#define SETTLE_MSEC 3000
#define POOL_MSEC   1000
#define STOP_MSEC   2000

/* Running the loop until something holds */

typedef gboolean (*Condition) (App *app, gpointer data);

typedef struct
{
  App *app;
  Condition condition;
  gpointer data;
  gboolean holds;
} Wait;

static gboolean
check_cb (gpointer user_data)
{
  Wait *wait = user_data;

  wait->holds = wait->condition (wait->app, wait->data);
  if (wait->holds)
    g_main_loop_quit (wait->app->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Returns: FALSE if the time was over first */
static gboolean
wait_until (App *app, Condition condition, gpointer data, guint msec)
{
  Wait wait = { app, condition, data, condition (app, data) };
  guint poll;
  guint deadline;

  if (wait.holds)
    return TRUE;
  poll = g_timeout_add (10, check_cb, &wait);
  deadline = g_timeout_add (msec, quit_cb, app->loop);
  g_main_loop_run (app->loop);
  g_source_remove (poll);
  g_source_remove (deadline);
  return wait.holds;
}

/* Connecting */

static gboolean
is_synced (App *app, gpointer data G_GNUC_UNUSED)
{
  return vmistate_monitor_get_synced (app->monitor);
}

static gboolean
add_host (App *app, const char *uri, GError **error)
{
  g_autoptr (VmistateHostSource) host =
      g_object_new (VMISTATE_TYPE_HOST_SOURCE, "uri", uri, "deadline-msec", POOL_MSEC, NULL);

  return !app->with_hosts
         || vmistate_monitor_add_source (app->monitor, VMISTATE_SOURCE (host), error);
}

static gboolean
add_uri (App *app, const char *uri, GError **error)
{
  g_autoptr (VmistateLibvirtSource) source = vmistate_libvirt_source_new (uri);
  g_autoptr (VmistateSamplerSource) sampler = NULL;

  if (!vmistate_monitor_add_source (app->monitor, VMISTATE_SOURCE (source), error))
    return FALSE;
  if (!add_host (app, uri, error))
    return FALSE;
  if (!app->with_samples)
    return TRUE;
  sampler = g_object_new (VMISTATE_TYPE_SAMPLER_SOURCE, "uri", uri, "period-msec",
                          (guint) (app->interval * 1000), NULL);
  if (app->samplers == NULL)
    app->samplers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (app->samplers, g_object_ref (sampler));
  return vmistate_monitor_add_source (app->monitor, VMISTATE_SOURCE (sampler), error);
}

static gboolean
add_replay (App *app, GError **error)
{
  g_autoptr (VmistateScriptedSource) source = vmistate_scripted_source_new ("replay");
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (app->replay);

  /* Each fact by itself, so that a replay always prints the same. */
  vmistate_monitor_set_coalesce_msec (app->monitor, 0);
  return vmistate_scripted_source_load (source, file, /* cancellable= */ NULL, error)
         && vmistate_monitor_add_source (app->monitor, VMISTATE_SOURCE (source), error);
}

static gboolean
add_logs (App *app, GError **error)
{
  g_autoptr (VmistateLogSource) source = vmistate_log_source_new (app->logs);

  return vmistate_monitor_add_source (app->monitor, VMISTATE_SOURCE (source), error);
}

static gboolean
add_sources (App *app, GError **error)
{
  if (app->replay != NULL)
    return add_replay (app, error);
  if (app->logs != NULL && !add_logs (app, error))
    return FALSE;
  if (app->uris == NULL)
    return add_uri (app, SYSTEM_URI, error);
  for (guint i = 0; app->uris[i] != NULL; i++)
    {
      if (!add_uri (app, app->uris[i], error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  gboolean done;
  GError *error;
} Started;

static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Started *started = user_data;

  vmistate_monitor_start_finish (VMISTATE_MONITOR (object), result, &started->error);
  started->done = TRUE;
}

static gboolean
has_started (App *app G_GNUC_UNUSED, gpointer data)
{
  return ((Started *) data)->done;
}

static gboolean
is_live (VmistateStamp *stamp)
{
  return g_strcmp0 (vmistate_stamp_get_part (stamp), "source") == 0
         && vmistate_stamp_get_state (stamp) == VMISTATE_STAMP_STATE_LIVE;
}

/* Returns: (transfer full) (nullable): NULL if a source is live, else what the first one says */
static char *
explain_no_connection (App *app)
{
  g_autoptr (GPtrArray) stamps = vmistate_monitor_dup_source_stamps (app->monitor);
  char *text = NULL;

  for (guint i = 0; i < stamps->len; i++)
    {
      VmistateStamp *stamp = stamps->pdata[i];
      const char *error = vmistate_stamp_get_error (stamp);

      if (is_live (stamp))
        {
          g_free (text);
          return NULL;
        }
      if (text == NULL)
        text = g_strdup_printf ("%s: %s", vmistate_stamp_get_source (stamp),
                                error != NULL ? error : "no answer in time");
    }
  return text;
}

static gboolean
fell_back (App *app)
{
  g_autoptr (GError) error = NULL;

  return add_uri (app, SESSION_URI, &error);
}

int
app_start (App *app)
{
  Started started = { FALSE, NULL };
  g_autoptr (GError) error = NULL;

  vmistate_monitor_start_async (app->monitor, /* cancellable= */ NULL, started_cb, &started);
  wait_until (app, has_started, &started, G_MAXINT);
  error = g_steal_pointer (&started.error);
  if (error != NULL)
    return app_fail (g_error_matches (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA)
                         ? EXIT_WRONG_USE
                         : EXIT_NO_CONNECTION,
                     "%s", error->message);
  return EXIT_DONE;
}

int
app_connect (App *app)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  guint msec = (guint) (app->timeout * 1000);
  int status;

  if (!add_sources (app, &error))
    return app_fail (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? EXIT_NOT_FOUND
                                                                               : EXIT_WRONG_USE,
                     "%s", error->message);
  status = app_start (app);
  if (status != EXIT_DONE)
    return status;
  wait_until (app, is_synced, NULL, msec);
  problem = explain_no_connection (app);
  if (problem != NULL && app->uris == NULL && app->replay == NULL && fell_back (app))
    {
      g_free (problem);
      wait_until (app, is_synced, NULL, msec);
      problem = explain_no_connection (app);
    }
  if (problem != NULL)
    return app_fail (EXIT_NO_CONNECTION, "%s; is the daemon running, and is -c right?", problem);
  return EXIT_DONE;
}

/* Settling */

static gboolean
is_instance_settled (VmistateInstance *instance)
{
  VmistateStatus *status = vmistate_instance_get_status (instance);
  VmistateCondition *agent = vmistate_status_find_condition (status, "AgentConnected");

  if (agent == NULL)
    return TRUE;
  if (g_strcmp0 (vmistate_condition_get_reason (agent), "Silent") == 0)
    return FALSE;
  /* The last question of the agent's first round. */
  return vmistate_condition_get_status (agent) != VMISTATE_CONDITION_STATUS_TRUE
         || vmistate_status_find_stamp (status, "guestAgentInfo.load", NULL) != NULL;
}

static gboolean
is_settled (App *app, gpointer data)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (app->monitor));

  if (data != NULL)
    return is_instance_settled (data);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VmistateInstance) instance =
          g_list_model_get_item (G_LIST_MODEL (app->monitor), i);

      if (!is_instance_settled (instance))
        return FALSE;
    }
  return TRUE;
}

void
app_settle (App *app, VmistateInstance *instance)
{
  if (app->replay == NULL)
    wait_until (app, is_settled, instance, SETTLE_MSEC);
}

static gboolean
is_sampled (App *app, gpointer data G_GNUC_UNUSED)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (app->monitor));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VmistateInstance) instance =
          g_list_model_get_item (G_LIST_MODEL (app->monitor), i);

      if (vmistate_instance_get_sample (instance) == NULL
          && vmistate_status_get_phase (vmistate_instance_get_status (instance))
                 == VMISTATE_PHASE_RUNNING)
        return FALSE;
    }
  return TRUE;
}

/* A source that is lost has nothing more to say. */
static gboolean
has_hosts (App *app, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) stamps = vmistate_monitor_dup_source_stamps (app->monitor);

  for (guint i = 0; i < stamps->len; i++)
    {
      const char *source = vmistate_stamp_get_source (stamps->pdata[i]);

      if (is_live (stamps->pdata[i]) && g_str_has_prefix (source, "host:")
          && vmistate_monitor_get_host_info (app->monitor, source) == NULL)
        return FALSE;
    }
  return TRUE;
}

void
app_settle_hosts (App *app)
{
  if (app->replay == NULL)
    wait_until (app, has_hosts, NULL, SETTLE_MSEC);
}

void
app_settle_samples (App *app)
{
  if (app->replay == NULL)
    wait_until (app, is_sampled, NULL, SETTLE_MSEC);
}

/* Finding */

static VmistateInstance *
find_by_name (App *app, const char *name, int *status)
{
  const char *slash = strchr (name, '/');
  g_autofree char *namespace_ = slash != NULL ? g_strndup (name, slash - name) : NULL;
  g_autoptr (GPtrArray) found =
      vmistate_monitor_find_by_name (app->monitor, namespace_, slash != NULL ? slash + 1 : name);

  if (found->len == 1)
    return g_object_ref (found->pdata[0]);
  if (found->len == 0)
    *status = app_fail (EXIT_NOT_FOUND, "there is no VMI '%s'; try 'vmistate list'", name);
  else
    *status = app_fail (EXIT_WRONG_USE, "%u VMIs are called '%s'; give NAMESPACE/NAME or the UID",
                        found->len, name);
  return NULL;
}

VmistateInstance *
app_find (App *app, const char *name, int *status)
{
  VmistateInstance *instance = vmistate_monitor_lookup (app->monitor, name);

  return instance != NULL ? g_object_ref (instance) : find_by_name (app, name, status);
}

/* Ending */

static void
stopped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *stopped = user_data;

  vmistate_monitor_stop_finish (VMISTATE_MONITOR (object), result, NULL);
  *stopped = TRUE;
}

static gboolean
is_true (App *app G_GNUC_UNUSED, gpointer data)
{
  return *(gboolean *) data;
}

void
app_disconnect (App *app)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean stopped = FALSE;

  vmistate_monitor_stop_async (app->monitor, cancellable, stopped_cb, &stopped);
  if (wait_until (app, is_true, &stopped, STOP_MSEC))
    return;
  /* A hung hypervisor must not keep a command from ending. */
  g_cancellable_cancel (cancellable);
  wait_until (app, is_true, &stopped, STOP_MSEC);
}
