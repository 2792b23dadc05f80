/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A file that a log was written to, whatever its name is now. */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* The number of a file is given to another one when it is gone; when it was made tells them apart
 * where the file system knows that. */
typedef struct
{
  guint64 device;
  guint64 inode;
  gint64 born_usec; /* since 1970 UTC; 0: the file system does not tell */
} VmistateLogIdentity;

typedef struct
{
  VmistateLogIdentity identity;
  int fd;                /* (owned) or -1 while it rests */
  gboolean is_copy;      /* of the one before, which goes on to be written to */
  gboolean is_after_gap; /* some that were written before it are gone */
  GQueue copies; /* (owned) of VmistateLogFile: made of it before it was truncated, the oldest
                  * first, as far as they may hold what was not read */
} VmistateLogFile;

gboolean _vmistate_log_is_same (const VmistateLogIdentity *a, const VmistateLogIdentity *b);

/* @size: (out) (optional)
 * Returns: FALSE if there is no such regular file */
gboolean _vmistate_log_identify (const char *path, VmistateLogIdentity *identity, off_t *size);

/* Returns: (transfer full) (nullable): NULL with errno set */
VmistateLogFile *_vmistate_log_file_open (const char *path);
void _vmistate_log_file_free (VmistateLogFile *self);
void _vmistate_log_file_free_all (GQueue *files);

off_t _vmistate_log_file_get_size (const VmistateLogFile *self);

/* Whether it has no name any more */
gboolean _vmistate_log_file_is_removed (const VmistateLogFile *self);

/* What stands before a place of a file, so that another one that holds the same is recognized, and
 * so is one that does not any more. */
#define VMISTATE_LOG_MARK_BYTES 4096

typedef struct
{
  guint64 hash;
  guint length; /* 0: nothing is known */
} VmistateLogMark;

/* @text: of which the last bytes count */
VmistateLogMark _vmistate_log_mark (const char *text, gsize length);

/* @before: room for %VMISTATE_LOG_MARK_BYTES: what stands before @at, at its end
 * Returns: whether that is what @self was made of */
gboolean _vmistate_log_mark_is_at (const VmistateLogMark *self, int fd, off_t at, char *before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateLogFile, _vmistate_log_file_free)

G_END_DECLS
