/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Of a command line that has the UUID far behind; QEMU's have it in the first kilobyte. */
#define MAX_ARGV_BYTES (64 * 1024)

/* Fields of /proc/PID/stat behind the name, which may hold anything, and its bracket */
#define FIELD_STATE      0
#define FIELD_START_TIME 19

gboolean
_vmistate_process_parse (const char *text, char *letter, guint64 *start_time)
{
  const char *bracket = strrchr (text, ')');
  g_auto (GStrv) fields = NULL;

  if (bracket == NULL || bracket[1] != ' ')
    return FALSE;
  fields = g_strsplit (bracket + 2, " ", FIELD_START_TIME + 2);
  if (g_strv_length (fields) <= FIELD_START_TIME || strlen (fields[FIELD_STATE]) != 1)
    return FALSE;
  *letter = fields[FIELD_STATE][0];
  return g_ascii_string_to_unsigned (fields[FIELD_START_TIME], 10, 0, G_MAXUINT64, start_time,
                                     NULL);
}

const char *
_vmistate_process_find_uuid (const char *argv, gsize length)
{
  const char *end = argv + length;
  const char *next;

  for (const char *argument = argv; argument < end; argument = next)
    {
      const char *zero = memchr (argument, '\0', (gsize) (end - argument));

      if (zero == NULL)
        return NULL;
      next = zero + 1;
      if (g_str_equal (argument, "-uuid"))
        return next < end && memchr (next, '\0', (gsize) (end - next)) != NULL ? next : NULL;
    }
  return NULL;
}

gsize
_vmistate_process_read (int pid, const char *name, char *buffer, gsize size)
{
  char path[64];
  gssize n;
  int fd;

  g_snprintf (path, sizeof path, "/proc/%d/%s", pid, name);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return 0;
  do
    n = read (fd, buffer, size - 1);
  while (n < 0 && errno == EINTR);
  close (fd);
  buffer[MAX (n, 0)] = '\0';
  return (gsize) MAX (n, 0);
}

static gboolean
read_stat (int pid, char *letter, guint64 *start_time)
{
  char text[VMISTATE_PROCESS_MAX_STAT_BYTES];

  return _vmistate_process_read (pid, "stat", text, sizeof text) > 0
         && _vmistate_process_parse (text, letter, start_time);
}

static void
scan_one (GHashTable *wanted, int pid, char *buffer)
{
  gsize length = _vmistate_process_read (pid, "cmdline", buffer, MAX_ARGV_BYTES);
  const char *uuid = _vmistate_process_find_uuid (buffer, length);
  VmistateProcess *process = uuid != NULL ? g_hash_table_lookup (wanted, uuid) : NULL;
  char letter;

  if (process == NULL)
    return;
  if (process->pid != 0)
    process->pid = VMISTATE_PROCESS_AMBIGUOUS;
  else if (read_stat (pid, &letter, &process->start_time))
    process->pid = pid;
}

void
_vmistate_process_scan (GHashTable *wanted)
{
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  g_autofree char *buffer = g_malloc (MAX_ARGV_BYTES);
  const char *name;
  guint64 pid;

  while (proc != NULL && (name = g_dir_read_name (proc)) != NULL)
    {
      if (g_ascii_string_to_unsigned (name, 10, 1, G_MAXINT, &pid, NULL))
        scan_one (wanted, (int) pid, buffer);
    }
}

VmistateProcessState
_vmistate_process_look (VmistateProcess *self)
{
  guint64 start_time;
  char letter;

  if (self->pid <= 0)
    return VMISTATE_PROCESS_UNKNOWN;
  if (!read_stat (self->pid, &letter, &start_time) || start_time != self->start_time)
    {
      self->pid = 0;
      return VMISTATE_PROCESS_UNKNOWN;
    }
  switch (letter)
    {
    case 'T':
    case 't':
      return VMISTATE_PROCESS_STOPPED;
    case 'D':
      return VMISTATE_PROCESS_WAITS;
    default:
      return VMISTATE_PROCESS_RUNS;
    }
}
