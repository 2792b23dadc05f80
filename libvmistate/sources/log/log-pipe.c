/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A log that comes through a file descriptor. */

/* For the size of a pipe. */
#define _GNU_SOURCE

#include "config.h"

#include "log-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

/* What fits into a pipe: reading it now and then must not keep its writer waiting. */
#define PIPE_BYTES (1024 * 1024)

#define CHUNK (16 * 1024)
typedef struct
{
  VmistateLogReader parent;
  const VmistateLogContext *context; /* (not owned) */
  VmistateLogStream *stream;         /* (owned) */
  int fd;                            /* (owned) -1 behind its end */
  gboolean is_live;                  /* that was told */
} Pipe;

static void
end (Pipe *self, const char *why)
{
  close (self->fd);
  self->fd = -1;
  _vmistate_log_stream_break (self->stream);
  _vmistate_log_context_report (self->context, why);
}

/* It belongs to others too: whether it can be read without waiting is asked, not set. */
static gboolean
is_readable (Pipe *self)
{
  struct pollfd poll_fd = { .fd = self->fd, .events = POLLIN };

  return self->fd >= 0 && poll (&poll_fd, 1, /* timeout= */ 0) > 0;
}

static gboolean
pipe_read (VmistateLogReader *reader)
{
  Pipe *self = (Pipe *) reader;
  char data[CHUNK];
  gsize n_read = 0;

  if (!self->is_live)
    _vmistate_log_context_report (self->context, /* lost= */ NULL);
  self->is_live = TRUE;
  while (n_read < VMISTATE_LOG_MAX_AT_ONCE && !_vmistate_log_context_is_full (self->context)
         && is_readable (self))
    {
      ssize_t n = read (self->fd, data, CHUNK);

      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        break;
      if (n > 0)
        _vmistate_log_stream_feed (self->stream, data, (gsize) n);
      else
        end (self, n == 0 ? "the input has ended" : g_strerror (errno));
      n_read += (gsize) MAX (n, 0);
    }
  _vmistate_log_stream_settle (self->stream);
  return n_read >= VMISTATE_LOG_MAX_AT_ONCE;
}

static int
pipe_get_fd (VmistateLogReader *reader)
{
  return ((Pipe *) reader)->fd;
}

static void
pipe_free (VmistateLogReader *reader)
{
  Pipe *self = (Pipe *) reader;

  if (self->fd >= 0)
    close (self->fd);
  _vmistate_log_stream_free (self->stream);
  g_free (self);
}

VmistateLogReader *
_vmistate_log_pipe_new (const VmistateLogContext *context, int fd, const char *namespace_,
                        const char *name)
{
  static const VmistateLogReaderFuncs funcs = { pipe_read, pipe_get_fd, pipe_free };
  Pipe *self = g_new0 (Pipe, 1);

  self->parent.funcs = &funcs;
  self->context = context;
  self->stream = _vmistate_log_stream_new (context, "-", namespace_, name);
  self->fd = fd;
  fcntl (fd, F_SETPIPE_SZ, PIPE_BYTES);
  return &self->parent;
}
