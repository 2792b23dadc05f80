/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where a log goes on that was renamed. virtlogd renames x.log.1 to x.log.2, x.log.0 to x.log.1
 * and x.log to x.log.0, in that order, and begins x.log anew; others begin at x.log.1. */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

typedef enum
{
  VMISTATE_LOG_NEXT_NONE,    /* there is none yet, or names are just changing: look again later */
  VMISTATE_LOG_NEXT_FOLLOWS, /* what was written behind it */
  VMISTATE_LOG_NEXT_ANEW,    /* it was removed, and begun anew */
  VMISTATE_LOG_NEXT_SKIPS,   /* so many were begun meanwhile that some are gone */
} VmistateLogNext;

/* Opens the file that follows the one that is at an end.
 * @path: the name of the newest file of the log
 * @ended_fd: of the file that is at an end, which is no longer at @path
 * @fd: (out): of the file found */
VmistateLogNext _vmistate_log_open_next (const char *path, int ended_fd, int *fd);

/* Opens a file that was closed, whatever its name is now.
 * Returns: a file descriptor, or -1 */
int _vmistate_log_reopen (const char *path, const struct stat *known);

/* Returns: a file descriptor, or -1 with errno set */
int _vmistate_log_open (const char *path);

gboolean _vmistate_log_is_same_file (const struct stat *a, const struct stat *b);

G_END_DECLS
