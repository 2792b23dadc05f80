/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From bytes, in pieces of any size, to lines of a bounded length. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @cut_bytes: how much of the line was too long to keep */
typedef void (*VmistateLogLineFunc) (const char *line, gsize length, guint64 cut_bytes,
                                     gpointer user_data);

typedef struct
{
  gsize max_bytes;   /* of a line that are kept */
  GByteArray *begun; /* (owned) a line that has not ended yet */
  guint64 cut_bytes; /* of that line */
  VmistateLogLineFunc func;
  gpointer user_data; /* (not owned) */
} VmistateLogLines;

void _vmistate_log_lines_init (VmistateLogLines *self, gsize max_bytes, VmistateLogLineFunc func,
                               gpointer user_data);
void _vmistate_log_lines_clear (VmistateLogLines *self);

/* Gives all lines that end in @data. Empty ones are not given. */
void _vmistate_log_lines_feed (VmistateLogLines *self, const char *data, gsize length);

/* Gives the line that has begun: nothing more will come of it. */
void _vmistate_log_lines_end (VmistateLogLines *self);

G_END_DECLS
