/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One log that is followed, through all files that it is written to. */

#pragma once

#include <sys/stat.h>

#include "log-stream.h"

G_BEGIN_DECLS

/* What stands before the place that was read up to; if it changes, the file was truncated. */
#define VMISTATE_LOG_N_LAST 32

typedef struct
{
  char *path;                /* (owned) of the newest file */
  VmistateLogStream *stream; /* (owned) */

  gboolean known;   /* a file is followed */
  int fd;           /* (owned) of that file, or -1 while it rests */
  struct stat info; /* of that file, when it was last looked at */
  off_t offset;     /* up to which it was read */
  char last[VMISTATE_LOG_N_LAST];
  guint n_last;
  gboolean is_old;      /* what is in the first file was written before anybody looked */
  gboolean was_refused; /* that it cannot be read was told */
  gint64 read_at;       /* monotonic, when something new was read */
} VmistateLogTail;

/* @stream: (transfer full)
 * @is_old: the file was there before: what is in it is told as old, from the last start of the
 *   domain on */
VmistateLogTail *_vmistate_log_tail_new (const char *path, VmistateLogStream *stream,
                                         gboolean is_old);
void _vmistate_log_tail_free (VmistateLogTail *self);

/* Reads what is new, but not without bound.
 * Returns: whether there is more */
gboolean _vmistate_log_tail_read (VmistateLogTail *self);

/* Closes a file that nobody has written to for a minute: there are more logs than file
 * descriptors. */
void _vmistate_log_tail_rest (VmistateLogTail *self);

G_END_DECLS
