/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a log source reads on its thread: the files of a directory, a file descriptor, or what
 * journalctl writes. */

#pragma once

#include "log-stream.h"

G_BEGIN_DECLS

typedef struct _VmistateLogReader VmistateLogReader;

typedef struct
{
  /* Reads what there is, but not without bound. Must not wait for anybody.
   * Returns: whether there is more */
  gboolean (*read) (VmistateLogReader *self);
  /* What becomes readable when there is something to read, or -1 */
  int (*get_fd) (VmistateLogReader *self);
  void (*free) (VmistateLogReader *self);
} VmistateLogReaderFuncs;

struct _VmistateLogReader
{
  const VmistateLogReaderFuncs *funcs;
};

/* Of one log at once: others wait, and whoever floods it does not get more than this much of the
 * processor. */
#define VMISTATE_LOG_MAX_AT_ONCE (64 * 1024)

/* The reader is to be asked at least this often. */
#define VMISTATE_LOG_POLL_MSEC 2000

/* @context of all: outlives the reader */

/* log-directory.c: all logs of domains below @directory */
VmistateLogReader *_vmistate_log_directory_new (const VmistateLogContext *context,
                                                const char *directory);
/* The log at @path alone, which is that of the named VMI. */
VmistateLogReader *_vmistate_log_directory_new_for_file (const VmistateLogContext *context,
                                                         const char *path, const char *namespace_,
                                                         const char *name);

/* log-pipe.c; @fd: (transfer full) */
VmistateLogReader *_vmistate_log_pipe_new (const VmistateLogContext *context, int fd,
                                           const char *namespace_, const char *name);

/* log-journalctl.c */
VmistateLogReader *_vmistate_log_journalctl_new (const VmistateLogContext *context,
                                                 const char *const *units);

G_END_DECLS
