/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A log source without a monitor, a directory for logs, and what the source tells, as lines. */

#pragma once

#include <vmistate/vmistate.h>

#include "model/fact.h"
#include "model/payloads-log.h"
#include "monitor/sink.h"
#include "sources/log/log-parse.h"

G_BEGIN_DECLS

typedef struct
{
  char *directory; /* (owned) */
  char *log;       /* (owned) path of the log of a domain "vm" in it */
  VmistateInbox *inbox;
  VmistateSink *sink;
  VmistateLogSource *source; /* (owned) (nullable) */
  GPtrArray *facts;          /* (element-type VmistateFact) as they came */
  guint n_waited;            /* of them, that were waited for */
  guint n_numbered;          /* (atomic) lines "line N", of which none may be missing or twice */
  gboolean may_be_missing;   /* some of them, but none is told twice */
  guint64 n_dropped;         /* as far as it was told how many; and 1 for each that was not */
  guint n_threads;           /* before the source was started */
  guint n_fds;
} LogRig;

void log_rig_set_up (LogRig *self, gconstpointer data);
void log_rig_tear_down (LogRig *self, gconstpointer data);

void log_rig_start (LogRig *self, guint lines_per_second);
void log_rig_start_fd (LogRig *self, int fd);
void log_rig_start_journal (LogRig *self, const char *unit);
/* Fails if threads or file descriptors are left. */
void log_rig_stop (LogRig *self);

void log_rig_append (LogRig *self, const char *text);
void log_rig_append_bytes (LogRig *self, const char *data, gsize length);
void log_rig_copy (const char *from, const char *to);

/* "TEXT what it says", "gap START …" for what is old, "LIVE", "LOST why" */
char *log_rig_describe (VmistateFact *fact);

/* Fail if it does not come for a long time. */
void log_rig_wait_for (LogRig *self, const char *line);
void log_rig_wait_for_prefix (LogRig *self, const char *prefix);
void log_rig_wait_for_suffix (LogRig *self, const char *suffix);
void log_rig_wait_for_numbered (LogRig *self, guint n);
/* Until so many lines were told or counted as dropped. */
void log_rig_wait_for_count (LogRig *self, guint64 n);

/* All facts so far, one a line */
void log_rig_assert (LogRig *self, const char *expected);

guint log_rig_get_n_numbered (LogRig *self);
gsize log_rig_get_resident_bytes (void);

G_END_DECLS
