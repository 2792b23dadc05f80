/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One log, and whatever can be done to it between two looks: each line is told once, in order; or
 * it is told that some may be missing. */

#define _GNU_SOURCE

#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "log-rig.h"
#include "sources/log/log-tail.h"

/* What is done, one letter each:
 *
 *   w  another line          b  a line begins, which ends with the next one
 *   m  many lines            s  the same line again, and many times
 *   R  renamed as virtlogd does it, 3 are kept
 *   N  renamed as logrotate does it, numbers from 1
 *   D  renamed, named after a date
 *   C  copied and truncated, 4 are kept
 *   O  the same, the copy is written into the one file that is kept
 *   E  copied after a date and truncated
 *   k  only copied           T  truncated, without a copy
 *   Z  as C, but compressed  X  removed and begun anew
 *   o  older backups are there, which nobody is to read
 *   l  looked at             .  read        -  at rest */
static const struct
{
  const char *name;
  const char *script;
  guint n_gaps;
  gboolean is_missing; /* lines that cannot be found any more */
} cases[] = {
  { "plain", "w.ww.", 0, FALSE },
  { "renamed-once", "w.wRw.", 0, FALSE },
  { "renamed-in-a-line", "w.wbRw.", 0, FALSE },
  { "renamed-thrice", "w.wRwRwRw.", 0, FALSE },
  { "renamed-before-read", "wRwRw.", 0, FALSE },
  { "renamed-from-one", "w.wNwNwNw.", 0, FALSE },
  { "renamed-after-dates", "w.wDwDwDw.w.", 0, FALSE },
  { "renamed-and-empty", "w.wR.w.Rw.", 0, FALSE },
  { "renamed-often-but-looked-at", "w.wRlwRlwRlwRlwRlwRlwRlwRlw.", 0, FALSE },
  { "renamed-often-in-lines", "w.bRlwbRlwbRlwbRlwbRlwbRlwbRlw.", 0, FALSE },
  { "renamed-too-often", "w.wRwRwRwRwRwRw.w.", 1, TRUE },
  { "renamed-beside-others", "ow.wRwRw.", 0, FALSE },
  { "renamed-at-rest", "w.-wRwRw.-w.", 0, FALSE },
  { "renamed-many", "m.mRmRlmRmRmRlm.", 0, FALSE },
  { "removed", "w.Xw.Xw.", 0, FALSE },
  { "removed-beside-others", "ow.Xw.", 0, FALSE },
  { "copied-once", "w.wCw.", 0, FALSE },
  { "copied-in-a-line", "w.bCw.w.", 0, FALSE },
  { "copied-and-grown", "w.wCwwwwwwwwww.", 0, FALSE },
  { "copied-and-grown-much", "m.wCmmm.wCm.", 0, FALSE },
  { "copied-thrice", "w.wCwCwCw.", 0, FALSE },
  { "copied-four-times", "w.wCwwCwCwwwCw.", 0, FALSE },
  { "copied-before-read", "w.CwCwC.w.", 0, FALSE },
  { "copied-empty", "w.CCCw.CwC.w.", 0, FALSE },
  { "copied-often-but-looked-at", "w.wClwClwClwClwClwClwClwCwlw.", 0, FALSE },
  { "copied-often-in-lines", "w.bClwbClwbClwbClwbClwbClwbCwlw.", 0, FALSE },
  { "copied-too-often", "w.wCwCwCwCwCwCwCw.w.", 1, TRUE },
  { "copied-beside-others", "ow.wCwCw.", 0, FALSE },
  { "copied-at-rest", "w.-wCwCw.-w.", 0, FALSE },
  { "copied-many", "m.mClmCmmClm.", 0, FALSE },
  { "copied-over", "w.wOw.wwOwww.Ow.", 0, FALSE },
  { "copied-after-dates", "w.wEwEwEw.w.", 0, FALSE },
  { "copied-only", "w.wkw.kwkw.wwk.w.", 0, FALSE },
  { "copied-and-compressed", "w.wZw.w.", 1, TRUE },
  { "truncated", "ww.Tw.", 1, FALSE },
  { "truncated-and-grown", "ww.Twwwww.", 1, FALSE },
  { "truncated-with-more", "w.wwTw.w.", 1, TRUE },
  { "same-lines", "s.sCs.sRs.", 0, FALSE },
  { "renamed-and-copied", "w.wRlwClwRlwClw.", 0, FALSE },
};

#define MANY 2000

typedef struct
{
  LogRig *rig;
  VmistateLogContext context;
  VmistateLogTail *tail; /* (owned) */
  int fd;                /* (owned) of who writes */
  guint n_lines;         /* that are numbered */
  guint n_same;
  guint n_dates;
  gboolean has_begun; /* a line */
} Script;

static char *
name_of (Script *self, int number)
{
  return number < 0 ? g_strdup (self->rig->log) : g_strdup_printf ("%s.%d", self->rig->log, number);
}

static void
move (Script *self, int from, int to)
{
  g_autofree char *old_name = name_of (self, from);
  g_autofree char *new_name = name_of (self, to);

  g_rename (old_name, new_name);
}

static void
open_log (Script *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = open (self->rig->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  g_assert_cmpint (self->fd, >=, 0);
}

/* Writing */

static void
write_line (Script *self)
{
  if (!self->has_begun)
    dprintf (self->fd, "line %u", self->n_lines++);
  self->has_begun = FALSE;
  dprintf (self->fd, "\n");
}

static void
begin_line (Script *self)
{
  dprintf (self->fd, "line %u", self->n_lines++);
  self->has_begun = TRUE;
}

static void
write_many (Script *self)
{
  for (guint i = 0; i < MANY; i++)
    write_line (self);
}

static void
write_same (Script *self)
{
  for (guint i = 0; i < MANY; i++)
    dprintf (self->fd, "the same\n");
  self->n_same += MANY;
}

/* Rotating */

static char *
make_date (Script *self)
{
  return g_strdup_printf ("%s-202611%02u", self->rig->log, ++self->n_dates);
}

static void
copy_to (Script *self, const char *name)
{
  g_autofree char *data = NULL;
  gsize length;
  FILE *file;

  g_assert_true (g_file_get_contents (self->rig->log, &data, &length, NULL));
  file = fopen (name, "we");
  g_assert_cmpuint (fwrite (data, 1, length, file), ==, length);
  fclose (file);
}

static void
truncate_log (Script *self)
{
  g_assert_cmpint (ftruncate (self->fd, 0), ==, 0);
}

static void
rename_up (Script *self, int first, int last)
{
  for (int i = last; i > first; i--)
    move (self, i - 1, i);
  move (self, -1, first);
  open_log (self);
}

static void
rename_as_virtlogd (Script *self)
{
  rename_up (self, 0, 2);
}

static void
rename_as_logrotate (Script *self)
{
  rename_up (self, 1, 4);
}

static void
rename_after_date (Script *self)
{
  g_autofree char *name = make_date (self);

  g_assert_cmpint (g_rename (self->rig->log, name), ==, 0);
  open_log (self);
}

static void
only_copy (Script *self)
{
  g_autofree char *name = name_of (self, 1);

  for (int i = 4; i > 1; i--)
    move (self, i - 1, i);
  copy_to (self, name);
}

static void
copy_and_truncate (Script *self)
{
  only_copy (self);
  truncate_log (self);
}

static void
copy_over (Script *self)
{
  g_autofree char *name = name_of (self, 1);

  copy_to (self, name);
  truncate_log (self);
}

static void
copy_after_date (Script *self)
{
  g_autofree char *name = make_date (self);

  copy_to (self, name);
  truncate_log (self);
}

static void
compress (Script *self)
{
  g_autofree char *name = g_strconcat (self->rig->log, ".1.gz", NULL);

  g_assert_true (g_file_set_contents (name, "\x1f\x8b", 2, NULL));
  truncate_log (self);
}

static void
begin_anew (Script *self)
{
  g_assert_cmpint (g_unlink (self->rig->log), ==, 0);
  open_log (self);
}

static void
make_older (Script *self)
{
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = name_of (self, i);

      g_assert_true (g_file_set_contents (name, "line 4711\n", -1, NULL));
    }
}

/* Reading */

static void
look (Script *self)
{
  _vmistate_log_chain_look (&self->tail->chain);
}

static void
read_all (Script *self)
{
  while (_vmistate_log_tail_read (self->tail))
    g_main_context_iteration (NULL, /* may_block= */ FALSE);
  while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
    ;
}

static void
rest (Script *self)
{
  self->tail->read_at = 0;
  _vmistate_log_tail_rest (self->tail);
  g_assert_cmpint (((VmistateLogFile *) self->tail->chain.files.head->data)->fd, ==, -1);
}

static void (*const steps[128]) (Script *self) = {
  ['w'] = write_line,         ['b'] = begin_line,
  ['m'] = write_many,         ['s'] = write_same,
  ['R'] = rename_as_virtlogd, ['N'] = rename_as_logrotate,
  ['D'] = rename_after_date,  ['C'] = copy_and_truncate,
  ['O'] = copy_over,          ['E'] = copy_after_date,
  ['k'] = only_copy,          ['T'] = truncate_log,
  ['Z'] = compress,           ['X'] = begin_anew,
  ['o'] = make_older,         ['l'] = look,
  ['.'] = read_all,           ['-'] = rest,
};

static void
count (Script *self, guint *n_gaps, guint *n_same)
{
  for (guint i = 0; i < self->rig->facts->len; i++)
    {
      g_autofree char *line = log_rig_describe (self->rig->facts->pdata[i]);

      *n_gaps += g_str_has_prefix (line, "GAP ");
      *n_same += g_str_equal (line, "TEXT the same");
    }
}

static void
test_case (LogRig *rig, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Script script = { .rig = rig, .fd = -1 };
  guint n_gaps = 0;
  guint n_same = 0;

  rig->may_be_missing = cases[i].is_missing;
  script.context.id = (char *) "log";
  script.context.sink = rig->sink;
  script.context.since_usec = g_get_real_time () - G_USEC_PER_SEC;
  script.tail = _vmistate_log_tail_new (
      rig->log, _vmistate_log_stream_new (&script.context, rig->log, NULL, "vm"),
      /* is_old= */ FALSE);
  if (strchr (cases[i].script, 'o') != NULL)
    script.tail->since_usec = G_MAXINT64;
  open_log (&script);
  for (const char *step = cases[i].script; *step != '\0'; step++)
    steps[(guchar) *step](&script);
  close (script.fd);
  count (&script, &n_gaps, &n_same);
  g_assert_cmpuint (n_gaps, ==, cases[i].n_gaps);
  g_assert_cmpuint (n_same, ==, script.n_same);
  g_assert_cmpuint (rig->n_numbered, ==, script.n_lines);
  _vmistate_log_tail_free (script.tail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/log-tail/", cases[i].name, NULL);

      g_test_add (path, LogRig, GUINT_TO_POINTER (i), log_rig_set_up, test_case, log_rig_tear_down);
    }
  return g_test_run ();
}
