/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What tests/bench/logs.py runs, each as a process of its own:
 *
 *   logs follow DIRECTORY              a monitor with a log source without a rate limit
 *   logs count                         the same of what comes through the standard input
 *   logs write FILE HOW LINES TIMES RATE
 *                                      "line N …", rotated so often; HOW: rename, truncate; at
 *                                      most RATE lines per second, or 0: as fast as it can
 *   logs flood FILE WHAT               1 GiB of WHAT: line, rubbish; or 3 million lines: lines
 *
 * The last line is "end". `follow` and `count` end with it, or with the input of `follow`, and
 * print what they saw as JSON. */

#define _GNU_SOURCE

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>

#include <vmistate/vmistate.h>

#include "model/fact.h"
#include "model/payloads-log.h"

#define LINE_BYTES  64
#define FLOOD_BYTES (G_GUINT64_CONSTANT (1) << 30)
#define FLOOD_LINES 3000000
#define BLOCK       (1 << 20)
#define N_COPIES    4
#define N_BACKUPS   3

/* Lines come in handfuls, as those of QEMU do. */
#define PACES_PER_SECOND 500

/* Seeing */

typedef struct
{
  GMainLoop *loop; /* (nullable) */
  guint64 n_lines;
  guint64 n_lost;
  guint64 n_twice; /* or not in order */
  guint64 n_gaps;
  guint64 n_silent; /* of those lost: between two lines without a GAP between them */
  guint64 next;     /* number of the line that is to come */
  gboolean gap;     /* one came after the last line */
} Seen;

static gboolean
see (Seen *self, const char *text)
{
  guint64 number;

  if (strcmp (text, "end") == 0)
    return FALSE;
  if (sscanf (text, "line %" G_GUINT64_FORMAT, &number) != 1)
    return TRUE;
  self->n_lines++;
  if (number < self->next)
    {
      self->n_twice++;
      return TRUE;
    }
  self->n_lost += number - self->next;
  if (!self->gap)
    self->n_silent += number - self->next;
  self->next = number + 1;
  self->gap = FALSE;
  return TRUE;
}

static long
get_memory (const char *what)
{
  g_autofree char *text = NULL;
  const char *at;

  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  at = strstr (text, what);
  return at != NULL ? strtol (at + strlen (what), NULL, 10) : 0;
}

static void
print_seen (const Seen *self, long before_kib)
{
  printf ("{\"lines\":%" G_GUINT64_FORMAT ",\"lost\":%" G_GUINT64_FORMAT
          ",\"twice\":%" G_GUINT64_FORMAT ",\"gaps\":%" G_GUINT64_FORMAT
          ",\"silent\":%" G_GUINT64_FORMAT ",\"growthKib\":%ld}\n",
          self->n_lines, self->n_lost, self->n_twice, self->n_gaps, self->n_silent,
          get_memory ("VmHWM:") - before_kib);
}

static void
event_cb (VmistateMonitor *monitor G_GNUC_UNUSED, VmistateFact *fact, gpointer user_data)
{
  Seen *self = user_data;
  gpointer record = _vmistate_fact_get_payload (fact);

  if (vmistate_fact_get_kind (fact) != VMISTATE_FACT_KIND_LOG)
    return;
  if (_vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_GAP))
    {
      self->n_gaps++;
      self->gap = TRUE;
      return;
    }
  if (!see (self, _vmistate_record_get_string (record, LOG_LINE_TEXT)))
    g_main_loop_quit (self->loop);
}

static gboolean
input_cb (GObject *stream G_GNUC_UNUSED, gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
done_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result G_GNUC_UNUSED, gpointer user_data)
{
  g_main_loop_quit (user_data);
}

static int
follow (const char *directory)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (VmistateMonitor) monitor = vmistate_monitor_new ();
  g_autoptr (VmistateLogSource) source = vmistate_log_source_new (directory);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, /* close_fd= */ FALSE);
  g_autoptr (GSource) ended =
      g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (input), NULL);
  Seen seen = { .loop = loop };
  long before_kib;

  vmistate_log_source_set_lines_per_second (source, 0);
  vmistate_monitor_add_source (monitor, VMISTATE_SOURCE (source), NULL);
  g_signal_connect (monitor, "event", G_CALLBACK (event_cb), &seen);
  vmistate_monitor_start_async (monitor, NULL, done_cb, loop);
  g_main_loop_run (loop);
  g_source_set_callback (ended, G_SOURCE_FUNC (input_cb), loop, NULL);
  g_source_attach (ended, NULL);
  puts ("{}");
  fflush (stdout);
  before_kib = get_memory ("VmRSS:");
  g_main_loop_run (loop);
  print_seen (&seen, before_kib);
  vmistate_monitor_stop_async (monitor, NULL, done_cb, loop);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}

static int
count (void)
{
  g_autofree char *line = g_malloc (2 * LINE_BYTES);
  Seen seen = { 0 };

  while (fgets (line, 2 * LINE_BYTES, stdin) != NULL && see (&seen, g_strchomp (line)))
    ;
  print_seen (&seen, 0);
  return EXIT_SUCCESS;
}

/* Writing */

typedef struct
{
  const char *path;
  int fd;
} Log;

static void
open_log (Log *self)
{
  self->fd = open (self->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, text, length);

      if (n <= 0)
        exit (EXIT_FAILURE);
      text += n;
      length -= (gsize) n;
    }
}

static void
move_up (const Log *self, int from)
{
  g_autofree char *older = g_strdup_printf ("%s.%d", self->path, from + 1);
  g_autofree char *name = g_strdup_printf ("%s.%d", self->path, from);

  rename (name, older);
}

/* As virtlogd does it */
static void
rotate_by_renaming (Log *self)
{
  g_autofree char *first = g_strconcat (self->path, ".0", NULL);

  for (int i = N_BACKUPS - 2; i >= 0; i--)
    move_up (self, i);
  close (self->fd);
  rename (self->path, first);
  open_log (self);
}

/* As logrotate does it, but nothing is written between the copy and the truncation. */
static void
rotate_by_truncating (Log *self)
{
  g_autofree char *first = g_strconcat (self->path, ".1", NULL);
  int from = open (self->path, O_RDONLY | O_CLOEXEC);
  int to;

  for (int i = N_COPIES - 1; i >= 1; i--)
    move_up (self, i);
  to = open (first, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  while (copy_file_range (from, NULL, to, NULL, BLOCK, 0) > 0)
    ;
  close (from);
  close (to);
  if (ftruncate (self->fd, 0) != 0)
    exit (EXIT_FAILURE);
}

/* How fast lines come. Who was held up does not hurry afterwards: that would be another load. */
typedef struct
{
  guint64 rate; /* lines per second; 0: any */
  gint64 due;   /* monotonic, in microseconds: when the next few may be written */
} Pace;

static void
keep_pace (Pace *self, guint64 n_written)
{
  struct timespec until;
  guint64 few = self->rate / PACES_PER_SECOND + 1;

  if (self->rate == 0 || n_written % few != 0)
    return;
  self->due =
      MAX (self->due + (gint64) (few * G_USEC_PER_SEC / self->rate), g_get_monotonic_time ());
  until = (struct timespec){ .tv_sec = self->due / G_USEC_PER_SEC,
                             .tv_nsec = self->due % G_USEC_PER_SEC * 1000 };
  while (clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
    ;
}

static int
write_lines (const char *path, const char *how, guint64 n_lines, guint64 n_rotations, guint64 rate)
{
  void (*rotate) (Log *) = strcmp (how, "rename") == 0 ? rotate_by_renaming : rotate_by_truncating;
  guint64 per_file = n_lines / (n_rotations + 1) + 1;
  Log log = { .path = path };
  Pace pace = { .rate = rate };

  open_log (&log);
  for (guint64 i = 0; i < n_lines; i++)
    {
      char line[LINE_BYTES + 1];
      int n = snprintf (line, sizeof line, "line %" G_GUINT64_FORMAT " ", i);

      memset (line + n, 'x', (gsize) (LINE_BYTES - n));
      line[LINE_BYTES - 1] = '\n';
      if (i > 0 && i % per_file == 0)
        rotate (&log);
      write_all (log.fd, line, LINE_BYTES);
      keep_pace (&pace, i + 1);
    }
  write_all (log.fd, "end\n", 4);
  close (log.fd);
  return EXIT_SUCCESS;
}

static int
flood (const char *path, const char *what)
{
  g_autofree char *block = g_malloc (BLOCK);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  Log log = { .path = path };

  if (strcmp (what, "lines") == 0)
    return write_lines (path, "rename", FLOOD_LINES, /* n_rotations= */ 0, /* rate= */ 0);
  open_log (&log);
  memset (block, 'x', BLOCK);
  for (guint i = 0; i < BLOCK && strcmp (what, "rubbish") == 0; i++)
    block[i] = (char) g_rand_int_range (rand, 0, 256);
  for (guint64 n = 0; n < FLOOD_BYTES; n += BLOCK)
    write_all (log.fd, block, BLOCK);
  write_all (log.fd, "\nend\n", 5);
  close (log.fd);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  struct rlimit limit;

  /* As a daemon has it */
  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = MIN (limit.rlim_max, 8192);
  setrlimit (RLIMIT_NOFILE, &limit);
  if (argc == 3 && strcmp (argv[1], "follow") == 0)
    return follow (argv[2]);
  if (argc == 2 && strcmp (argv[1], "count") == 0)
    return count ();
  if (argc == 7 && strcmp (argv[1], "write") == 0)
    return write_lines (argv[2], argv[3], g_ascii_strtoull (argv[4], NULL, 10),
                        g_ascii_strtoull (argv[5], NULL, 10), g_ascii_strtoull (argv[6], NULL, 10));
  if (argc == 4 && strcmp (argv[1], "flood") == 0)
    return flood (argv[2], argv[3]);
  return 2;
}
