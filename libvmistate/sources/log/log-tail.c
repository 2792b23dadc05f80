/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For what POSIX does not have: holes in files, searching backwards. */
#define _GNU_SOURCE

#include "config.h"

#include "log-tail.h"

#include "log-begin.h"
#include "log-reader.h"
#include "log-rotation.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (64 * 1024)

/* So long after something was read the file is kept open. */
#define REST_USEC (60 * G_USEC_PER_SEC)

VmistateLogTail *
_vmistate_log_tail_new (const char *path, VmistateLogStream *stream, gboolean is_old)
{
  VmistateLogTail *self = g_new0 (VmistateLogTail, 1);

  self->path = g_strdup (path);
  self->stream = stream;
  self->fd = -1;
  self->is_old = is_old;
  return self;
}

static void
close_file (VmistateLogTail *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/* A file that was always at rest is not kept open at all. */
void
_vmistate_log_tail_rest (VmistateLogTail *self)
{
  if (self->read_at == 0 || g_get_monotonic_time () - self->read_at > REST_USEC)
    close_file (self);
}

void
_vmistate_log_tail_free (VmistateLogTail *self)
{
  close_file (self);
  _vmistate_log_stream_free (self->stream);
  g_free (self->path);
  g_free (self);
}

/* Reading one file */

static void
remember (VmistateLogTail *self, const char *data, gsize length)
{
  gsize n = MIN (length, VMISTATE_LOG_N_LAST);

  memcpy (self->last, data + length - n, n);
  self->n_last = (guint) n;
}

static void
go_to (VmistateLogTail *self, off_t offset)
{
  self->offset = offset;
  self->n_last = 0;
}

static gboolean
is_truncated (VmistateLogTail *self)
{
  char now[VMISTATE_LOG_N_LAST];

  if (self->n_last == 0)
    return self->info.st_size < self->offset;
  return pread (self->fd, now, self->n_last, self->offset - self->n_last) != (ssize_t) self->n_last
         || memcmp (now, self->last, self->n_last) != 0;
}

/* Whoever writes on behind a truncation without noticing leaves a hole, in which nothing is. How
 * long the file was a moment ago does not count: it may just have been truncated.
 * Returns: whether there is anything behind it */
static gboolean
skip_hole (VmistateLogTail *self)
{
  off_t data = lseek (self->fd, self->offset, SEEK_DATA);

  if (data < 0)
    return errno != ENXIO;
  if (data > self->offset)
    go_to (self, data);
  return TRUE;
}

/* @until: not further than this
 * @budget: (inout): how much may be read
 * Returns: FALSE if there is more */
static gboolean
read_up_to (VmistateLogTail *self, off_t until, gsize *budget)
{
  char data[CHUNK];

  while (self->offset < until)
    {
      gsize wanted = (gsize) MIN (until - self->offset, (off_t) MIN (*budget, CHUNK));
      ssize_t n = wanted > 0 ? pread (self->fd, data, wanted, self->offset) : 0;

      if (wanted == 0)
        return FALSE;
      if (n <= 0)
        return TRUE;
      _vmistate_log_stream_feed (self->stream, data, (gsize) n);
      remember (self, data, (gsize) n);
      self->read_at = g_get_monotonic_time ();
      self->offset += n;
      *budget -= (gsize) n;
    }
  return TRUE;
}

static gboolean
read_rest (VmistateLogTail *self, gsize *budget)
{
  if (fstat (self->fd, &self->info) != 0)
    return TRUE;
  if (is_truncated (self))
    {
      _vmistate_log_stream_break (self->stream);
      go_to (self, 0);
      if (fstat (self->fd, &self->info) != 0)
        return TRUE;
    }
  return !skip_hole (self) || read_up_to (self, self->info.st_size, budget);
}

/* From file to file */

static gboolean
take (VmistateLogTail *self, int fd)
{
  struct stat info;

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      close (fd);
      return FALSE;
    }
  close_file (self);
  self->fd = fd;
  self->info = info;
  self->known = TRUE;
  self->was_refused = FALSE;
  go_to (self, 0);
  return TRUE;
}

static void
tell_refusal (VmistateLogTail *self, int error)
{
  g_autofree char *why = NULL;

  if (self->was_refused || error == ENOENT || error == EMFILE || error == ENFILE)
    return;
  self->was_refused = TRUE;
  why = g_strdup_printf ("the log cannot be read: %s", g_strerror (error));
  _vmistate_log_stream_tell_missing (self->stream, why);
}

static void
read_old (VmistateLogTail *self)
{
  gsize budget = VMISTATE_LOG_MAX_AT_ONCE;

  go_to (self, _vmistate_log_find_begin (self->fd, self->info.st_size));
  self->stream->after_gap = TRUE;
  read_up_to (self, self->info.st_size, &budget);
  self->stream->after_gap = FALSE;
  self->is_old = FALSE;
  self->read_at = 0;
}

static gboolean
open_first (VmistateLogTail *self)
{
  int fd = _vmistate_log_open (self->path);

  if (fd < 0)
    tell_refusal (self, errno);
  if (fd < 0 || !take (self, fd))
    return FALSE;
  if (self->is_old)
    read_old (self);
  return TRUE;
}

static gboolean
open_again (VmistateLogTail *self)
{
  self->fd = _vmistate_log_reopen (self->path, &self->info);
  return self->fd >= 0;
}

static gboolean
ensure_open (VmistateLogTail *self)
{
  if (self->fd >= 0 || (self->known && open_again (self)))
    return TRUE;
  if (!self->known)
    return open_first (self);
  /* It has gone while it rested, and was read to its end before. */
  _vmistate_log_stream_break (self->stream);
  return open_first (self);
}

static gboolean
is_renamed (VmistateLogTail *self)
{
  struct stat info;

  return stat (self->path, &info) != 0 || !_vmistate_log_is_same_file (&info, &self->info);
}

static gboolean
go_on (VmistateLogTail *self)
{
  int fd = -1;
  VmistateLogNext next = _vmistate_log_open_next (self->path, self->fd, &fd);

  if (next == VMISTATE_LOG_NEXT_NONE)
    return FALSE;
  /* A line may begin in one file and end in the next. */
  if (next != VMISTATE_LOG_NEXT_FOLLOWS)
    _vmistate_log_stream_break (self->stream);
  if (next == VMISTATE_LOG_NEXT_SKIPS)
    _vmistate_log_stream_tell_missing (self->stream,
                                       "the log was renamed so often that lines may be missing");
  return take (self, fd);
}

static gboolean
is_asleep (VmistateLogTail *self)
{
  struct stat info;

  return self->fd < 0 && self->known && stat (self->path, &info) == 0
         && _vmistate_log_is_same_file (&info, &self->info) && info.st_size == self->offset;
}

gboolean
_vmistate_log_tail_read (VmistateLogTail *self)
{
  gsize budget = VMISTATE_LOG_MAX_AT_ONCE;

  if (is_asleep (self) || !ensure_open (self))
    return FALSE;
  do
    {
      if (!read_rest (self, &budget))
        return TRUE;
      if (!is_renamed (self))
        return FALSE;
      /* What was written between reading and renaming. */
      if (!read_rest (self, &budget))
        return TRUE;
    }
  while (go_on (self));
  return FALSE;
}
