/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-rig.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "model/payloads.h"

#define TIMEOUT_USEC (120 * G_USEC_PER_SEC)

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, /* flags= */ 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Lines "line N" come in order, each once. */
static void
check_number (LogRig *self, const char *text)
{
  guint number;

  if (text == NULL || sscanf (text, "line %u", &number) != 1)
    return;
  if (self->may_be_missing && number > self->n_numbered)
    g_atomic_int_set (&self->n_numbered, number);
  g_assert_cmpuint (number, ==, self->n_numbered);
  g_atomic_int_inc (&self->n_numbered);
}

static void
take_fact (LogRig *self, VmistateFact *fact)
{
  gpointer record = _vmistate_fact_get_payload (fact);
  guint64 n_dropped = 0;

  if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_LOG)
    {
      check_number (self, _vmistate_record_get_string (record, LOG_LINE_TEXT));
      if (_vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_DROPPED))
        {
          _vmistate_record_get_uint64 (record, LOG_LINE_DROPPED, &n_dropped);
          self->n_dropped += n_dropped;
        }
      self->n_dropped += _vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_GAP);
    }
  g_ptr_array_add (self->facts, g_object_ref (fact));
}

static void
take_facts (GPtrArray *facts, gpointer user_data)
{
  for (guint i = 0; i < facts->len; i++)
    take_fact (user_data, facts->pdata[i]);
}

void
log_rig_set_up (LogRig *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = NULL;

  /* The first task makes threads that GLib keeps. */
  g_type_class_unref (g_type_class_ref (G_TYPE_TASK));
  self->directory = g_dir_make_tmp ("vmistate-log-XXXXXX", NULL);
  g_assert_nonnull (self->directory);
  folder = g_build_filename (self->directory, "qemu", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  self->log = g_build_filename (folder, "vm.log", NULL);
  self->facts = g_ptr_array_new_with_free_func (g_object_unref);
  self->inbox = _vmistate_inbox_new (NULL, take_facts, self);
  self->sink = _vmistate_sink_new (self->inbox);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, /* flags= */ 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);

      remove_tree (entry);
    }
  g_remove (path);
}

void
log_rig_tear_down (LogRig *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_null (self->source);
  _vmistate_inbox_close (self->inbox);
  g_object_unref (self->sink);
  _vmistate_inbox_unref (self->inbox);
  g_ptr_array_unref (self->facts);
  remove_tree (self->directory);
  g_free (self->directory);
  g_free (self->log);
}

/* Starting and stopping */

static void
start (LogRig *self, VmistateLogSource *source)
{
  g_autoptr (GError) error = NULL;

  self->n_threads = count_entries ("/proc/self/task");
  self->source = source;
  vmistate_source_start (VMISTATE_SOURCE (source), self->sink, &error);
  g_assert_no_error (error);
}

void
log_rig_start (LogRig *self, guint lines_per_second)
{
  VmistateLogSource *source = vmistate_log_source_new (self->directory);

  self->n_fds = count_entries ("/proc/self/fd");
  vmistate_log_source_set_lines_per_second (source, lines_per_second);
  start (self, source);
}

void
log_rig_start_fd (LogRig *self, int fd)
{
  self->n_fds = count_entries ("/proc/self/fd");
  start (self, vmistate_log_source_new_for_fd (fd, /* namespace_= */ NULL, "vm"));
}

void
log_rig_start_journal (LogRig *self, const char *unit)
{
  const char *const units[] = { unit, NULL };

  self->n_fds = count_entries ("/proc/self/fd");
  start (self, vmistate_log_source_new_for_journal (units));
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vmistate_source_stop_finish (VMISTATE_SOURCE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
log_rig_stop (LogRig *self)
{
  gboolean is_stopped = FALSE;
  gint64 deadline = g_get_monotonic_time () + TIMEOUT_USEC;

  vmistate_source_stop_async (VMISTATE_SOURCE (self->source), /* cancellable= */ NULL, stopped_cb,
                              &is_stopped);
  while (!is_stopped)
    g_main_context_iteration (NULL, TRUE);
  /* The kernel lists a thread for a moment after it was joined. */
  while (count_entries ("/proc/self/task") > self->n_threads && g_get_monotonic_time () < deadline)
    g_usleep (1000);
  g_assert_cmpuint (count_entries ("/proc/self/task"), <=, self->n_threads);
  g_assert_cmpuint (count_entries ("/proc/self/fd"), <=, self->n_fds);
  g_clear_object (&self->source);
}

/* Writing */

void
log_rig_append_bytes (LogRig *self, const char *data, gsize length)
{
  FILE *file = fopen (self->log, "ae");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, length, file), ==, length);
  fclose (file);
}

void
log_rig_append (LogRig *self, const char *text)
{
  log_rig_append_bytes (self, text, strlen (text));
}

void
log_rig_copy (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &data, &length, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
}

/* Reading */

char *
log_rig_describe (VmistateFact *fact)
{
  gpointer record = _vmistate_fact_get_payload (fact);
  const char *message;

  if (vmistate_fact_get_kind (fact) == VMISTATE_FACT_KIND_LOG)
    return g_strdup_printf ("%s%s %s", vmistate_fact_get_after_gap (fact) ? "gap " : "",
                            _vmistate_record_get_string (record, LOG_LINE_KIND),
                            _vmistate_record_get_string (record, LOG_LINE_TEXT));
  message = _vmistate_record_get_string (record, SOURCE_REPORT_MESSAGE);
  return g_strdup_printf ("%s%s%s", _vmistate_record_get_string (record, SOURCE_REPORT_STATE),
                          message != NULL ? " " : "", message != NULL ? message : "");
}

static gboolean
wake_cb (gpointer user_data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until (LogRig *self, gboolean (*is_there) (LogRig *self, gconstpointer wanted),
            gconstpointer wanted, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + TIMEOUT_USEC;
  guint timer = g_timeout_add (100, wake_cb, NULL);

  while (!is_there (self, wanted))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("%s did not come; %u facts, %u numbered", what, self->facts->len,
                 self->n_numbered);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timer);
}

static gboolean
find_next (LogRig *self, const char *wanted, gboolean (*matches) (const char *, const char *))
{
  while (self->n_waited < self->facts->len)
    {
      g_autofree char *line = log_rig_describe (self->facts->pdata[self->n_waited++]);

      if (matches (line, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_equal (const char *line, const char *wanted)
{
  return g_str_equal (line, wanted);
}

static gboolean
has_line (LogRig *self, gconstpointer wanted)
{
  return find_next (self, wanted, is_equal);
}

static gboolean
has_prefix (LogRig *self, gconstpointer wanted)
{
  return find_next (self, wanted, g_str_has_prefix);
}

static gboolean
has_suffix (LogRig *self, gconstpointer wanted)
{
  return find_next (self, wanted, g_str_has_suffix);
}

void
log_rig_wait_for (LogRig *self, const char *line)
{
  wait_until (self, has_line, line, line);
}

void
log_rig_wait_for_prefix (LogRig *self, const char *prefix)
{
  wait_until (self, has_prefix, prefix, prefix);
}

void
log_rig_wait_for_suffix (LogRig *self, const char *suffix)
{
  wait_until (self, has_suffix, suffix, suffix);
}

static gboolean
has_number (LogRig *self, gconstpointer wanted)
{
  return self->n_numbered >= *(const guint *) wanted;
}

void
log_rig_wait_for_numbered (LogRig *self, guint n)
{
  wait_until (self, has_number, &n, "the last line");
}

static gboolean
has_count (LogRig *self, gconstpointer wanted)
{
  guint64 n = self->n_dropped;

  for (guint i = 0; i < self->facts->len; i++)
    n += vmistate_fact_get_kind (self->facts->pdata[i]) == VMISTATE_FACT_KIND_LOG
         && !_vmistate_record_is (_vmistate_fact_get_payload (self->facts->pdata[i]), LOG_LINE_KIND,
                                  LOG_KIND_DROPPED);
  return n >= *(const guint64 *) wanted;
}

void
log_rig_wait_for_count (LogRig *self, guint64 n)
{
  wait_until (self, has_count, &n, "the count");
}

void
log_rig_assert (LogRig *self, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < self->facts->len; i++)
    {
      g_autofree char *line = log_rig_describe (self->facts->pdata[i]);

      g_string_append_printf (all, "%s\n", line);
    }
  g_assert_cmpstr (all->str, ==, expected);
}

guint
log_rig_get_n_numbered (LogRig *self)
{
  return (guint) g_atomic_int_get (&self->n_numbered);
}

gsize
log_rig_get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %lu", &pages), ==, 1);
  return pages * (gsize) sysconf (_SC_PAGESIZE);
}
