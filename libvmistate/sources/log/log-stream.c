/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-stream.h"

#include "log-journal.h"

#include "model/fact.h"
#include "model/payloads.h"

#include <string.h>

/* An entry of a journal has some dozens of fields beside its message. */
#define MAX_JOURNAL_BYTES (64 * 1024)

/* A command line has some hundred arguments. */
#define MAX_COMMAND_LINES 4096

/* In a flood it is told so often how many were dropped. */
#define TELL_DROPPED_USEC G_USEC_PER_SEC

/* So many facts may wait for the program. Each has a line of at most 8 KiB. */
#define MAX_WAITING 4096

static void take_line (const char *line, gsize length, guint64 cut_bytes, gpointer user_data);

static VmistateLogStream *
new_stream (const VmistateLogContext *context, const char *origin, gsize max_bytes)
{
  VmistateLogStream *self = g_new0 (VmistateLogStream, 1);
  gint64 now = g_get_monotonic_time ();

  self->context = context;
  self->origin = g_strdup (origin);
  _vmistate_log_lines_init (&self->lines, max_bytes, take_line, self);
  _vmistate_log_rate_init (&self->texts, context->lines_per_second, now);
  _vmistate_log_rate_init (&self->records, context->lines_per_second, now);
  return self;
}

VmistateLogStream *
_vmistate_log_stream_new (const VmistateLogContext *context, const char *origin,
                          const char *namespace_, const char *name)
{
  VmistateLogStream *self = new_stream (context, origin, VMISTATE_LOG_MAX_BYTES);

  self->namespace_ = g_strdup (namespace_);
  self->name = g_strdup (name);
  return self;
}

VmistateLogStream *
_vmistate_log_stream_new_for_journal (const VmistateLogContext *context, const char *origin)
{
  VmistateLogStream *self = new_stream (context, origin, MAX_JOURNAL_BYTES);

  self->is_journal = TRUE;
  return self;
}

void
_vmistate_log_stream_free (VmistateLogStream *self)
{
  _vmistate_log_lines_clear (&self->lines);
  if (self->command != NULL)
    g_string_free (self->command, TRUE);
  g_free (self->origin);
  g_free (self->namespace_);
  g_free (self->name);
  g_free (self);
}

/* Facts */

static void
emit (const VmistateLogStream *self, VmistateLogLine *record, gint64 at)
{
  VmistateIdentity identity = { .namespace_ = self->namespace_, .name = self->name };
  g_autoptr (VmistateFact) fact = NULL;

  _vmistate_record_set_string (record, LOG_LINE_ORIGIN, self->origin);
  fact = _vmistate_fact_new (VMISTATE_FACT_KIND_LOG, self->context->id,
                             self->name != NULL ? &identity : NULL, at, record);
  if (self->after_gap)
    _vmistate_record_set_boolean (fact, FACT_AFTER_GAP, TRUE);
  vmistate_sink_emit (self->context->sink, fact);
}

/* A line without a time was written when the one before was, or later: the time of reading is all
 * that is known, and nothing was written after that. */
static void
tell (VmistateLogStream *self, VmistateLogLine *record, gint64 written_at)
{
  gint64 now = vmistate_sink_get_time_usec (self->context->sink);
  gint64 at = written_at > 0 ? MIN (written_at, now) : now;

  /* Old lines are read long after they were written. */
  if (written_at <= 0 && self->after_gap && self->written_at > 0)
    at = MIN (self->written_at, now);
  if (written_at > 0)
    self->written_at = written_at;
  emit (self, record, at);
}

static void
tell_or_drop (VmistateLogStream *self, VmistateLogLine *taken, gint64 written_at)
{
  g_autoptr (VmistateLogLine) record = taken;
  gint64 now = g_get_monotonic_time ();
  gboolean is_text = _vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_TEXT);

  if (!_vmistate_log_rate_take (is_text ? &self->texts : &self->records, now))
    {
      self->n_dropped++;
      return;
    }
  _vmistate_log_stream_settle (self);
  tell (self, g_steal_pointer (&record), written_at);
}

void
_vmistate_log_stream_settle (VmistateLogStream *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->n_dropped == 0 || now - self->dropped_told_at < TELL_DROPPED_USEC)
    return;
  self->dropped_told_at = now;
  tell (self, _vmistate_log_new_dropped (self->n_dropped, "they came too fast or cannot be read"),
        /* written_at= */ 0);
  self->n_dropped = 0;
}

void
_vmistate_log_stream_tell_missing (VmistateLogStream *self, const char *why)
{
  tell (self, _vmistate_log_new_gap (why), /* written_at= */ 0);
}

/* The command line */

static void
end_command (VmistateLogStream *self)
{
  if (self->command == NULL)
    return;
  if (self->command->len > 0)
    tell_or_drop (
        self,
        _vmistate_log_parse_command (self->command->str, self->command->len, self->command_cut),
        self->written_at);
  g_string_free (g_steal_pointer (&self->command), TRUE);
}

static void
begin_command (VmistateLogStream *self)
{
  self->command = g_string_new (NULL);
  self->command_cut = 0;
  self->n_command = 0;
}

/* libvirt writes the environment and the arguments behind a START, each on a line of its own that
 * goes on behind a backslash; older versions have all in one line.
 * Returns: whether the line is part of it */
static gboolean
fold (VmistateLogStream *self, const char *line, gsize length, guint64 cut_bytes)
{
  gboolean goes_on = cut_bytes == 0 && line[length - 1] == '\\';
  gsize kept;

  if (self->command == NULL)
    return FALSE;
  if (_vmistate_log_has_time (line, length))
    {
      end_command (self);
      return FALSE;
    }
  while (length > 0 && (line[length - 1] == '\\' || line[length - 1] == ' '))
    length--;
  if (self->command->len > 0)
    g_string_append_c (self->command, ' ');
  kept = MIN (length, VMISTATE_LOG_MAX_BYTES - MIN (self->command->len, VMISTATE_LOG_MAX_BYTES));
  g_string_append_len (self->command, line, (gssize) kept);
  self->command_cut += length - kept + cut_bytes;
  if (!goes_on || ++self->n_command >= MAX_COMMAND_LINES)
    end_command (self);
  return TRUE;
}

/* Lines */

static void
take_journal_line (VmistateLogStream *self, const char *line, gsize length, guint64 cut_bytes)
{
  gint64 at = 0;
  VmistateLogLine *record = cut_bytes == 0 ? _vmistate_log_parse_journal (line, length, &at) : NULL;

  if (record != NULL)
    tell_or_drop (self, record, at);
  else
    self->n_dropped++;
}

static void
take_line (const char *line, gsize length, guint64 cut_bytes, gpointer user_data)
{
  VmistateLogStream *self = user_data;
  VmistateLogLine *record;
  gint64 at = 0;
  gboolean is_start;

  if (self->is_journal)
    {
      take_journal_line (self, line, length, cut_bytes);
      return;
    }
  if (fold (self, line, length, cut_bytes))
    return;
  /* A flood is not worth the reading. */
  if (!_vmistate_log_may_be_record (line, length)
      && !_vmistate_log_rate_has (&self->texts, g_get_monotonic_time ()))
    {
      self->n_dropped++;
      return;
    }
  record = _vmistate_log_parse (line, length, cut_bytes, &at);
  is_start = _vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_START);
  tell_or_drop (self, record, at);
  if (is_start)
    begin_command (self);
}

void
_vmistate_log_stream_feed (VmistateLogStream *self, const char *data, gsize length)
{
  _vmistate_log_lines_feed (&self->lines, data, length);
}

void
_vmistate_log_stream_break (VmistateLogStream *self)
{
  _vmistate_log_lines_end (&self->lines);
  end_command (self);
}

gboolean
_vmistate_log_context_is_full (const VmistateLogContext *self)
{
  return vmistate_sink_get_n_waiting (self->sink) >= MAX_WAITING;
}

void
_vmistate_log_context_report (const VmistateLogContext *self, const char *lost)
{
  gpointer report = g_object_new (_vmistate_source_report_get_type (), NULL);
  g_autoptr (VmistateFact) fact = NULL;

  _vmistate_record_set_constant (report, SOURCE_REPORT_STATE, lost != NULL ? "LOST" : "LIVE");
  _vmistate_record_set_string (report, SOURCE_REPORT_MESSAGE, lost);
  fact = _vmistate_fact_new (VMISTATE_FACT_KIND_SOURCE, self->id, /* identity= */ NULL,
                             vmistate_sink_get_time_usec (self->sink), report);
  vmistate_sink_emit (self->sink, fact);
}
