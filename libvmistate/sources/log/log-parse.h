/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a line of a domain's log says. Pure: text in, record out. */

#pragma once

#include "model/payloads-log.h"

G_BEGIN_DECLS

/* Of a line, and of a command line, this much is kept. */
#define VMISTATE_LOG_MAX_BYTES 8192

/* @line: @length bytes of anything, without a line break
 * @cut_bytes: how much of the line is not in @line
 * @usec: (inout): when it was written, if the line tells
 * Returns: (transfer full): the record, without origin */
VmistateLogLine *_vmistate_log_parse (const char *line, gsize length, guint64 cut_bytes,
                                      gint64 *usec);

/* The same for the folded environment and command line that stand behind a START. */
VmistateLogLine *_vmistate_log_parse_command (const char *text, gsize length, guint64 cut_bytes);

/* Whether @line tells who wrote it and when, and so cannot be part of a command line. */
gboolean _vmistate_log_has_time (const char *line, gsize length);

/* Whether @line may be more than TEXT; quickly. */
gboolean _vmistate_log_may_be_record (const char *line, gsize length);

/* @n: how many were dropped
 * Returns: (transfer full): a record that tells of others */
VmistateLogLine *_vmistate_log_new_dropped (guint64 n, const char *why);

/* Returns: (transfer full): a record that tells that others may be missing */
VmistateLogLine *_vmistate_log_new_gap (const char *why);

G_END_DECLS
