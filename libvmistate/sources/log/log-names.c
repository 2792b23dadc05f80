/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-names.h"

#include <string.h>

/* What a date is made of; a name that ends in anything else is of a compressed file. */
#define DATE "0123456789-_."

char *
_vmistate_log_name_of (const char *path, guint place)
{
  return place == 0 ? g_strdup (path) : g_strdup_printf ("%s.%u", path, place - 1);
}

static int
compare_backwards (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) b, *(char *const *) a);
}

GPtrArray *
_vmistate_log_list_dated (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *begin = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (folder, /* flags= */ 0, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const char *date = name + strlen (begin);

      if (g_str_has_prefix (name, begin) && *date == '-' && g_ascii_isdigit (date[1])
          && date[strspn (date, DATE)] == '\0')
        g_ptr_array_add (found, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (found, compare_backwards);
  return found;
}
