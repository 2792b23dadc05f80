/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The journal, through journalctl: its library would be one more thing to need, and journalctl
 * knows where the journal is and may be let in where this program is not. */

#include "config.h"

#include "log-reader.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib-unix.h>

#define CHUNK          (16 * 1024)
#define MIN_PAUSE_USEC G_USEC_PER_SEC
#define MAX_PAUSE_USEC (64 * G_USEC_PER_SEC)
/* If it lives so long it did not fail to start. */
#define TRUSTED_USEC (60 * G_USEC_PER_SEC)
/* One that says nothing has found a journal if it has not given up by then. */
#define ACCEPTED_USEC G_USEC_PER_SEC

typedef struct
{
  VmistateLogReader parent;
  const VmistateLogContext *context; /* (not owned) */
  VmistateLogStream *stream;         /* (owned) */
  char **arguments;                  /* (owned) */
  GPid pid;                          /* 0 while it does not run */
  int fd;                            /* (owned) what it writes, or -1 */
  gint64 begun_at;                   /* monotonic, when it was started */
  gint64 pause_usec;                 /* before it is started again */
  gint64 next_at;                    /* monotonic, when it is */
  gboolean is_live;                  /* that was told */
  gboolean was_live;                 /* it wrote before: lines may be missing */
  gboolean is_lost;                  /* that was told */
} Journalctl;

static void
tell_live (Journalctl *self)
{
  if (self->is_live)
    return;
  self->is_live = TRUE;
  self->is_lost = FALSE;
  _vmistate_log_context_report (self->context, /* lost= */ NULL);
  if (self->was_live)
    _vmistate_log_stream_tell_missing (self->stream,
                                       "journalctl was started again: lines may be missing");
  self->was_live = TRUE;
}

static void
fail (Journalctl *self, const char *why)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->is_lost)
    _vmistate_log_context_report (self->context, why);
  self->is_lost = TRUE;
  self->is_live = FALSE;
  if (self->begun_at != 0 && now - self->begun_at > TRUSTED_USEC)
    self->pause_usec = 0;
  self->pause_usec = CLAMP (2 * self->pause_usec, MIN_PAUSE_USEC, MAX_PAUSE_USEC);
  self->next_at = now + self->pause_usec;
}

/* Nothing that it does can keep it from ending. */
static int
reap (Journalctl *self)
{
  int status = 0;

  close (self->fd);
  self->fd = -1;
  kill (self->pid, SIGKILL);
  while (waitpid (self->pid, &status, /* options= */ 0) < 0 && errno == EINTR)
    ;
  self->pid = 0;
  return status;
}

static void
run (Journalctl *self)
{
  g_autoptr (GError) error = NULL;

  self->begun_at = 0;
  if (!g_spawn_async_with_pipes (/* working_directory= */ NULL, self->arguments, /* envp= */ NULL,
                                 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD
                                     | G_SPAWN_STDERR_TO_DEV_NULL,
                                 /* child_setup= */ NULL, /* user_data= */ NULL, &self->pid,
                                 /* standard_input= */ NULL, &self->fd,
                                 /* standard_error= */ NULL, &error))
    {
      self->pid = 0;
      self->fd = -1;
      fail (self, error->message);
      return;
    }
  self->begun_at = g_get_monotonic_time ();
  g_unix_set_fd_nonblocking (self->fd, /* nonblock= */ TRUE, NULL);
}

static void
end (Journalctl *self)
{
  int status = reap (self);
  g_autofree char *why =
      WIFEXITED (status) ? g_strdup_printf ("journalctl ended with status %d", WEXITSTATUS (status))
                         : g_strdup ("journalctl was ended");

  _vmistate_log_stream_break (self->stream);
  fail (self, why);
}

static gboolean
journalctl_read (VmistateLogReader *reader)
{
  Journalctl *self = (Journalctl *) reader;
  char data[CHUNK];
  gint64 now = g_get_monotonic_time ();
  gsize n_read = 0;

  if (self->pid == 0 && now >= self->next_at)
    run (self);
  while (self->pid != 0 && n_read < VMISTATE_LOG_MAX_AT_ONCE
         && !_vmistate_log_context_is_full (self->context))
    {
      ssize_t n = read (self->fd, data, CHUNK);

      if (n < 0 && (errno == EAGAIN || errno == EINTR))
        break;
      if (n <= 0)
        {
          end (self);
          break;
        }
      tell_live (self);
      _vmistate_log_stream_feed (self->stream, data, (gsize) n);
      n_read += (gsize) n;
    }
  if (self->pid != 0 && now - self->begun_at > ACCEPTED_USEC)
    tell_live (self);
  _vmistate_log_stream_settle (self->stream);
  return n_read >= VMISTATE_LOG_MAX_AT_ONCE;
}

static int
journalctl_get_fd (VmistateLogReader *reader)
{
  return ((Journalctl *) reader)->fd;
}

static void
journalctl_free (VmistateLogReader *reader)
{
  Journalctl *self = (Journalctl *) reader;

  if (self->pid != 0)
    reap (self);
  _vmistate_log_stream_free (self->stream);
  g_strfreev (self->arguments);
  g_free (self);
}

VmistateLogReader *
_vmistate_log_journalctl_new (const VmistateLogContext *context, const char *const *units)
{
  static const VmistateLogReaderFuncs funcs = { journalctl_read, journalctl_get_fd,
                                                journalctl_free };
  Journalctl *self = g_new0 (Journalctl, 1);
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_autofree char *origin = g_strjoinv (",", (char **) units);

  g_strv_builder_add_many (arguments, "journalctl", "--output=json", "--follow", "--lines=0",
                           "--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_PID", NULL);
  for (guint i = 0; units[i] != NULL; i++)
    {
      g_autofree char *argument = g_strconcat ("--unit=", units[i], NULL);

      g_strv_builder_add (arguments, argument);
    }
  self->parent.funcs = &funcs;
  self->context = context;
  self->arguments = g_strv_builder_end (arguments);
  self->stream = _vmistate_log_stream_new_for_journal (context, origin);
  self->fd = -1;
  return &self->parent;
}
