/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is written to one log, whatever file it is in at the moment: bytes in, facts out. */

#pragma once

#include <vmistate/vmistate-sink.h>

#include "log-lines.h"
#include "log-parse.h"
#include "log-rate.h"

G_BEGIN_DECLS

/* What all streams of a source have in common. */
typedef struct
{
  char *id;               /* (owned) of the source */
  VmistateSink *sink;     /* (owned) */
  guint lines_per_second; /* of each stream; 0: no bound */
  gint64 since_usec;      /* 1970 UTC: when the source was started */
} VmistateLogContext;

typedef struct
{
  const VmistateLogContext *context; /* (not owned) */
  char *origin;                      /* (owned) */
  char *namespace_;                  /* (owned) (nullable) */
  char *name;                        /* (owned) (nullable): not about one VMI */
  gboolean is_journal;

  VmistateLogLines lines;
  GString *command;    /* (owned) (nullable) what has been folded of a command line */
  guint64 command_cut; /* bytes of it that were too many */
  guint n_command;     /* lines of it */
  VmistateLogRate texts;
  VmistateLogRate records; /* all that is not TEXT: a flood of texts does not hide them */
  guint64 n_dropped;       /* since it was last told */
  gint64 dropped_told_at;  /* monotonic */
  gint64 written_at;       /* of the newest line; 0: unknown */
  gboolean after_gap;      /* what comes now is old */
} VmistateLogStream;

/* @context: outlives the stream */
VmistateLogStream *_vmistate_log_stream_new (const VmistateLogContext *context, const char *origin,
                                             const char *namespace_, const char *name);
VmistateLogStream *_vmistate_log_stream_new_for_journal (const VmistateLogContext *context,
                                                         const char *origin);
void _vmistate_log_stream_free (VmistateLogStream *self);

void _vmistate_log_stream_feed (VmistateLogStream *self, const char *data, gsize length);

/* What has begun is not carried on: the log was truncated, or has ended. */
void _vmistate_log_stream_break (VmistateLogStream *self);

/* Tells how many lines were dropped, if any. To be called now and then. */
void _vmistate_log_stream_settle (VmistateLogStream *self);

/* Tells that lines may be missing, of which nobody knows how many. */
void _vmistate_log_stream_tell_missing (VmistateLogStream *self, const char *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateLogStream, _vmistate_log_stream_free)

/* Whether so much was told that the program has not taken yet that reading is to wait for it: files
 * and pipes keep the rest. */
gboolean _vmistate_log_context_is_full (const VmistateLogContext *self);

/* Emits that the source is live, or why it is not. */
void _vmistate_log_context_report (const VmistateLogContext *self, const char *lost);

G_END_DECLS
