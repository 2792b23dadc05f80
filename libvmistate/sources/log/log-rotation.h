/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The files that a log was and is written to, one after the other. virtlogd renames x.log.1 to
 * x.log.2, x.log.0 to x.log.1 and x.log to x.log.0, in that order, and begins x.log anew; others
 * begin at x.log.1. Whoever cannot do that copies x.log to x.log.1 and truncates it.
 *
 * Whatever is found is opened at once: it can then be read to its end however often names change
 * or files are removed meanwhile. */

#pragma once

#include "log-file.h"

G_BEGIN_DECLS

/* So many files of a log may wait to be read. */
#define VMISTATE_LOG_MAX_FILES 1024

/* Two threads have a part in it: whoever reads owns `files`, and whoever looks adds to `incoming`.
 * Looking waits for nobody who reads. */
typedef struct
{
  char *path;   /* (owned) of the newest file */
  GQueue files; /* (owned) of VmistateLogFile, the oldest first */

  GMutex look_mutex;
  VmistateLogFile *front; /* (not owned) (nullable) (mutex look_mutex) the newest that was found */
  /* (mutex look_mutex) The newest backups that were seen: x.log.0, and the first of those behind
   * it. Where virtlogd renames and logrotate copies they do not know of each other's. */
  VmistateLogIdentity backups[2];

  GMutex incoming_mutex; /* held for a moment only */
  GQueue incoming;       /* (owned) (mutex incoming_mutex) of VmistateLogFile, the oldest first */
  guint n_waiting;       /* (mutex incoming_mutex) files that whoever reads has */
} VmistateLogChain;

void _vmistate_log_chain_init (VmistateLogChain *self, const char *path);
void _vmistate_log_chain_clear (VmistateLogChain *self);

/* Finds files that have come. To be called again and again, from any thread. */
void _vmistate_log_chain_look (VmistateLogChain *self);
/* The same, but returns at once if another thread does it just now. */
void _vmistate_log_chain_glance (VmistateLogChain *self);

/* What follows is for the thread that reads. */

/* Takes what was found.
 * Returns: whether there was anything */
gboolean _vmistate_log_chain_take (VmistateLogChain *self);
gboolean _vmistate_log_chain_has_incoming (VmistateLogChain *self);

/* The first file of the log.
 * @since_usec: backups that were made later belong to it; G_MAXINT64: none does
 * Returns: FALSE with errno set if it cannot be opened */
gboolean _vmistate_log_chain_begin (VmistateLogChain *self, gint64 since_usec);

/* Closes the only file there is. */
void _vmistate_log_chain_rest (VmistateLogChain *self);
/* Opens the oldest file again, whatever its name is now. */
gboolean _vmistate_log_chain_reopen (VmistateLogChain *self);

/* Finds the copy that was made of the oldest file before it was truncated, in which what was
 * written behind a place is. Younger ones are then in the file's copies, older ones are not.
 * @at: the place
 * @mark: what stands before it
 * Returns: (transfer full) (nullable): NULL if there is none */
VmistateLogFile *_vmistate_log_chain_take_copy (VmistateLogChain *self, off_t at,
                                                const VmistateLogMark *mark);

G_END_DECLS
