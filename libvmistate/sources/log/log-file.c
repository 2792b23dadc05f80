/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For statx(): when a file was made. */
#define _GNU_SOURCE

#include "config.h"

#include "log-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
_vmistate_log_is_same (const VmistateLogIdentity *a, const VmistateLogIdentity *b)
{
  return a->inode == b->inode && a->device == b->device && a->born_usec == b->born_usec;
}

/* @path: relative to @fd, which it is itself if it is empty */
static gboolean
look (int fd, const char *path, VmistateLogIdentity *identity, off_t *size)
{
  struct statx info;

  if (statx (fd, path, *path == '\0' ? AT_EMPTY_PATH : 0, STATX_BASIC_STATS | STATX_BTIME, &info)
          != 0
      || !S_ISREG (info.stx_mode))
    return FALSE;
  *identity = (VmistateLogIdentity){
    .device = ((guint64) info.stx_dev_major << 32) | info.stx_dev_minor,
    .inode = info.stx_ino,
  };
  if (info.stx_mask & STATX_BTIME)
    identity->born_usec =
        info.stx_btime.tv_sec * G_USEC_PER_SEC + (gint64) info.stx_btime.tv_nsec / 1000;
  if (size != NULL)
    *size = (off_t) info.stx_size;
  return TRUE;
}

gboolean
_vmistate_log_identify (const char *path, VmistateLogIdentity *identity, off_t *size)
{
  return look (AT_FDCWD, path, identity, size);
}

/* Files that wait to be read must not take the descriptors that the program needs. */
static gboolean
is_too_many (int fd)
{
  struct rlimit limit;

  return getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY
         && (rlim_t) fd > limit.rlim_cur / 2;
}

VmistateLogFile *
_vmistate_log_file_open (const char *path)
{
  g_autoptr (VmistateLogFile) self = g_new0 (VmistateLogFile, 1);

  g_queue_init (&self->copies);
  /* What has the name of a log may be a pipe that nobody writes to. */
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (self->fd < 0)
    return NULL;
  if (is_too_many (self->fd))
    {
      errno = EMFILE;
      return NULL;
    }
  if (!look (self->fd, "", &self->identity, /* size= */ NULL))
    {
      errno = ENOENT;
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
_vmistate_log_file_free_all (GQueue *files)
{
  g_queue_clear_full (files, (GDestroyNotify) _vmistate_log_file_free);
}

void
_vmistate_log_file_free (VmistateLogFile *self)
{
  int error = errno;

  if (self->fd >= 0)
    close (self->fd);
  _vmistate_log_file_free_all (&self->copies);
  g_free (self);
  errno = error;
}

off_t
_vmistate_log_file_get_size (const VmistateLogFile *self)
{
  struct stat info;

  return fstat (self->fd, &info) == 0 ? info.st_size : 0;
}

gboolean
_vmistate_log_file_is_removed (const VmistateLogFile *self)
{
  struct stat info;

  return self->fd < 0 || fstat (self->fd, &info) != 0 || info.st_nlink == 0;
}

/* Fowler, Noll and Vo's hash, version 1a: of what a moment ago was read, so that nobody has
 * anything of finding another text with the same one. */
#define FNV_BEGIN  G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_FACTOR G_GUINT64_CONSTANT (0x100000001b3)

VmistateLogMark
_vmistate_log_mark (const char *text, gsize length)
{
  VmistateLogMark self = { .hash = FNV_BEGIN,
                           .length = (guint) MIN (length, VMISTATE_LOG_MARK_BYTES) };

  for (const char *at = text + length - self.length; at < text + length; at++)
    self.hash = (self.hash ^ (guchar) *at) * FNV_FACTOR;
  return self;
}

gboolean
_vmistate_log_mark_is_at (const VmistateLogMark *self, int fd, off_t at, char *before)
{
  char *text = before + VMISTATE_LOG_MARK_BYTES - self->length;

  return at >= (off_t) self->length
         && pread (fd, text, self->length, at - (off_t) self->length) == (ssize_t) self->length
         && _vmistate_log_mark (text, self->length).hash == self->hash;
}
