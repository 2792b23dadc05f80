/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For what POSIX does not have: holes in files. */
#define _GNU_SOURCE

#include "config.h"

#include "log-tail.h"

#include "log-begin.h"
#include "log-reader.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Between two of these is looked for files that have come, which takes less time than the lines. */
#define CHUNK (16 * 1024)

/* So long after something was read the file is kept open. */
#define REST_USEC (60 * G_USEC_PER_SEC)

/* What was read, and before it room for what stands there. */
typedef struct
{
  char before[VMISTATE_LOG_MARK_BYTES];
  char data[CHUNK];
  gsize n;
} Chunk;
G_STATIC_ASSERT (G_STRUCT_OFFSET (Chunk, data) == VMISTATE_LOG_MARK_BYTES);

VmistateLogTail *
_vmistate_log_tail_new (const char *path, VmistateLogStream *stream, gboolean is_old)
{
  VmistateLogTail *self = g_new0 (VmistateLogTail, 1);

  _vmistate_log_chain_init (&self->chain, path);
  self->stream = stream;
  self->is_old = is_old;
  self->since_usec = is_old ? G_MAXINT64 : stream->context->since_usec;
  return self;
}

void
_vmistate_log_tail_free (VmistateLogTail *self)
{
  g_clear_pointer (&self->copy, _vmistate_log_file_free);
  _vmistate_log_chain_clear (&self->chain);
  _vmistate_log_stream_free (self->stream);
  g_free (self);
}

static VmistateLogFile *
get_oldest (const VmistateLogTail *self)
{
  return self->chain.files.head != NULL ? self->chain.files.head->data : NULL;
}

/* A file that was always at rest is not kept open at all. */
void
_vmistate_log_tail_rest (VmistateLogTail *self)
{
  const VmistateLogFile *oldest = get_oldest (self);

  if (oldest == NULL || oldest->fd < 0 || self->copy != NULL
      || (self->read_at != 0 && g_get_monotonic_time () - self->read_at <= REST_USEC))
    return;
  _vmistate_log_chain_rest (&self->chain);
}

static void
look (VmistateLogTail *self)
{
  _vmistate_log_chain_look (&self->chain);
  _vmistate_log_chain_take (&self->chain);
}

/* Reading one file */

static void
go_to (VmistateLogTail *self, off_t offset)
{
  self->offset = offset;
  self->mark = (VmistateLogMark){ 0 };
  self->old_until = 0;
}

/* Whoever writes on behind a truncation without noticing leaves a hole, in which nothing is. How
 * long the file was a moment ago does not count: it may just have been truncated.
 * Returns: where there is anything, or -1 */
static off_t
skip_hole (int fd, off_t offset)
{
  off_t data = lseek (fd, offset, SEEK_DATA);

  return data < 0 && errno != ENXIO ? offset : data;
}

static gsize
read_at (int fd, char *data, gsize length, off_t offset)
{
  ssize_t n = offset >= 0 ? pread (fd, data, length, offset) : 0;

  return n > 0 ? (gsize) n : 0;
}

static void
feed (VmistateLogTail *self, const char *data, gsize n)
{
  gboolean is_old = self->old_until > 0;

  while (self->is_rewound && n > 0 && *data == '\0')
    {
      data++;
      n--;
    }
  if (n == 0)
    return;
  self->is_rewound = FALSE;
  self->read_at = is_old ? 0 : g_get_monotonic_time ();
  self->stream->after_gap = is_old;
  _vmistate_log_stream_feed (self->stream, data, n);
  self->stream->after_gap = FALSE;
  if (self->offset >= self->old_until)
    self->old_until = 0;
}

/* Nothing is written to it any more when it is known to be a copy. */
static void
read_copy (VmistateLogTail *self, Chunk *chunk)
{
  off_t at = skip_hole (self->copy->fd, self->copy_offset);

  chunk->n = read_at (self->copy->fd, chunk->data, CHUNK, at);
  self->copy_offset = at + (off_t) chunk->n;
  if (chunk->n > 0)
    return;
  g_clear_pointer (&self->copy, _vmistate_log_file_free);
  self->is_rewound = TRUE;
}

/* Of several copies all but the youngest are whole, so that there was nothing more. */
static VmistateLogFile *
get_copy (VmistateLogTail *self, VmistateLogFile *file)
{
  while (file->copies.length > 1 && self->mark.length == 0
         && _vmistate_log_file_get_size (file->copies.head->data) <= self->offset)
    _vmistate_log_file_free (g_queue_pop_head (&file->copies));
  return g_queue_peek_head (&file->copies);
}

/* A copy is made before the file is truncated. If nothing of the file was read before, then what
 * was read of it now must be in its oldest copy too, and there cannot be another one.
 * Returns: whether the file was truncated, as far as its copies tell */
static gboolean
is_past_copy (VmistateLogTail *self, VmistateLogFile *file, const Chunk *chunk, off_t at)
{
  VmistateLogFile *copy = get_copy (self, file);
  off_t size = copy != NULL ? _vmistate_log_file_get_size (copy) : 0;
  char there[CHUNK];

  if (size <= self->offset)
    return FALSE;
  if (self->mark.length > 0)
    return _vmistate_log_mark_is_at (&self->mark, copy->fd, self->offset, there)
           && _vmistate_log_file_get_size (file) < size;
  return file->copies.length > 1
         || memcmp (there, chunk->data, read_at (copy->fd, there, chunk->n, at)) != 0
         || _vmistate_log_file_get_size (file) < size;
}

/* Asked when something was read: if what stood before it stands there still, nothing was truncated
 * until then. */
static gboolean
is_truncated (VmistateLogTail *self, VmistateLogFile *file, Chunk *chunk, off_t at)
{
  if (_vmistate_log_file_get_size (file) < self->offset)
    return TRUE;
  if (self->mark.length == 0)
    look (self);
  else if (!_vmistate_log_mark_is_at (&self->mark, file->fd, self->offset, chunk->before))
    return TRUE;
  return is_past_copy (self, file, chunk, at);
}

static void
tell_gap (VmistateLogTail *self, const char *why)
{
  _vmistate_log_stream_break (self->stream);
  _vmistate_log_stream_tell_missing (self->stream, why);
}

#define OVERTAKEN "the log was rotated so often that lines may be missing"
#define NO_COPY   "the log was truncated, and no copy has the end of it: lines may be missing"

static void
go_on_in_copy (VmistateLogTail *self, VmistateLogFile *file)
{
  gboolean was_at_begin = self->offset == 0;

  look (self);
  self->copy = _vmistate_log_chain_take_copy (&self->chain, self->offset, &self->mark);
  self->copy_offset = self->offset;
  go_to (self, 0);
  if (self->copy != NULL)
    {
      if (was_at_begin && self->copy->is_after_gap)
        tell_gap (self, OVERTAKEN);
      return;
    }
  self->is_rewound = TRUE;
  tell_gap (self, NO_COPY);
  if (file->copies.length > 0)
    ((VmistateLogFile *) file->copies.head->data)->is_after_gap = FALSE;
}

/* What was just read was written before anything that is copied later. */
static void
forget_copies (VmistateLogFile *file)
{
  while (file->copies.length > 1)
    _vmistate_log_file_free (g_queue_pop_head (&file->copies));
}

/* Returns: whether there was anything, or there is a copy to read first */
static gboolean
read_file (VmistateLogTail *self, VmistateLogFile *file, Chunk *chunk)
{
  off_t at = skip_hole (file->fd, self->offset);
  gsize wanted = at < self->old_until ? (gsize) MIN (self->old_until - at, (off_t) CHUNK) : CHUNK;
  gsize n_before = at == self->offset ? self->mark.length : 0;

  chunk->n = read_at (file->fd, chunk->data, wanted, at);
  if (is_truncated (self, file, chunk, at))
    {
      chunk->n = 0;
      go_on_in_copy (self, file);
      return TRUE;
    }
  if (chunk->n == 0)
    return FALSE;
  forget_copies (file);
  self->mark = _vmistate_log_mark (chunk->data - n_before, n_before + chunk->n);
  self->offset = at + (off_t) chunk->n;
  return TRUE;
}

/* From file to file */

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

static gboolean
open_first (VmistateLogTail *self)
{
  const VmistateLogFile *file;

  if (!_vmistate_log_chain_begin (&self->chain, self->since_usec))
    {
      tell_refusal (self, errno);
      return FALSE;
    }
  self->was_refused = FALSE;
  go_to (self, 0);
  if (!self->is_old)
    return TRUE;
  file = get_oldest (self);
  self->is_old = FALSE;
  self->old_until = _vmistate_log_file_get_size (file);
  self->offset = _vmistate_log_find_begin (file->fd, self->old_until);
  return TRUE;
}

/* The next file has been begun, or there is another one behind it: whoever writes may not have
 * noticed yet that there is a new one. */
static gboolean
is_followed (const VmistateLogTail *self)
{
  const GList *next = self->chain.files.head->next;

  return next != NULL && (next->next != NULL || _vmistate_log_file_get_size (next->data) > 0);
}

static void
go_on (VmistateLogTail *self)
{
  const VmistateLogFile *next;

  _vmistate_log_file_free (g_queue_pop_head (&self->chain.files));
  next = get_oldest (self);
  if (next->is_after_gap)
    tell_gap (self, OVERTAKEN);
  go_to (self, 0);
}

static gboolean
ensure_open (VmistateLogTail *self)
{
  VmistateLogFile *oldest = get_oldest (self);

  if (oldest == NULL)
    return open_first (self);
  if (oldest->fd >= 0)
    return TRUE;
  look (self);
  if (_vmistate_log_chain_reopen (&self->chain))
    return TRUE;
  if (self->chain.files.length < 2)
    return FALSE;
  /* It has gone while it rested, and was read to its end before. */
  _vmistate_log_stream_break (self->stream);
  go_on (self);
  return TRUE;
}

static gboolean
is_asleep (VmistateLogTail *self)
{
  VmistateLogFile *oldest = get_oldest (self);
  VmistateLogIdentity identity;
  off_t size;

  return oldest != NULL && oldest->fd < 0 && !_vmistate_log_chain_has_incoming (&self->chain)
         && _vmistate_log_identify (self->chain.path, &identity, &size)
         && _vmistate_log_is_same (&identity, &oldest->identity) && size == self->offset;
}

/* Returns: whether there may be more */
static gboolean
read_chunk (VmistateLogTail *self, Chunk *chunk)
{
  gboolean is_over;

  if ((get_oldest (self) != NULL && is_asleep (self)) || !ensure_open (self))
    return FALSE;
  _vmistate_log_chain_take (&self->chain);
  if (self->copy != NULL)
    {
      read_copy (self, chunk);
      return TRUE;
    }
  is_over = is_followed (self);
  if (read_file (self, get_oldest (self), chunk))
    return TRUE;
  if (is_over)
    {
      go_on (self);
      return TRUE;
    }
  _vmistate_log_chain_glance (&self->chain);
  return _vmistate_log_chain_take (&self->chain);
}

/* What was there before is read to its end. */
static gboolean
is_enough (VmistateLogTail *self, gsize n_read)
{
  if (_vmistate_log_context_is_full (self->stream->context))
    return TRUE;
  return n_read >= VMISTATE_LOG_MAX_AT_ONCE && self->old_until == 0;
}

gboolean
_vmistate_log_tail_read (VmistateLogTail *self)
{
  for (gsize n_read = 0; !is_enough (self, n_read); n_read += CHUNK)
    {
      Chunk chunk;

      chunk.n = 0;

      if (!read_chunk (self, &chunk))
        return FALSE;
      feed (self, chunk.data, chunk.n);
    }
  return TRUE;
}
