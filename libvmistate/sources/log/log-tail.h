/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One log that is followed, through all files that it is written to. */

#pragma once

#include "log-rotation.h"
#include "log-stream.h"

G_BEGIN_DECLS

typedef struct
{
  VmistateLogChain chain;    /* (owned): its oldest file is the one that is read */
  VmistateLogStream *stream; /* (owned) */

  off_t offset;          /* up to which the oldest file was read */
  VmistateLogMark mark;  /* what stands before that */
  VmistateLogFile *copy; /* (owned) (nullable) that is read first: of what was truncated */
  off_t copy_offset;     /* up to which it was read */
  gboolean is_rewound;   /* zeros may stand where a writer left a hole */

  gint64 since_usec;    /* 1970 UTC: what was begun later is new, whatever its name is */
  gboolean is_old;      /* what is in the first file was written before anybody looked */
  off_t old_until;      /* so much of the oldest file was; 0: nothing */
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
