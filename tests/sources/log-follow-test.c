/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Logs that are renamed, truncated, removed, huge or rubbish while they are followed. */

#define _GNU_SOURCE

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "log-rig.h"

#define START                                                                                      \
  "2018-12-06 08:06:35.409+0000: starting up libvirt version: 9.0.0, qemu version: 7.2, kernel: "  \
  "6.1, hostname: h\nLC_ALL=C \\\n/usr/bin/qemu \\\n-object secret,id=s,data=geheim\n"
#define STOP "2018-12-06 08:07:35.409+0000: shutting down, reason=crashed\n"

/* Rotation under load */

#define N_ROTATIONS     1000
#define LINES_PER_FILE  60
#define PIECE           100
#define MAX_FILES_AHEAD 1 /* three backups hold no more, if one is just being renamed */

typedef struct
{
  LogRig *rig;
  int fd;
  guint n_written; /* (atomic) lines */
} Writer;

static void
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, text, length);

      g_assert_cmpint (n, >, 0);
      text += n;
      length -= (gsize) n;
    }
}

/* So that a file is looked at while more is written to it, and renamed right behind that. */
static void
write_pieces (int fd, const char *text, gsize length)
{
  for (gsize at = 0; at < length; at += PIECE)
    write_all (fd, text + at, MIN (PIECE, length - at));
}

/* As virtlogd does it: the oldest first, then the log is begun anew. */
static void
rotate (Writer *self)
{
  for (int i = 2; i >= 0; i--)
    {
      g_autofree char *from =
          i > 0 ? g_strdup_printf ("%s.%d", self->rig->log, i - 1) : g_strdup (self->rig->log);
      g_autofree char *to = g_strdup_printf ("%s.%d", self->rig->log, i);

      if (rename (from, to) != 0)
        g_assert_cmpint (errno, ==, ENOENT);
    }
  close (self->fd);
  self->fd = open (self->rig->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  g_assert_cmpint (self->fd, >=, 0);
}

/* Now and then a line begins in one file and ends in the next. */
static gpointer
write_and_rotate (gpointer user_data)
{
  Writer *self = user_data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_ROTATIONS; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gsize split;

      for (guint j = 0; j < LINES_PER_FILE; j++)
        g_string_append_printf (text, "line %u %0*d\n", i * LINES_PER_FILE + j,
                                g_rand_int_range (rand, 1, 300), 0);
      split = i % 3 == 0 ? (gsize) g_rand_int_range (rand, 1, 20) : 0;
      write_pieces (self->fd, text->str, text->len - split);
      rotate (self);
      write_all (self->fd, text->str + text->len - split, split);
      while (log_rig_get_n_numbered (self->rig) + MAX_FILES_AHEAD * LINES_PER_FILE
             < (i + 1) * LINES_PER_FILE)
        g_usleep (1000);
    }
  return NULL;
}

static void
test_rotations (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Writer writer = { .rig = rig };
  GThread *thread;

  writer.fd = open (rig->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  g_assert_cmpint (writer.fd, >=, 0);
  log_rig_start (rig, /* lines_per_second= */ 0);
  log_rig_wait_for (rig, "LIVE");
  thread = g_thread_new ("writer", write_and_rotate, &writer);
  log_rig_wait_for_numbered (rig, N_ROTATIONS * LINES_PER_FILE);
  g_thread_join (thread);
  close (writer.fd);
  log_rig_stop (rig);
  g_assert_cmpuint (log_rig_get_n_numbered (rig), ==, N_ROTATIONS * LINES_PER_FILE);
  g_assert_cmpuint (rig->n_dropped, ==, 0);
}

/* While the program is busy */

static gboolean
is_open (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", /* flags= */ 0, NULL);
  GStatBuf wanted;
  const char *name;

  g_assert_cmpint (g_stat (path, &wanted), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = g_build_filename ("/proc/self/fd", name, NULL);
      GStatBuf info;

      if (g_stat (entry, &info) == 0 && info.st_ino == wanted.st_ino
          && info.st_dev == wanted.st_dev)
        return TRUE;
    }
  return FALSE;
}

#define BUSY_LINES 20000

static void
write_numbered (int fd, guint *n, guint n_more)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_more; i++)
    g_string_append_printf (text, "line %u\n", (*n)++);
  write_all (fd, text->str, text->len);
}

static void
wait_until_full (LogRig *rig)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (vmistate_sink_get_n_waiting (rig->sink) < 4096)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
}

/* Its own descriptor must not be taken for that of who reads. */
static void
wait_until_open (const char *path)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!is_open (path))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
}

/* Nothing is taken meanwhile: reading waits, but no file is missed. */
static void
test_busy (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  Writer writer = { .rig = rig };
  guint n = 0;

  writer.fd = open (rig->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  log_rig_start (rig, /* lines_per_second= */ 0);
  log_rig_wait_for (rig, "LIVE");
  write_numbered (writer.fd, &n, BUSY_LINES);
  wait_until_full (rig);
  for (guint i = 0; i < 20; i++)
    {
      rotate (&writer);
      write_numbered (writer.fd, &n, 10);
      close (writer.fd);
      wait_until_open (rig->log);
      writer.fd = open (rig->log, O_WRONLY | O_APPEND | O_CLOEXEC);
    }
  g_assert_cmpuint (vmistate_sink_get_n_waiting (rig->sink), <, BUSY_LINES / 2);
  log_rig_wait_for_numbered (rig, n);
  close (writer.fd);
  log_rig_stop (rig);
  g_assert_cmpuint (rig->n_dropped, ==, 0);
}

/* Truncation */

#define N_TRUNCATIONS 100

/* @data: flags of the writer; without O_APPEND it leaves a hole */
static void
test_truncations (LogRig *rig, gconstpointer data)
{
  int fd = open (rig->log, O_WRONLY | O_CREAT | O_CLOEXEC | GPOINTER_TO_INT (data), 0600);
  g_autofree char *copy = g_strconcat (rig->log, ".1", NULL);
  guint n = 0;

  log_rig_start (rig, /* lines_per_second= */ 0);
  for (guint i = 0; i < N_TRUNCATIONS; i++)
    {
      /* Sometimes more than before, so that the file is never seen to be smaller. */
      for (guint j = 0; j < 1 + (i * 7) % 40; j++)
        dprintf (fd, "line %u\n", n++);
      log_rig_wait_for_numbered (rig, n);
      log_rig_copy (rig->log, copy);
      g_assert_cmpint (ftruncate (fd, 0), ==, 0);
    }
  close (fd);
  log_rig_stop (rig);
  g_assert_cmpuint (log_rig_get_n_numbered (rig), ==, n);
  g_assert_cmpuint (rig->n_dropped, ==, 0);
}

/* The beginning */

static void
test_begins_with_last_start (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  log_rig_append (rig, START "old life\n" STOP START "new life\nhalf ");
  log_rig_start (rig, /* lines_per_second= */ 1000);
  log_rig_wait_for (rig, "LIVE");
  log_rig_append (rig, "a line\n" STOP);
  log_rig_wait_for (rig, "STOP shutting down, reason=crashed");
  log_rig_assert (rig,
                  "gap START starting up libvirt version: 9.0.0, qemu version: 7.2, kernel: 6.1, "
                  "hostname: h\n"
                  "gap COMMAND LC_ALL=C /usr/bin/qemu -object secret,id=s,data=***\n"
                  "gap TEXT new life\n"
                  "LIVE\n"
                  "TEXT half a line\n"
                  "STOP shutting down, reason=crashed\n");
  log_rig_stop (rig);
}

static void
test_begins_not_far_back (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new (START);
  gsize n_told = 0;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "number %05u of a long time ago\n", i);
  log_rig_append (rig, text->str);
  log_rig_start (rig, /* lines_per_second= */ 0);
  log_rig_wait_for (rig, "LIVE");
  for (guint i = 0; i + 1 < rig->facts->len; i++)
    {
      g_autofree char *line = log_rig_describe (rig->facts->pdata[i]);

      g_assert_true (g_str_has_prefix (line, "gap TEXT number "));
      n_told += strlen ("number 00000 of a long time ago\n");
    }
  g_assert_cmpuint (n_told, <=, 256 * 1024);
  g_assert_cmpuint (n_told, >, 255 * 1024);
  log_rig_stop (rig);
}

/* Coming and going */

static void
test_comes_and_goes (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_path_get_dirname (rig->log);

  g_assert_cmpint (g_rmdir (folder), ==, 0);
  log_rig_start (rig, /* lines_per_second= */ 1000);
  log_rig_wait_for_prefix (rig, "LOST ");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  log_rig_wait_for (rig, "LIVE");
  log_rig_append (rig, "one\n");
  log_rig_wait_for (rig, "TEXT one");
  g_assert_cmpint (g_unlink (rig->log), ==, 0);
  log_rig_append (rig, "two\n");
  log_rig_wait_for (rig, "TEXT two");
  g_assert_cmpint (g_unlink (rig->log), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  log_rig_wait_for_prefix (rig, "LOST ");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  log_rig_append (rig, "three\n");
  log_rig_wait_for (rig, "TEXT three");
  g_assert_cmpuint (rig->n_dropped, ==, 0);
  log_rig_stop (rig);
}

/* Floods */

#define HUGE_BYTES (G_GUINT64_CONSTANT (1) << 30)

static gpointer
write_huge_line (gpointer user_data)
{
  int fd = GPOINTER_TO_INT (user_data);
  g_autofree char *block = g_malloc (1 << 20);

  memset (block, 'x', 1 << 20);
  for (guint64 n = 0; n < HUGE_BYTES; n += 1 << 20)
    write_all (fd, block, 1 << 20);
  write_all (fd, "\nafter\n", strlen ("\nafter\n"));
  close (fd);
  return NULL;
}

static void
test_huge_line (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  int fds[2];
  gsize before;
  GThread *thread;
  guint64 cut_bytes;

  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  log_rig_start_fd (rig, fds[0]);
  close (fds[0]);
  log_rig_wait_for (rig, "LIVE");
  before = log_rig_get_resident_bytes ();
  thread = g_thread_new ("writer", write_huge_line, GINT_TO_POINTER (fds[1]));
  log_rig_wait_for (rig, "TEXT after");
  g_thread_join (thread);
  log_rig_wait_for (rig, "LOST the input has ended");
  g_assert_cmpuint (log_rig_get_resident_bytes (), <, before + 16 * 1024 * 1024);
  g_assert_true (_vmistate_record_get_uint64 (_vmistate_fact_get_payload (rig->facts->pdata[1]),
                                              LOG_LINE_CUT_BYTES, &cut_bytes));
  g_assert_cmpuint (cut_bytes, ==, HUGE_BYTES - VMISTATE_LOG_MAX_BYTES);
  log_rig_stop (rig);
}

static void
test_hole (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  int fd = open (rig->log, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  log_rig_start (rig, /* lines_per_second= */ 1000);
  log_rig_wait_for (rig, "LIVE");
  g_assert_cmpint (pwrite (fd, "after\n", 6, (off_t) 1 << 40), ==, 6);
  log_rig_wait_for_suffix (rig, "after");
  close (fd);
  log_rig_stop (rig);
}

#define N_RUBBISH 3000000

/* Lines of two bytes, of which most are not text; a record is not lost among them. */
static void
test_rubbish (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_sized_new (3 * N_RUBBISH);
  guint64 n_told = 0;

  for (guint i = 0; i < N_RUBBISH; i++)
    {
      if (i == N_RUBBISH / 2)
        g_string_append (text, STOP);
      g_string_append_c (text, (char) (128 + i % 127));
      g_string_append_c (text, (char) (i % 9));
      g_string_append_c (text, '\n');
    }
  log_rig_start (rig, /* lines_per_second= */ 100);
  log_rig_wait_for (rig, "LIVE");
  log_rig_append_bytes (rig, text->str, text->len);
  log_rig_wait_for (rig, "STOP shutting down, reason=crashed");
  log_rig_wait_for_count (rig, N_RUBBISH + 1);
  for (guint i = 0; i < rig->facts->len; i++)
    n_told += vmistate_fact_get_kind (rig->facts->pdata[i]) == VMISTATE_FACT_KIND_LOG;
  /* So many at once, and some that came while the rest was read. */
  g_assert_cmpuint (n_told, <, N_RUBBISH / 10);
  log_rig_stop (rig);
}

/* The journal, by a journalctl that is not one */

static void
test_journal (LogRig *rig, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *program = g_build_filename (rig->directory, "journalctl", NULL);
  g_autofree char *before = g_strdup (g_getenv ("PATH"));

  g_setenv ("PATH", rig->directory, TRUE);
  log_rig_start_journal (rig, "libvirtd.service");
  log_rig_wait_for_prefix (rig, "LOST ");
  g_assert_true (g_file_set_contents (program,
                                      "#!/bin/sh\n"
                                      "echo '{\"MESSAGE\":\"hello\",\"PRIORITY\":\"3\"}'\n"
                                      "exec /bin/sleep 1000\n",
                                      -1, NULL));
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  log_rig_wait_for (rig, "TEXT hello");
  log_rig_stop (rig);
  g_setenv ("PATH", before, TRUE);
}

#define ADD(path, data, func)                                                                      \
  g_test_add ("/log-follow/" path, LogRig, data, log_rig_set_up, func, log_rig_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("rotations", NULL, test_rotations);
  ADD ("busy", NULL, test_busy);
  ADD ("truncations", GINT_TO_POINTER (O_APPEND), test_truncations);
  ADD ("truncations-with-holes", GINT_TO_POINTER (0), test_truncations);
  ADD ("begins-with-last-start", NULL, test_begins_with_last_start);
  ADD ("begins-not-far-back", NULL, test_begins_not_far_back);
  ADD ("comes-and-goes", NULL, test_comes_and_goes);
  ADD ("huge-line", NULL, test_huge_line);
  ADD ("hole", NULL, test_hole);
  ADD ("rubbish", NULL, test_rubbish);
  ADD ("journal", NULL, test_journal);
  return g_test_run ();
}
