/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-lookout.h"

#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

/* What may mean that a log has another file */
#define EVENTS (IN_CREATE | IN_MOVED_TO)

struct _VmistateLogLookout
{
  int inotify; /* (owned) -1 without: then files are opened when they are read */
  int stop;    /* (owned) becomes readable when the thread is to end */
  GThread *thread;

  GMutex mutex;
  GHashTable *folders; /* (owned) (mutex mutex) watch -> (owned) path */
  GHashTable *tails;   /* (owned) (mutex mutex) path -> VmistateLogTail (not owned) */
};

/* x.log.0 and x.log-20261122 are x.log too. */
static VmistateLogTail *
find_tail (VmistateLogLookout *self, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  VmistateLogTail *tail = g_hash_table_lookup (self->tails, path);
  char *end = strrchr (path, '.');

  if (tail == NULL && end != NULL && g_ascii_isdigit (end[1]))
    {
      *end = '\0';
      tail = g_hash_table_lookup (self->tails, path);
    }
  end = strrchr (path, '-');
  if (tail == NULL && end != NULL && g_ascii_isdigit (end[1]))
    {
      *end = '\0';
      tail = g_hash_table_lookup (self->tails, path);
    }
  return tail;
}

static void
take_event (VmistateLogLookout *self, const struct inotify_event *event)
{
  VmistateLogTail *tail = NULL;
  const char *folder;

  if (event->len == 0)
    return;
  g_mutex_lock (&self->mutex);
  folder = g_hash_table_lookup (self->folders, GINT_TO_POINTER (event->wd));
  if (folder != NULL)
    tail = find_tail (self, folder, event->name);
  g_mutex_unlock (&self->mutex);
  if (tail != NULL)
    _vmistate_log_chain_look (&tail->chain);
}

static void
take_events (VmistateLogLookout *self)
{
  char buffer[16 * 1024] __attribute__ ((aligned (__alignof__(struct inotify_event))));
  ssize_t n = read (self->inotify, buffer, sizeof (buffer));

  for (char *at = buffer; at < buffer + n;)
    {
      const struct inotify_event *event = (const struct inotify_event *) at;

      take_event (self, event);
      at += sizeof (*event) + event->len;
    }
}

static gpointer
run (gpointer user_data)
{
  VmistateLogLookout *self = user_data;
  struct pollfd fds[] = { { .fd = self->stop, .events = POLLIN },
                          { .fd = self->inotify, .events = POLLIN } };

  while (fds[0].revents == 0)
    {
      poll (fds, G_N_ELEMENTS (fds), /* timeout= */ -1);
      if (fds[1].revents != 0)
        take_events (self);
    }
  return NULL;
}

VmistateLogLookout *
_vmistate_log_lookout_new (void)
{
  VmistateLogLookout *self = g_new0 (VmistateLogLookout, 1);

  g_mutex_init (&self->mutex);
  self->folders = g_hash_table_new_full (NULL, NULL, /* key_destroy_func= */ NULL, g_free);
  self->tails = g_hash_table_new (g_str_hash, g_str_equal);
  self->inotify = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  self->stop = eventfd (0, EFD_CLOEXEC);
  self->thread = g_thread_new ("vmistate files", run, self);
  return self;
}

void
_vmistate_log_lookout_free (VmistateLogLookout *self)
{
  eventfd_write (self->stop, 1);
  g_thread_join (self->thread);
  close (self->stop);
  if (self->inotify >= 0)
    close (self->inotify);
  g_hash_table_unref (self->folders);
  g_hash_table_unref (self->tails);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
_vmistate_log_lookout_watch (VmistateLogLookout *self, const char *folder)
{
  g_mutex_lock (&self->mutex);
  if (self->inotify >= 0)
    {
      int watch = inotify_add_watch (self->inotify, folder, EVENTS | IN_ONLYDIR);

      if (watch >= 0)
        g_hash_table_replace (self->folders, GINT_TO_POINTER (watch), g_strdup (folder));
    }
  g_mutex_unlock (&self->mutex);
}

void
_vmistate_log_lookout_add (VmistateLogLookout *self, VmistateLogTail *tail)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_insert (self->tails, tail->chain.path, tail);
  g_mutex_unlock (&self->mutex);
}
