/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Stands in for libFuzzer: gives the target every file of the directories on the command line,
 * so that what was once found is tried again by every compiler. */

#include "config.h"

#include "fuzz.h"

static gboolean
replay_file (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree guint8 *exact = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, error))
    return FALSE;
  g_printerr ("%s\n", path);
  /* Without the NUL that GLib adds, so that reading beyond the end is seen. */
  exact = g_memdup2 (data, size);
  LLVMFuzzerTestOneInput (exact, size);
  return TRUE;
}

static guint
replay_directory (const char *path, GError **error)
{
  g_autoptr (GDir) directory = g_dir_open (path, /* flags= */ 0, error);
  const char *name;
  guint n_files = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (!replay_file (file, error))
        return 0;
      n_files++;
    }
  return n_files;
}

int
main (int argc, char **argv)
{
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;

      n_files += replay_directory (argv[i], &error);
      if (error != NULL)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }
  if (n_files == 0)
    {
      g_printerr ("usage: %s DIRECTORY…, with a file in at least one of them\n", argv[0]);
      return 1;
    }
  return 0;
}
