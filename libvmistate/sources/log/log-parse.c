/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-parse.h"

#include "log-secrets.h"
#include "log-time.h"

#include "sources/plain-text.h"

#include <string.h>

#define ERROR   "error"
#define WARNING "warning"
#define INFO    "info"

/* What is read of a line: behind its time */
typedef struct
{
  VmistateLogLine *record;
  VmistateLogClock clock;
  const char *text;
} Reader;

static void
set_kind (Reader *self, const char *kind, const char *severity)
{
  _vmistate_record_set_constant (self->record, LOG_LINE_KIND, kind);
  _vmistate_record_set_constant (self->record, LOG_LINE_SEVERITY, severity);
}

/* START: a list of names and values */

static const struct
{
  const char *name;
  guint field;
} versions[] = {
  { "libvirt version: ", LOG_LINE_LIBVIRT_VERSION },
  { "qemu version: ", LOG_LINE_QEMU_VERSION },
  { "kernel: ", LOG_LINE_KERNEL },
  { "hostname: ", LOG_LINE_HOSTNAME },
};

static gboolean
read_start (Reader *self, const char *text)
{
  set_kind (self, LOG_KIND_START, INFO);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      const char *at = strstr (text, versions[i].name);
      const char *end;
      g_autofree char *value = NULL;

      if (at == NULL)
        continue;
      at += strlen (versions[i].name);
      end = strstr (at, ", ");
      value = g_strndup (at, end != NULL ? (gsize) (end - at) : strlen (at));
      _vmistate_record_set_string (self->record, versions[i].field, *value != '\0' ? value : NULL);
    }
  return TRUE;
}

/* STOP: all that is not told here ended as somebody wanted it to. */

static const struct
{
  const char *reason;
  const char *severity;
} stops[] = {
  { "crashed", ERROR },
  { "failed", ERROR },
  { "daemon", ERROR },
  { "unknown", WARNING },
};

static gboolean
read_stop (Reader *self, const char *text)
{
  const char *severity = INFO;

  if (*text != '\0' && !g_str_has_prefix (text, ", reason="))
    return FALSE;
  text += MIN (strlen (text), strlen (", reason="));
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      if (g_str_equal (stops[i].reason, text))
        severity = stops[i].severity;
    }
  set_kind (self, LOG_KIND_STOP, severity);
  _vmistate_record_set_string (self->record, LOG_LINE_REASON, *text != '\0' ? text : NULL);
  return TRUE;
}

static gboolean
read_taint (Reader *self, const char *text)
{
  const char *what = strstr (text, " is tainted: ");

  if (what == NULL)
    return FALSE;
  set_kind (self, LOG_KIND_TAINT, WARNING);
  _vmistate_record_set_string (self->record, LOG_LINE_REASON, what + strlen (" is tainted: "));
  return TRUE;
}

/* PANIC: what a guest has told its panic device, as "hyper-v: arg1='0x7b', …" */

static gboolean
read_panic (Reader *self, const char *text)
{
  set_kind (self, LOG_KIND_PANIC, ERROR);
  _vmistate_record_set_string (self->record, LOG_LINE_REASON, *text != '\0' ? text : NULL);
  return TRUE;
}

/* SIGNAL: "15 from pid 1234 (/usr/sbin/libvirtd)", and older QEMUs without the path */

static gboolean
read_signal (Reader *self, const char *text)
{
  char *end = NULL;
  gint64 number = g_ascii_strtoll (text, &end, 10);
  gint64 pid;
  gsize length;
  g_autofree char *program = NULL;

  if (end == text || number <= 0 || number > G_MAXINT8)
    return FALSE;
  set_kind (self, LOG_KIND_SIGNAL, WARNING);
  _vmistate_record_set_integer (self->record, LOG_LINE_SIGNAL, number);
  if (!g_str_has_prefix (end, " from pid "))
    return TRUE;
  text = end + strlen (" from pid ");
  pid = g_ascii_strtoll (text, &end, 10);
  if (end == text || pid < 0 || pid > G_MAXINT32)
    return TRUE;
  _vmistate_record_set_integer (self->record, LOG_LINE_PID, pid);
  length = strlen (end);
  /* QEMU writes "<unknown process>" where it does not know. */
  if (length < 4 || !g_str_has_prefix (end, " (") || end[length - 1] != ')' || end[2] == '<')
    return TRUE;
  program = g_strndup (end + 2, length - 3);
  _vmistate_record_set_string (self->record, LOG_LINE_PROGRAM, program);
  return TRUE;
}

/* What libvirt writes itself */
static const struct
{
  const char *prefix;
  gboolean (*read) (Reader *self, const char *text);
} records[] = {
  { "starting up libvirt version: ", read_start },
  { "starting up", read_start },
  { "shutting down", read_stop },
  { "panic ", read_panic },
  { "Domain id=", read_taint },
};

static gboolean
read_record (Reader *self)
{
  if (self->clock != VMISTATE_LOG_CLOCK_LIBVIRT)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      const char *text = self->text;

      if (!g_str_has_prefix (text, records[i].prefix))
        continue;
      if (records[i].read != read_start)
        text += strlen (records[i].prefix);
      if (records[i].read (self, text))
        return TRUE;
    }
  return FALSE;
}

/* What the hypervisor says: its name, and a word for how bad it is; an error has none. */

static const struct
{
  const char *word;
  const char *severity;
} words[] = {
  { "warning: ", WARNING },
  { "info: ", INFO },
  { "error: ", ERROR },
};

#define SIGNAL "terminating on signal "

static gboolean
read_hypervisor (Reader *self)
{
  const char *end = strstr (self->text, ": ");
  const char *text;

  if (!g_str_has_prefix (self->text, "qemu") || end == NULL
      || memchr (self->text, ' ', end - self->text) != NULL)
    return FALSE;
  text = end + strlen (": ");
  if (g_str_has_prefix (text, SIGNAL) && read_signal (self, text + strlen (SIGNAL)))
    return TRUE;
  set_kind (self, LOG_KIND_TEXT, ERROR);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_has_prefix (text, words[i].word))
        _vmistate_record_set_constant (self->record, LOG_LINE_SEVERITY, words[i].severity);
    }
  return TRUE;
}

/* What others write: libvirt's own messages ("1234: error : …"), Cloud Hypervisor, GLib */
static const struct
{
  const char *mark;
  const char *severity;
} marks[] = {
  { ": error : ", ERROR },     { ": warning : ", WARNING },  { ": info : ", INFO },
  { ": debug : ", INFO },      { "> ERROR:", ERROR },        { "> WARN:", WARNING },
  { "> INFO:", INFO },         { "> DEBUG:", INFO },         { "-ERROR **: ", ERROR },
  { "-CRITICAL **: ", ERROR }, { "-WARNING **: ", WARNING }, { "libvirt:  error : ", ERROR },
};

/* Where a mark can stand: behind a thread, a module and a number, not in the midst of a text. */
#define MARK_WITHIN 128

static void
read_text (Reader *self)
{
  g_autofree char *begin = g_strndup (self->text, MARK_WITHIN);

  _vmistate_record_set_constant (self->record, LOG_LINE_KIND, LOG_KIND_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (strstr (begin, marks[i].mark) == NULL)
        continue;
      _vmistate_record_set_constant (self->record, LOG_LINE_SEVERITY, marks[i].severity);
      return;
    }
}

/* Returns: (transfer full): what of the line can be shown; a tabulator is a space */
static char *
clean (const char *line, gsize length)
{
  g_autofree char *spaced = g_strndup (line, length);
  g_autofree char *plain = NULL;
  gsize end = length;

  for (gsize i = 0; i < length; i++)
    spaced[i] = line[i] == '\t' ? ' ' : line[i];
  while (end > 0 && (spaced[end - 1] == '\r' || spaced[end - 1] == ' '))
    end--;
  plain = _vmistate_plain_text (spaced, end, VMISTATE_LOG_MAX_BYTES);
  return _vmistate_log_mask_secrets (plain);
}

static VmistateLogLine *
new_record (const char *text, guint64 cut_bytes)
{
  VmistateLogLine *record = g_object_new (_vmistate_log_line_get_type (), NULL);

  _vmistate_record_set_string (record, LOG_LINE_TEXT, text);
  if (cut_bytes > 0)
    _vmistate_record_set_integer (record, LOG_LINE_CUT_BYTES,
                                  (gint64) MIN (cut_bytes, (guint64) G_MAXINT64));
  return record;
}

VmistateLogLine *
_vmistate_log_parse (const char *line, gsize length, guint64 cut_bytes, gint64 *usec)
{
  g_autofree char *text = clean (line, length);
  Reader self = { .record = new_record (text, cut_bytes) };

  self.clock = _vmistate_log_read_time (text, usec, &self.text);
  if (!read_record (&self) && !read_hypervisor (&self))
    read_text (&self);
  /* The time is in the fact. */
  _vmistate_record_set_string (self.record, LOG_LINE_TEXT, self.text);
  return self.record;
}

VmistateLogLine *
_vmistate_log_parse_command (const char *text, gsize length, guint64 cut_bytes)
{
  g_autofree char *command = clean (text, length);
  Reader self = { .record = new_record (command, cut_bytes) };

  set_kind (&self, LOG_KIND_COMMAND, INFO);
  return self.record;
}

/* As long as the longer of the two forms */
#define MAX_TIME 32

gboolean
_vmistate_log_has_time (const char *line, gsize length)
{
  g_autofree char *begin = g_strndup (line, MIN (length, MAX_TIME));
  const char *rest;
  gint64 usec;

  return _vmistate_log_read_time (begin, &usec, &rest) != VMISTATE_LOG_CLOCK_NONE;
}

gboolean
_vmistate_log_may_be_record (const char *line, gsize length)
{
  if (length < strlen (SIGNAL))
    return FALSE;
  return memcmp (line, "qemu", 4) == 0 || _vmistate_log_has_time (line, length);
}

static VmistateLogLine *
new_note (const char *kind, const char *told)
{
  g_autofree char *text = _vmistate_plain_text (told, strlen (told), VMISTATE_LOG_MAX_BYTES);
  Reader self = { .record = new_record (text, /* cut_bytes= */ 0) };

  set_kind (&self, kind, WARNING);
  return self.record;
}

VmistateLogLine *
_vmistate_log_new_dropped (guint64 n, const char *why)
{
  g_autofree char *told = g_strdup_printf ("%" G_GUINT64_FORMAT " lines dropped: %s", n, why);
  VmistateLogLine *record = new_note (LOG_KIND_DROPPED, told);

  _vmistate_record_set_integer (record, LOG_LINE_DROPPED, (gint64) MIN (n, (guint64) G_MAXINT64));
  return record;
}

VmistateLogLine *
_vmistate_log_new_gap (const char *why)
{
  return new_note (LOG_KIND_GAP, why);
}
