/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The logs of the domains of a host: which files there are, and which of them to look at. */

#include "config.h"

#include "log-lookout.h"
#include "log-reader.h"
#include "log-tail.h"

#include "sources/plain-text.h"

#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define SUFFIX    ".log"
#define MAX_TAILS 4096

/* What may mean that there is something to read, or another file. */
#define EVENTS (IN_MODIFY | IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB)

/* Of libvirt's drivers, those whose domains have logs */
static const char *const drivers[] = { "qemu", "ch" };

typedef struct
{
  char *path; /* (owned) */
  int watch;  /* of inotify, or -1 */
} Folder;

typedef struct
{
  VmistateLogReader parent;
  const VmistateLogContext *context; /* (not owned) */
  Folder folders[G_N_ELEMENTS (drivers)];
  guint n_folders;
  char *parent_path; /* (owned) (nullable) of the folders: it tells when one of them is made */
  int parent_watch;  /* of inotify, or -1 */
  char *only;        /* (owned) (nullable) path of the one file that is followed */
  VmistateLogLookout *lookout; /* (owned) */
  GHashTable *tails;           /* (owned) path -> (owned) VmistateLogTail */
  GHashTable *urgent;          /* (owned) tails (borrowed) to look at, because something happened */
  int inotify;                 /* -1 without: files are looked at now and then all the same */
  gint64 looked_at;            /* monotonic, when all were looked at; 0: never */
  char *lost;                  /* (owned) (nullable) why no folder can be read */
  char *told; /* (owned) (nullable) the same as it was told; "": the source is live */
} Directory;

/* Which files */

/* x.log.0 is x.log too.
 * Returns: (transfer full) (nullable): the name of the domain */
static char *
read_name (const char *file)
{
  const char *end = NULL;
  g_autofree char *name = NULL;
  g_autofree char *plain = NULL;

  for (const char *at = file; (at = strstr (at, SUFFIX)) != NULL; at++)
    {
      const char *rest = at + strlen (SUFFIX);

      if (*rest == '\0' || (*rest == '.' && g_ascii_isdigit (rest[1])))
        end = at;
    }
  if (end == NULL || end == file)
    return NULL;
  name = g_strndup (file, end - file);
  plain = _vmistate_plain_text (name, strlen (name), strlen (name));
  return g_str_equal (name, plain) ? g_steal_pointer (&name) : NULL;
}

static void
add_tail (Directory *self, VmistateLogTail *tail)
{
  g_hash_table_insert (self->tails, tail->chain.path, tail);
  _vmistate_log_lookout_add (self->lookout, tail);
}

static VmistateLogTail *
ensure_tail (Directory *self, const char *folder, const char *file)
{
  g_autofree char *name = read_name (file);
  g_autofree char *log = name != NULL ? g_strconcat (name, SUFFIX, NULL) : NULL;
  g_autofree char *path = NULL;
  VmistateLogTail *tail;

  if (self->only != NULL)
    return g_hash_table_lookup (self->tails, self->only);
  if (name == NULL)
    return NULL;
  path = g_build_filename (folder, log, NULL);
  tail = g_hash_table_lookup (self->tails, path);
  if (tail != NULL || g_hash_table_size (self->tails) >= MAX_TAILS
      || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return tail;
  tail = _vmistate_log_tail_new (
      path, _vmistate_log_stream_new (self->context, path, /* namespace_= */ NULL, name),
      /* is_old= */ self->looked_at == 0);
  add_tail (self, tail);
  return tail;
}

/* Watching */

static void
look_at_all (Directory *self)
{
  GHashTableIter iter;
  gpointer tail;

  g_hash_table_iter_init (&iter, self->tails);
  while (g_hash_table_iter_next (&iter, NULL, &tail))
    g_hash_table_add (self->urgent, tail);
}

static void
list_folder (Directory *self, Folder *folder, GDir *dir)
{
  const char *file;

  while ((file = g_dir_read_name (dir)) != NULL)
    ensure_tail (self, folder->path, file);
}

/* To be called when all that is there was read. */
static void
report (Directory *self)
{
  const char *now = self->lost != NULL ? self->lost : "";

  if (g_strcmp0 (self->told, now) == 0)
    return;
  g_free (self->told);
  self->told = g_strdup (now);
  _vmistate_log_context_report (self->context, self->lost);
}

/* A folder that is made anew is another one: adding a watch again finds that out. Why a folder that
 * is there cannot be read is better told than that another one is not there. */
static void
look_at_folders (Directory *self)
{
  g_autofree char *why = NULL;
  gboolean can_read = FALSE;

  if (self->inotify >= 0 && self->parent_path != NULL)
    self->parent_watch = inotify_add_watch (self->inotify, self->parent_path,
                                            IN_CREATE | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR);
  for (guint i = 0; i < self->n_folders; i++)
    {
      Folder *folder = &self->folders[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GDir) dir = NULL;

      if (self->inotify >= 0)
        folder->watch = inotify_add_watch (self->inotify, folder->path, EVENTS | IN_ONLYDIR);
      _vmistate_log_lookout_watch (self->lookout, folder->path);
      dir = g_dir_open (folder->path, /* flags= */ 0, &error);
      if (dir != NULL)
        {
          can_read = TRUE;
          list_folder (self, folder, dir);
        }
      else if (why == NULL || !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          g_free (why);
          why = g_strdup (error->message);
        }
    }
  g_free (self->lost);
  self->lost = can_read ? NULL : g_steal_pointer (&why);
}

static gboolean
is_folder (const Directory *self, const char *name)
{
  for (guint i = 0; i < self->n_folders; i++)
    {
      if (g_str_equal (strrchr (self->folders[i].path, '/') + 1, name))
        return TRUE;
    }
  return FALSE;
}

/* libvirt makes a folder with the first log in it, so all that is there is new. */
static void
take_parent_event (Directory *self, const struct inotify_event *event)
{
  if (!is_folder (self, event->name))
    return;
  look_at_folders (self);
  look_at_all (self);
}

static void
make_urgent (Directory *self, VmistateLogTail *tail)
{
  if (tail != NULL)
    g_hash_table_add (self->urgent, tail);
}

static void
take_event (Directory *self, const struct inotify_event *event)
{
  if (event->mask & IN_Q_OVERFLOW)
    look_at_all (self);
  if (event->len > 0 && event->wd == self->parent_watch)
    take_parent_event (self, event);
  for (guint i = 0; i < self->n_folders && event->len > 0; i++)
    {
      if (self->folders[i].watch == event->wd)
        make_urgent (self, ensure_tail (self, self->folders[i].path, event->name));
    }
}

static void
take_events (Directory *self)
{
  char buffer[16 * 1024] __attribute__ ((aligned (__alignof__(struct inotify_event))));
  ssize_t n;

  while (self->inotify >= 0 && (n = read (self->inotify, buffer, sizeof (buffer))) > 0)
    {
      for (char *at = buffer; at < buffer + n;)
        {
          const struct inotify_event *event = (const struct inotify_event *) at;

          take_event (self, event);
          at += sizeof (*event) + event->len;
        }
    }
}

/* Reading */

static void
look_around (Directory *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->looked_at != 0 && now - self->looked_at < VMISTATE_LOG_POLL_MSEC * 1000)
    return;
  look_at_folders (self);
  look_at_all (self);
  self->looked_at = now;
}

/* Returns: whether there is more */
static gboolean
read_tail (Directory *self, VmistateLogTail *tail)
{
  gboolean has_more = _vmistate_log_tail_read (tail);

  _vmistate_log_stream_settle (tail->stream);
  if (has_more)
    return TRUE;
  _vmistate_log_tail_rest (tail);
  g_hash_table_remove (self->urgent, tail);
  return FALSE;
}

static GPtrArray *
list_urgent (Directory *self)
{
  GPtrArray *tails = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer tail;

  g_hash_table_iter_init (&iter, self->urgent);
  while (g_hash_table_iter_next (&iter, &tail, NULL))
    g_ptr_array_add (tails, tail);
  return tails;
}

/* All of them in turn, so that none waits for one that is flooded. */
static gboolean
directory_read (VmistateLogReader *reader)
{
  Directory *self = (Directory *) reader;
  g_autoptr (GPtrArray) tails = NULL;

  take_events (self);
  look_around (self);
  tails = list_urgent (self);
  for (guint i = 0; i < tails->len; i++)
    {
      read_tail (self, tails->pdata[i]);
      if (_vmistate_log_context_is_full (self->context))
        return TRUE;
      take_events (self);
    }
  report (self);
  return g_hash_table_size (self->urgent) > 0;
}

static int
directory_get_fd (VmistateLogReader *reader)
{
  return ((Directory *) reader)->inotify;
}

static void
directory_free (VmistateLogReader *reader)
{
  Directory *self = (Directory *) reader;

  if (self->inotify >= 0)
    close (self->inotify);
  for (guint i = 0; i < self->n_folders; i++)
    g_free (self->folders[i].path);
  _vmistate_log_lookout_free (self->lookout);
  g_hash_table_unref (self->urgent);
  g_hash_table_unref (self->tails);
  g_free (self->parent_path);
  g_free (self->only);
  g_free (self->lost);
  g_free (self->told);
  g_free (self);
}

static Directory *
new_directory (const VmistateLogContext *context)
{
  static const VmistateLogReaderFuncs funcs = { directory_read, directory_get_fd, directory_free };
  Directory *self = g_new0 (Directory, 1);

  self->parent.funcs = &funcs;
  self->context = context;
  self->parent_watch = -1;
  self->lookout = _vmistate_log_lookout_new ();
  self->tails = g_hash_table_new_full (g_str_hash, g_str_equal, /* key_destroy_func= */ NULL,
                                       (GDestroyNotify) _vmistate_log_tail_free);
  self->urgent = g_hash_table_new (/* hash_func= */ NULL, /* key_equal_func= */ NULL);
  self->inotify = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  return self;
}

static void
add_folder (Directory *self, char *path)
{
  self->folders[self->n_folders++] = (Folder){ .path = path, .watch = -1 };
}

VmistateLogReader *
_vmistate_log_directory_new (const VmistateLogContext *context, const char *directory)
{
  Directory *self = new_directory (context);

  self->parent_path = g_strdup (directory);
  for (guint i = 0; i < G_N_ELEMENTS (drivers); i++)
    add_folder (self, g_build_filename (directory, drivers[i], NULL));
  return &self->parent;
}

VmistateLogReader *
_vmistate_log_directory_new_for_file (const VmistateLogContext *context, const char *path,
                                      const char *namespace_, const char *name)
{
  Directory *self = new_directory (context);
  VmistateLogTail *tail;

  add_folder (self, g_path_get_dirname (path));
  self->only = g_strdup (path);
  tail = _vmistate_log_tail_new (path, _vmistate_log_stream_new (context, path, namespace_, name),
                                 /* is_old= */ g_file_test (path, G_FILE_TEST_EXISTS));
  add_tail (self, tail);
  return &self->parent;
}
