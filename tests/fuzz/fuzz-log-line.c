/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The input is what somebody wrote to a log: lines, each read as a line of a domain's log, as part
 * of a command line and as an entry of a journal. */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "sources/log/log-journal.h"
#include "sources/log/log-lines.h"
#include "sources/log/log-parse.h"

static void
check_text (VmistateLogLine *record, guint field)
{
  const char *text = _vmistate_record_get_string (record, field);

  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  /* What hides a secret may be longer than the secret. */
  g_assert_cmpuint (strlen (text), <=, 2 * VMISTATE_LOG_MAX_BYTES);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
}

static void
check_record (VmistateLogLine *taken)
{
  g_autoptr (VmistateLogLine) record = taken;

  if (record == NULL)
    return;
  g_assert_true (_vmistate_record_has (record, LOG_LINE_KIND));
  check_text (record, LOG_LINE_TEXT);
  check_text (record, LOG_LINE_REASON);
  check_text (record, LOG_LINE_PROGRAM);
  check_text (record, LOG_LINE_HOSTNAME);
}

static void
take_line (const char *line, gsize length, guint64 cut_bytes, gpointer user_data G_GNUC_UNUSED)
{
  gint64 usec = 0;

  g_assert_cmpuint (length, <=, VMISTATE_LOG_MAX_BYTES);
  check_record (_vmistate_log_parse (line, length, cut_bytes, &usec));
  check_record (_vmistate_log_parse_command (line, length, cut_bytes));
  check_record (_vmistate_log_parse_journal (line, length, &usec));
  if (_vmistate_log_has_time (line, length) && length >= 64)
    g_assert_true (_vmistate_log_may_be_record (line, length));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  VmistateLogLines lines;

  _vmistate_log_lines_init (&lines, VMISTATE_LOG_MAX_BYTES, take_line, NULL);
  _vmistate_log_lines_feed (&lines, (const char *) data, size);
  _vmistate_log_lines_end (&lines);
  _vmistate_log_lines_clear (&lines);
  return 0;
}
