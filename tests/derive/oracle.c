/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Asks the library what KubeVirt would answer, and compares with what KubeVirt did answer:
 *
 *   oracle [OPTION…] FILE…
 *
 * Each file holds cases, one a line. A case that is known to be answered in another way is listed
 * in the file of deviations with the reason; it may fail, and it may not pass unnoticed. */

#include "oracle.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_UNREADABLE 2

typedef struct
{
  char *deviations;  /* (owned) (nullable) --deviations */
  char *only;        /* (owned) (nullable) --only */
  gboolean is_quiet; /* -q */
  gboolean tap;      /* --tap */
  gboolean facts;    /* --facts */

  GHashTable *reasons; /* (owned) id -> why it deviates */
  GHashTable *areas;   /* (owned) set: those that were run */
  GHashTable *ids;     /* (owned) set: those that were run */
  guint n_passed;
  guint n_failed;
  guint n_deviating;
} Oracle;

/* Complaints of the library during a case; a case without one is a good one. */
static GString *complaints;
static const char *current_id = "";

static GLogWriterOutput
note_complaint (GLogLevelFlags level, const GLogField *fields, gsize n_fields,
                gpointer data G_GNUC_UNUSED)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0)
    return G_LOG_WRITER_HANDLED;
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_string_append_printf (complaints, "%s; ", (const char *) fields[i].value);
    }
  return (level & G_LOG_LEVEL_ERROR) != 0
             ? g_log_writer_standard_streams (level, fields, n_fields, NULL)
             : G_LOG_WRITER_HANDLED;
}

/* Which case it was is all that is left to tell. */
static void
tell_crash (int number)
{
  static const char text[] = "oracle: crashed in ";
  gboolean told = write (STDERR_FILENO, text, sizeof text - 1) > 0
                  && write (STDERR_FILENO, current_id, strlen (current_id)) > 0
                  && write (STDERR_FILENO, "\n", 1) > 0;

  signal (number, SIG_DFL);
  raise (told ? number : SIGKILL);
}

static void
watch_for_crashes (void)
{
  static const int signals[] = { SIGSEGV, SIGABRT, SIGTRAP, SIGBUS, SIGFPE };

  complaints = g_string_new (NULL);
  g_log_set_writer_func (note_complaint, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    signal (signals[i], tell_crash);
}

/* Deviations */

static gboolean
read_deviation (Oracle *self, const char *line, GError **error)
{
  const char *blank = strchr (line, ' ');

  if (*line == '\0' || *line == '#')
    return TRUE;
  if (blank == NULL || blank[1] == '\0')
    {
      g_set_error_literal (error, VMISTATE_ERROR, VMISTATE_ERROR_INVALID_DATA,
                           "expected an id, a blank and a reason");
      return FALSE;
    }
  g_hash_table_insert (self->reasons, g_strndup (line, blank - line), g_strdup (blank + 1));
  return TRUE;
}

static char *
default_deviations (void)
{
  const char *data = g_getenv ("G_TEST_SRCDIR");

  return g_build_filename (data != NULL ? data : TEST_DATA_DIR, "oracle-deviations.txt", NULL);
}

static gboolean
load_deviations (Oracle *self, GError **error)
{
  g_autofree char *path =
      self->deviations != NULL ? g_strdup (self->deviations) : default_deviations ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!read_deviation (self, g_strstrip (lines[i]), error))
        {
          g_prefix_error (error, "%s:%u: ", path, i + 1);
          return FALSE;
        }
    }
  return TRUE;
}

/* Telling */

static void
print_differences (Oracle *self, GPtrArray *differences)
{
  for (guint i = 0; !self->is_quiet && i < differences->len; i++)
    printf (self->tap ? "#   %s\n" : "  %s\n", (const char *) differences->pdata[i]);
}

static void
tell_result (Oracle *self, const char *id, GPtrArray *differences)
{
  const char *reason = g_hash_table_lookup (self->reasons, id);
  gboolean is_good = (differences->len == 0) == (reason == NULL);
  guint number = self->n_passed + self->n_failed + self->n_deviating + 1;

  if (differences->len == 0 && reason != NULL)
    g_ptr_array_add (differences, g_strdup ("passes, but is in the list of deviations"));
  if (self->tap)
    printf ("%s %u %s%s%s\n", differences->len == 0 ? "ok" : "not ok", number, id,
            is_good && reason != NULL ? " # TODO " : "", is_good && reason != NULL ? reason : "");
  else if (differences->len > 0)
    printf ("%s%s%s\n", id, is_good ? ": deviation: " : "", is_good ? reason : "");
  print_differences (self, differences);
  if (!is_good)
    self->n_failed++;
  else if (reason != NULL)
    self->n_deviating++;
  else
    self->n_passed++;
}

/* Running */

/* For a replay of the case by other programs. */
static void
print_facts (const OracleCase *oracle_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = oracle_facts_new (oracle_case, &error);

  if (facts == NULL)
    fprintf (stderr, "oracle: %s: %s\n", oracle_case->id, error->message);
  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      g_autofree char *json = vmistate_record_to_json (facts->pdata[i], VMISTATE_PROFILE_TRUTH);

      printf ("%s\n", json);
    }
}

static void
run_case (Oracle *self, const OracleCase *oracle_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  current_id = oracle_case->id;
  answer = oracle_answer_new (oracle_case, &error);
  if (answer != NULL && !oracle_case->crashes)
    differences = oracle_compare (oracle_case, answer);
  else
    differences = g_ptr_array_new_with_free_func (g_free);
  if (answer == NULL && !oracle_case->crashes)
    g_ptr_array_add (differences, g_strdup_printf ("no answer: %s", error->message));
  if (complaints->len > 0)
    g_ptr_array_add (differences, g_strdup_printf ("complaints: %s", complaints->str));
  g_string_truncate (complaints, 0);
  tell_result (self, oracle_case->id, differences);
  current_id = "(between cases)";
}

static gboolean
is_wanted (Oracle *self, const OracleCase *oracle_case)
{
  return self->only == NULL || g_str_equal (self->only, oracle_case->area)
         || strstr (oracle_case->id, self->only) != NULL;
}

static void
run_cases (Oracle *self, GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++)
    {
      OracleCase *oracle_case = cases->pdata[i];

      if (!is_wanted (self, oracle_case))
        continue;
      if (self->facts)
        print_facts (oracle_case);
      else
        run_case (self, oracle_case);
      g_hash_table_add (self->areas, g_strdup (oracle_case->area));
      g_hash_table_add (self->ids, g_strdup (oracle_case->id));
    }
}

/* A deviation of an area that was run must be of a case that was run. */
static void
check_deviations (Oracle *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->reasons);
  while (self->only == NULL && g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autofree char *area = g_strndup (id, strcspn (id, "/"));

      if (!g_hash_table_contains (self->areas, area) || g_hash_table_contains (self->ids, id))
        continue;
      fprintf (stderr, "oracle: %s: in the list of deviations, but there is no such case\n",
               (const char *) id);
      self->n_failed++;
    }
}

static gboolean
run_files (Oracle *self, char **paths, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  if (!load_deviations (self, error))
    return FALSE;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      GPtrArray *cases = oracle_cases_load (paths[i], error);

      if (cases == NULL)
        return FALSE;
      g_ptr_array_add (files, cases);
    }
  for (guint i = 0; i < files->len; i++)
    run_cases (self, files->pdata[i]);
  return TRUE;
}

static int
conclude (Oracle *self)
{
  guint n = self->n_passed + self->n_failed + self->n_deviating;

  if (self->facts)
    return EXIT_SUCCESS;
  check_deviations (self);
  if (self->tap)
    printf ("1..%u\n# ", n);
  printf ("%u passed, %u failed", self->n_passed, self->n_failed);
  if (self->n_deviating > 0)
    printf (", %u deviations", self->n_deviating);
  printf ("\n");
  return self->n_failed == 0 && n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static gboolean
parse_options (Oracle *self, int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE…");
  const GOptionEntry entries[] = {
    { "deviations", 0, 0, G_OPTION_ARG_FILENAME, &self->deviations,
      "cases that may fail, lines of an id and a reason (default: the tests' list)", "FILE" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &self->only,
      "only cases of this area, or with this text in the id", "AREA" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->is_quiet, "only ids", NULL },
    { "tap", 0, 0, G_OPTION_ARG_NONE, &self->tap, "for a test harness", NULL },
    { "facts", 0, 0, G_OPTION_ARG_NONE, &self->facts,
      "run nothing, print the facts as vmistate --replay reads them", NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc >= 2)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "use: oracle [OPTION…] FILE…");
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Oracle self = { 0 };
  int status = EXIT_UNREADABLE;

  self.reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  watch_for_crashes ();
  if (parse_options (&self, &argc, &argv, &error) && run_files (&self, argv + 1, &error))
    status = conclude (&self);
  else
    fprintf (stderr, "oracle: %s\n", error->message);
  g_hash_table_unref (self.reasons);
  g_hash_table_unref (self.areas);
  g_hash_table_unref (self.ids);
  g_string_free (complaints, TRUE);
  g_free (self.deviations);
  g_free (self.only);
  return status;
}
