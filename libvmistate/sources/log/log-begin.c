/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For what POSIX does not have: holes in files, searching backwards. */
#define _GNU_SOURCE

#include "config.h"

#include "log-begin.h"

#include <string.h>
#include <unistd.h>

#define MAX_BACK (256 * 1024)
#define START    "+0000: starting up"

/* Mostly a start is not far from the end. */
static const gsize windows[] = { 16 * 1024, MAX_BACK };

/* Returns: where the line begins that has the last START in @text, or -1 */
static gssize
find_start (const char *text, gsize length)
{
  gssize found = -1;
  const char *at = text;

  while ((at = memmem (at, text + length - at, START, strlen (START))) != NULL)
    {
      const char *begin = memrchr (text, '\n', at - text);

      found = begin != NULL ? begin + 1 - text : 0;
      at += strlen (START);
    }
  return found;
}

/* Behind the first line break, unless the whole file is seen */
static gsize
find_line (const char *text, gsize length)
{
  const char *end = memchr (text, '\n', length);

  return end != NULL ? (gsize) (end + 1 - text) : length;
}

off_t
_vmistate_log_find_begin (int fd, off_t size)
{
  g_autofree char *text = g_malloc (MAX_BACK);

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      gsize length = (gsize) MIN (size, (off_t) windows[i]);
      ssize_t n = pread (fd, text, length, size - (off_t) length);
      gssize start;

      if (n <= 0)
        return size;
      start = find_start (text, (gsize) n);
      if (start >= 0)
        return size - (off_t) length + start;
      if ((off_t) length == size)
        return 0;
      if (i + 1 == G_N_ELEMENTS (windows))
        return size - (off_t) length + (off_t) find_line (text, (gsize) n);
    }
  return size;
}
