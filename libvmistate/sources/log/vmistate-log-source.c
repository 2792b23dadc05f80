/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <vmistate/vmistate-log-source.h>

#include "log-thread.h"

/**
 * VmistateLogSource:
 *
 * A source that follows logs and tells their lines as facts of kind %VMISTATE_FACT_KIND_LOG: those
 * of all domains of a host, a single one, or the journal of libvirt's daemons.
 *
 * libvirt writes to the log of a domain when it was started and why it stopped, also where nobody
 * saw that. Such a record is a second witness: it fills in the reason of an end that no hypervisor
 * has told. Else the facts change no status; they are told by [signal@Monitor::event].
 *
 * What a log holds comes from whoever can write to it. Lines are bounded in length and number, are
 * valid UTF-8 without control characters, and have no passwords; what was left out is counted.
 *
 * Lives in: the context of the monitor it was added to; reads on a thread of its own. Signals:
 * none.
 *
 * Since: 0.1
 */
struct _VmistateLogSource
{
  GObject parent_instance;

  char *id;             /* (owned) */
  VmistateLogMake make; /* what kind of logs it reads */
  char *path;           /* (owned) (nullable) */
  char *namespace_;     /* (owned) (nullable) */
  char *name;           /* (owned) (nullable) */
  char **units;         /* (owned) (nullable) */
  int fd;               /* (owned) or -1 */
  guint lines_per_second;
  gboolean was_started;
  VmistateLogThread *thread; /* (owned) (nullable) while running */
};

static void source_init (VmistateSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VmistateLogSource, vmistate_log_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VMISTATE_TYPE_SOURCE, source_init))

#define DEFAULT_LINES_PER_SECOND 1000

enum
{
  PROP_LINES_PER_SECOND = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* What to read; @data is the source, which outlives its thread. */

static VmistateLogReader *
make_directory (const VmistateLogContext *context, gpointer data)
{
  return _vmistate_log_directory_new (context, ((VmistateLogSource *) data)->path);
}

static VmistateLogReader *
make_file (const VmistateLogContext *context, gpointer data)
{
  VmistateLogSource *self = data;

  return _vmistate_log_directory_new_for_file (context, self->path, self->namespace_, self->name);
}

static VmistateLogReader *
make_pipe (const VmistateLogContext *context, gpointer data)
{
  VmistateLogSource *self = data;
  int fd = self->fd;

  self->fd = -1;
  return _vmistate_log_pipe_new (context, fd, self->namespace_, self->name);
}

static VmistateLogReader *
make_journal (const VmistateLogContext *context, gpointer data)
{
  VmistateLogSource *self = data;

  return _vmistate_log_journalctl_new (context, (const char *const *) self->units);
}

/* The interface */

static const char *
get_id (VmistateSource *source)
{
  return VMISTATE_LOG_SOURCE (source)->id;
}

static gboolean
start (VmistateSource *source, VmistateSink *sink, GError **error)
{
  VmistateLogSource *self = VMISTATE_LOG_SOURCE (source);
  VmistateLogContext context = { .lines_per_second = self->lines_per_second,
                                 .since_usec = g_get_real_time () };

  if (self->was_started)
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_FAILED, "%s was started before", self->id);
      return FALSE;
    }
  if (self->make == make_pipe && self->fd < 0)
    {
      g_set_error (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                   "%s has no file descriptor that can be read", self->id);
      return FALSE;
    }
  self->was_started = TRUE;
  context.id = g_strdup (self->id);
  context.sink = g_object_ref (sink);
  self->thread =
      _vmistate_log_thread_start (&context, self->make, g_object_ref (self), g_object_unref);
  return TRUE;
}

static void
stop_async (VmistateSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer user_data)
{
  VmistateLogSource *self = VMISTATE_LOG_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  VmistateLogThread *thread = g_steal_pointer (&self->thread);

  g_task_set_source_tag (task, stop_async);
  if (thread == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  _vmistate_log_thread_stop (thread, g_steal_pointer (&task));
}

static gboolean
stop_finish (VmistateSource *source G_GNUC_UNUSED, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
source_init (VmistateSourceInterface *iface)
{
  iface->get_id = get_id;
  iface->start = start;
  iface->stop_async = stop_async;
  iface->stop_finish = stop_finish;
}

/* The object */

static void
vmistate_log_source_finalize (GObject *object)
{
  VmistateLogSource *self = VMISTATE_LOG_SOURCE (object);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->id);
  g_free (self->path);
  g_free (self->namespace_);
  g_free (self->name);
  g_strfreev (self->units);
  G_OBJECT_CLASS (vmistate_log_source_parent_class)->finalize (object);
}

static void
vmistate_log_source_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LINES_PER_SECOND)
    g_value_set_uint (value, VMISTATE_LOG_SOURCE (object)->lines_per_second);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
vmistate_log_source_set_property (GObject *object, guint prop_id, const GValue *value,
                                  GParamSpec *pspec)
{
  if (prop_id == PROP_LINES_PER_SECOND)
    vmistate_log_source_set_lines_per_second (VMISTATE_LOG_SOURCE (object),
                                              g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
vmistate_log_source_class_init (VmistateLogSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vmistate_log_source_finalize;
  object_class->get_property = vmistate_log_source_get_property;
  object_class->set_property = vmistate_log_source_set_property;

  /**
   * VmistateLogSource:lines-per-second:
   *
   * So many lines of each log are told per second, and after a quiet time ten times as many at
   * once; the rest is counted. 0 is no bound. What libvirt writes itself is counted apart, so that
   * a guest cannot hide it behind a flood. Takes effect when the source is started.
   *
   * Since: 0.1
   */
  props[PROP_LINES_PER_SECOND] =
      g_param_spec_uint ("lines-per-second", NULL, NULL, 0, G_MAXUINT, DEFAULT_LINES_PER_SECOND,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vmistate_log_source_init (VmistateLogSource *self)
{
  self->fd = -1;
  self->lines_per_second = DEFAULT_LINES_PER_SECOND;
}

/**
 * vmistate_log_source_new:
 * @directory: where libvirt keeps its logs, such as `/var/log/libvirt`
 *
 * Makes a source that follows `qemu/DOMAIN.log` and `ch/DOMAIN.log` below a directory, through
 * their rotations, and those that come later.
 *
 * The facts name the domain, without namespace and UID; a monitor finds the VMI of a domain that
 * KubeVirt has named `NAMESPACE_NAME`. The id of the source is `log:` and the directory. While
 * neither of the two folders can be read the source is lost.
 *
 * Returns: (transfer full): the source
 *
 * Since: 0.1
 */
VmistateLogSource *
vmistate_log_source_new (const char *directory)
{
  VmistateLogSource *self;

  g_return_val_if_fail (directory != NULL, NULL);

  self = g_object_new (VMISTATE_TYPE_LOG_SOURCE, NULL);
  self->make = make_directory;
  self->id = g_strconcat ("log:", directory, NULL);
  self->path = g_strdup (directory);
  return self;
}

/**
 * vmistate_log_source_new_for_file:
 * @path: the log, or `-` for what comes through the standard input
 * @namespace_: (nullable): namespace of the VMI, or %NULL for `default`
 * @name: name of the VMI that the log is of
 *
 * Makes a source that follows one file through its rotations; it need not be there yet. The id of
 * the source is `log:` and the path.
 *
 * Returns: (transfer full): the source
 *
 * Since: 0.1
 */
VmistateLogSource *
vmistate_log_source_new_for_file (const char *path, const char *namespace_, const char *name)
{
  VmistateLogSource *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (g_str_equal (path, "-"))
    return vmistate_log_source_new_for_fd (STDIN_FILENO, namespace_, name);
  self = g_object_new (VMISTATE_TYPE_LOG_SOURCE, NULL);
  self->make = make_file;
  self->id = g_strconcat ("log:", path, NULL);
  self->path = g_strdup (path);
  self->namespace_ = g_strdup (namespace_);
  self->name = g_strdup (name);
  return self;
}

/**
 * vmistate_log_source_new_for_fd:
 * @fd: a file descriptor that can be read: a pipe, a socket, a file; a copy of it is kept
 * @namespace_: (nullable): namespace of the VMI, or %NULL for `default`
 * @name: name of the VMI that the log is of
 *
 * Makes a source that reads a log up to its end, after which the source is lost. The id of the
 * source is `log:-:` with namespace and name.
 *
 * Returns: (transfer full): the source
 *
 * Since: 0.1
 */
VmistateLogSource *
vmistate_log_source_new_for_fd (int fd, const char *namespace_, const char *name)
{
  VmistateLogSource *self;

  g_return_val_if_fail (fd >= 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (VMISTATE_TYPE_LOG_SOURCE, NULL);
  self->make = make_pipe;
  self->id = g_strconcat ("log:-:", namespace_ != NULL ? namespace_ : "default", "/", name, NULL);
  self->fd = fcntl (fd, F_DUPFD_CLOEXEC, /* min= */ 3);
  self->namespace_ = g_strdup (namespace_);
  self->name = g_strdup (name);
  return self;
}

/**
 * vmistate_log_source_new_for_journal:
 * @units: (array zero-terminated=1): systemd units, such as `libvirtd.service`
 *
 * Makes a source that follows the journal of some units, as `journalctl` shows it. Its facts are
 * about no VMI. The id of the source is `journal:` and the units.
 *
 * Where there is no `journalctl`, or it ends, the source is lost, and tries again after a pause
 * that grows up to a minute.
 *
 * Returns: (transfer full): the source
 *
 * Since: 0.1
 */
VmistateLogSource *
vmistate_log_source_new_for_journal (const char *const *units)
{
  VmistateLogSource *self;
  g_autofree char *joined = NULL;

  g_return_val_if_fail (units != NULL && units[0] != NULL, NULL);

  joined = g_strjoinv (",", (char **) units);
  self = g_object_new (VMISTATE_TYPE_LOG_SOURCE, NULL);
  self->make = make_journal;
  self->id = g_strconcat ("journal:", joined, NULL);
  self->units = g_strdupv ((char **) units);
  return self;
}

/**
 * vmistate_log_source_get_lines_per_second:
 * @self: a log source
 *
 * How many lines of each log are told per second, see [property@LogSource:lines-per-second].
 *
 * Returns: the bound, or 0 for none
 *
 * Since: 0.1
 */
guint
vmistate_log_source_get_lines_per_second (VmistateLogSource *self)
{
  g_return_val_if_fail (VMISTATE_IS_LOG_SOURCE (self), 0);

  return self->lines_per_second;
}

/**
 * vmistate_log_source_set_lines_per_second:
 * @self: a log source that was not started yet
 * @lines_per_second: the bound, or 0 for none
 *
 * Sets how many lines of each log are told per second, see [property@LogSource:lines-per-second].
 *
 * Since: 0.1
 */
void
vmistate_log_source_set_lines_per_second (VmistateLogSource *self, guint lines_per_second)
{
  g_return_if_fail (VMISTATE_IS_LOG_SOURCE (self));

  if (self->lines_per_second == lines_per_second)
    return;
  self->lines_per_second = lines_per_second;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LINES_PER_SECOND]);
}
