/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-rotation.h"

#include <fcntl.h>
#include <unistd.h>

/* virtlogd keeps 3 unless it is told otherwise. */
#define MAX_BACKUPS 32

/* Names may change between two looks. */
#define MAX_TRIES 8

/* The files of a log, the newest first: x.log, x.log.0, x.log.1, … */
typedef struct
{
  int ended;           /* place of the file that is at an end, or -1 */
  int next;            /* of the one that was written behind it, or -1 */
  gboolean is_removed; /* the file that is at an end has no name at all */
  struct stat next_info;
} Chain;

static char *
name_of (const char *path, int place)
{
  return place == 0 ? g_strdup (path) : g_strdup_printf ("%s.%d", path, place - 1);
}

gboolean
_vmistate_log_is_same_file (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static gboolean
look (const char *path, int place, struct stat *info)
{
  g_autofree char *name = name_of (path, place);

  return stat (name, info) == 0 && S_ISREG (info->st_mode);
}

/* Renames go from a name to the next one, and so does the search: none is missed. One name may be
 * free, because its file was just renamed, or because the scheme leaves out the first number. */
static Chain
find_chain (const char *path, const struct stat *ended, int fd)
{
  Chain chain = { .ended = -1, .next = -1 };
  guint n_free = 0;
  struct stat info;

  for (int i = 0; i <= MAX_BACKUPS && n_free < 2; i++)
    {
      if (!look (path, i, &info))
        {
          n_free += i > 0;
          continue;
        }
      n_free = 0;
      if (_vmistate_log_is_same_file (&info, ended))
        {
          chain.ended = i;
          return chain;
        }
      chain.next = i;
      chain.next_info = info;
    }
  /* Asked behind the search, in which it may have been removed. */
  chain.is_removed = fstat (fd, &info) != 0 || info.st_nlink == 0;
  /* It was renamed to a name that nobody can guess. */
  if (!chain.is_removed)
    chain.next = look (path, 0, &chain.next_info) ? 0 : -1;
  return chain;
}

/* Every rename moves a file before the one that follows it. So if the ended one is where it was
 * before the next one was opened, that was the right one. */
static gboolean
is_unchanged (const char *path, const struct stat *ended, int ended_fd, const Chain *before, int fd)
{
  Chain now = find_chain (path, ended, ended_fd);
  struct stat opened;
  struct stat info;

  if (now.ended != before->ended || now.next != before->next || fstat (fd, &opened) != 0
      || !_vmistate_log_is_same_file (&opened, &now.next_info))
    return FALSE;
  return before->ended < 0
         || (look (path, before->ended, &info) && _vmistate_log_is_same_file (&info, ended));
}

static VmistateLogNext
judge (const Chain *chain)
{
  /* Whoever writes may not have noticed yet that there is a new one. */
  if (chain->next == 0 && chain->next_info.st_size == 0)
    return VMISTATE_LOG_NEXT_NONE;
  if (!chain->is_removed)
    return VMISTATE_LOG_NEXT_FOLLOWS;
  return chain->next > 0 ? VMISTATE_LOG_NEXT_SKIPS : VMISTATE_LOG_NEXT_ANEW;
}

VmistateLogNext
_vmistate_log_open_next (const char *path, int ended_fd, int *fd)
{
  struct stat ended;

  if (fstat (ended_fd, &ended) != 0)
    return VMISTATE_LOG_NEXT_NONE;
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      Chain chain = find_chain (path, &ended, ended_fd);
      VmistateLogNext next = judge (&chain);
      g_autofree char *name = NULL;

      if (chain.next < 0 || next == VMISTATE_LOG_NEXT_NONE)
        return VMISTATE_LOG_NEXT_NONE;
      name = name_of (path, chain.next);
      *fd = _vmistate_log_open (name);
      if (*fd >= 0 && is_unchanged (path, &ended, ended_fd, &chain, *fd))
        return next;
      if (*fd >= 0)
        close (*fd);
    }
  return VMISTATE_LOG_NEXT_NONE;
}

int
_vmistate_log_open (const char *path)
{
  /* What has the name of a log may be a pipe that nobody writes to. */
  return open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

int
_vmistate_log_reopen (const char *path, const struct stat *known)
{
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      Chain chain = find_chain (path, known, /* fd= */ -1);
      g_autofree char *name = chain.ended >= 0 ? name_of (path, chain.ended) : NULL;
      struct stat info;
      int fd;

      if (name == NULL)
        return -1;
      fd = _vmistate_log_open (name);
      if (fd >= 0 && fstat (fd, &info) == 0 && _vmistate_log_is_same_file (&info, known))
        return fd;
      if (fd >= 0)
        close (fd);
    }
  return -1;
}
