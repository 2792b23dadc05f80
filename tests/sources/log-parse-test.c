/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What lines of logs say, and that nothing comes of hostile ones but text. */

#include "config.h"

#include <string.h>

#include <vmistate/vmistate.h>

#include "sources/log/log-journal.h"
#include "sources/log/log-lines.h"
#include "sources/log/log-parse.h"
#include "sources/log/log-rate.h"
#include "sources/log/log-secrets.h"

#define READ_AT G_GINT64_CONSTANT (1790000000000000)

static char *
to_json (VmistateLogLine *record)
{
  return vmistate_record_to_json (VMISTATE_RECORD (record), VMISTATE_PROFILE_TRUTH);
}

/* A line, when it was written, and the record */
static const struct
{
  const char *name;
  const char *line;
  gint64 usec;
  const char *json;
} lines[] = {
  { "start",
    "2018-12-06 08:06:35.409+0000: starting up libvirt version: 9.0.0, package: 9.0.0-4+deb12u2 "
    "(Debian), qemu version: 7.2.15Debian 1:7.2+dfsg-7, kernel: 6.1.0-26-amd64, hostname: host.lan",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"START\",\"severity\":\"info\",\"text\":\"starting up libvirt version: 9.0.0, "
    "package: 9.0.0-4+deb12u2 (Debian), qemu version: 7.2.15Debian 1:7.2+dfsg-7, kernel: "
    "6.1.0-26-amd64, hostname: host.lan\",\"libvirtVersion\":\"9.0.0\",\"qemuVersion\":"
    "\"7.2.15Debian 1:7.2+dfsg-7\",\"kernel\":\"6.1.0-26-amd64\",\"hostname\":\"host.lan\"}" },
  { "start-old", "2014-01-02 03:04:05.006+0000: starting up", G_GINT64_CONSTANT (1388631845006000),
    "{\"kind\":\"START\",\"severity\":\"info\",\"text\":\"starting up\"}" },
  { "stop", "2018-12-06 08:06:35.409+0000: shutting down, reason=destroyed",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"STOP\",\"severity\":\"info\",\"text\":\"shutting down, reason=destroyed\","
    "\"reason\":\"destroyed\"}" },
  { "stop-crashed", "2018-12-06 08:06:35.409+0000: shutting down, reason=crashed",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"STOP\",\"severity\":\"error\",\"text\":\"shutting down, reason=crashed\","
    "\"reason\":\"crashed\"}" },
  { "stop-from-snapshot", "2018-12-06 08:06:35.409+0000: shutting down, reason=from snapshot\r",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"STOP\",\"severity\":\"info\",\"text\":\"shutting down, reason=from snapshot\","
    "\"reason\":\"from snapshot\"}" },
  { "stop-old", "2014-01-02 03:04:05.006+0000: shutting down", G_GINT64_CONSTANT (1388631845006000),
    "{\"kind\":\"STOP\",\"severity\":\"info\",\"text\":\"shutting down\"}" },
  { "stop-without-time", "shutting down, reason=destroyed", READ_AT,
    "{\"kind\":\"TEXT\",\"text\":\"shutting down, reason=destroyed\"}" },
  { "stop-by-hypervisor", "2018-12-06T08:06:35.153855Z shutting down, reason=destroyed",
    G_GINT64_CONSTANT (1544083595153855),
    "{\"kind\":\"TEXT\",\"text\":\"shutting down, reason=destroyed\"}" },
  { "stop-and-more", "2018-12-06 08:06:35.409+0000: shutting down the guest's disks",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"TEXT\",\"text\":\"shutting down the guest's disks\"}" },
  { "panic",
    "2018-12-06 08:06:35.409+0000: panic hyper-v: arg1='0x7b', arg2='0x1', arg3='0x2', arg4='0x3', "
    "arg5='0x4'",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"PANIC\",\"severity\":\"error\",\"text\":\"panic hyper-v: arg1='0x7b', "
    "arg2='0x1', arg3='0x2', arg4='0x3', arg5='0x4'\",\"reason\":\"hyper-v: arg1='0x7b', "
    "arg2='0x1', arg3='0x2', arg4='0x3', arg5='0x4'\"}" },
  { "panic-by-guest", "panic hyper-v: arg1='0x7b'", READ_AT,
    "{\"kind\":\"TEXT\",\"text\":\"panic hyper-v: arg1='0x7b'\"}" },
  { "signal",
    "2018-12-06T08:06:35.153855Z qemu-system-x86_64: terminating on signal 15 from pid 1234 "
    "(/usr/sbin/libvirtd)",
    G_GINT64_CONSTANT (1544083595153855),
    "{\"kind\":\"SIGNAL\",\"severity\":\"warning\",\"text\":\"qemu-system-x86_64: terminating on "
    "signal 15 from pid 1234 (/usr/sbin/libvirtd)\",\"signal\":15,\"pid\":1234,\"program\":"
    "\"/usr/sbin/libvirtd\"}" },
  { "signal-by-nobody", "qemu-kvm: terminating on signal 15 from pid 99 (<unknown process>)",
    READ_AT,
    "{\"kind\":\"SIGNAL\",\"severity\":\"warning\",\"text\":\"qemu-kvm: terminating on signal 15 "
    "from pid 99 (<unknown process>)\",\"signal\":15,\"pid\":99}" },
  { "signal-without-path", "qemu: terminating on signal 15 from pid 99", READ_AT,
    "{\"kind\":\"SIGNAL\",\"severity\":\"warning\",\"text\":\"qemu: terminating on signal 15 from "
    "pid 99\",\"signal\":15,\"pid\":99}" },
  { "signal-from-terminal", "qemu: terminating on signal 2", READ_AT,
    "{\"kind\":\"SIGNAL\",\"severity\":\"warning\",\"text\":\"qemu: terminating on signal 2\","
    "\"signal\":2}" },
  { "signal-too-great", "qemu: terminating on signal 99999999999999999999 from pid 1", READ_AT,
    "{\"kind\":\"TEXT\",\"severity\":\"error\",\"text\":\"qemu: terminating on signal "
    "99999999999999999999 from pid 1\"}" },
  { "signal-quoted", "login: terminating on signal 15 from pid 1 (/bin/x)", READ_AT,
    "{\"kind\":\"TEXT\",\"text\":\"login: terminating on signal 15 from pid 1 (/bin/x)\"}" },
  { "taint", "2018-12-06 08:06:35.409+0000: Domain id=3 is tainted: high-privileges",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"TAINT\",\"severity\":\"warning\",\"text\":\"Domain id=3 is tainted: "
    "high-privileges\",\"reason\":\"high-privileges\"}" },
  { "warning", "2018-12-06T08:06:35.153855Z qemu-kvm: warning: old CPU",
    G_GINT64_CONSTANT (1544083595153855),
    "{\"kind\":\"TEXT\",\"severity\":\"warning\",\"text\":\"qemu-kvm: warning: old CPU\"}" },
  { "error", "2018-12-06T08:06:35.153855Z qemu-kvm: cannot open disk",
    G_GINT64_CONSTANT (1544083595153855),
    "{\"kind\":\"TEXT\",\"severity\":\"error\",\"text\":\"qemu-kvm: cannot open disk\"}" },
  { "libvirt", "2018-12-06 08:06:35.409+0000: 1234: error : virFoo:12 : no room",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"TEXT\",\"severity\":\"error\",\"text\":\"1234: error : virFoo:12 : no room\"}" },
  { "cloud-hypervisor", "cloud-hypervisor: 12.3ms: <vmm> WARN:vmm/src/lib.rs:1 -- slow", READ_AT,
    "{\"kind\":\"TEXT\",\"severity\":\"warning\",\"text\":\"cloud-hypervisor: 12.3ms: <vmm> "
    "WARN:vmm/src/lib.rs:1 -- slow\"}" },
  { "text", "char device redirected to /dev/pts/1\t(label charserial0)", READ_AT,
    "{\"kind\":\"TEXT\",\"text\":\"char device redirected to /dev/pts/1 (label charserial0)\"}" },
  { "no-such-day", "2018-02-31 08:06:35.409+0000: shutting down, reason=crashed", READ_AT,
    "{\"kind\":\"TEXT\",\"text\":\"2018-02-31 08:06:35.409+0000: shutting down, "
    "reason=crashed\"}" },
  { "escapes", "a\033[2Jb", READ_AT, "{\"kind\":\"TEXT\",\"text\":\"a\357\277\275[2Jb\"}" },
};

static void
test_line (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  gint64 usec = READ_AT;
  g_autoptr (VmistateLogLine) record =
      _vmistate_log_parse (lines[i].line, strlen (lines[i].line), /* cut_bytes= */ 0, &usec);
  g_autofree char *json = to_json (record);

  g_assert_cmpstr (json, ==, lines[i].json);
  g_assert_cmpint (usec, ==, lines[i].usec);
}

/* Rubbish */

static void
test_rubbish (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  char line[VMISTATE_LOG_MAX_BYTES];

  for (guint i = 0; i < 200; i++)
    {
      gsize length = (gsize) g_rand_int_range (rand, 1, sizeof (line));
      gint64 usec = READ_AT;
      g_autoptr (VmistateLogLine) record = NULL;
      const char *text;

      for (gsize j = 0; j < length; j++)
        line[j] = (char) g_rand_int_range (rand, 0, 256);
      record = _vmistate_log_parse (line, length, /* cut_bytes= */ 7, &usec);
      text = _vmistate_record_get_string (record, LOG_LINE_TEXT);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (strlen (text), <=, 2 * VMISTATE_LOG_MAX_BYTES);
      for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
      g_assert_true (_vmistate_record_has (record, LOG_LINE_CUT_BYTES));
    }
}

/* Secrets */

static const struct
{
  const char *text;
  const char *masked;
} secrets[] = {
  { "-object secret,id=sec0,data=AAECAw==,keyid=k", "-object secret,id=sec0,data=***,keyid=k" },
  { "-object '{\"qom-type\":\"secret\",\"id\":\"s\",\"data\":\"it's, \\\"x\\\"\",\"iv\":\"1\"}' -x",
    "-object '{\"qom-type\":\"secret\",\"id\":\"s\",\"data\":\"***\",\"iv\":\"1\"}' -x" },
  { "-spice port=1,password=hun,,ter2,addr=::1", "-spice port=1,password=***,addr=::1" },
  { "-spice 'password=two words,port=1' -x", "-spice 'password=***,port=1' -x" },
  { "DB_PASSWORD=\"a b\" PATH=/bin", "DB_PASSWORD=***\" PATH=/bin" },
  { "file=rbd:pool/image:id=admin:key=AQD==:auth", "file=rbd:pool/image:id=admin:key=***" },
  { "API_TOKEN=abc x", "API_TOKEN=*** x" },
  { "data=harmless", "data=harmless" },
  { "password is wrong", "password is wrong" },
};

static void
test_secrets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *masked = _vmistate_log_mask_secrets (secrets[i].text);

      g_assert_cmpstr (masked, ==, secrets[i].masked);
    }
}

/* The journal */

static const struct
{
  const char *entry;
  gint64 usec;
  const char *json; /* (nullable) */
} entries[] = {
  { "{\"MESSAGE\":\"End of file\",\"PRIORITY\":\"3\",\"SYSLOG_IDENTIFIER\":\"libvirtd\","
    "\"_PID\":\"77\",\"__REALTIME_TIMESTAMP\":\"1544083595409000\"}",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"TEXT\",\"severity\":\"error\",\"text\":\"End of file\",\"pid\":77,\"program\":"
    "\"libvirtd\"}" },
  { "{\"MESSAGE\":[104,105,27],\"PRIORITY\":\"4\"}", READ_AT,
    "{\"kind\":\"TEXT\",\"severity\":\"warning\",\"text\":\"hi\357\277\275\"}" },
  { "{\"MESSAGE\":[\"one\",\"two\"],\"PRIORITY\":\"6\"}", READ_AT,
    "{\"kind\":\"TEXT\",\"severity\":\"info\",\"text\":\"one\"}" },
  { "{\"MESSAGE\":\"2018-12-06 08:06:35.409+0000: shutting down, reason=crashed\"}",
    G_GINT64_CONSTANT (1544083595409000),
    "{\"kind\":\"TEXT\",\"severity\":\"error\",\"text\":\"shutting down, reason=crashed\","
    "\"reason\":\"crashed\"}" },
  { "{\"MESSAGE\":null}", READ_AT, NULL },
  { "{\"MESSAGE\":{\"a\":1},\"PRIORITY\":9}", READ_AT, NULL },
  { "[1]", READ_AT, NULL },
  { "-- No entries --", READ_AT, NULL },
};

static void
test_journal (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gint64 usec = READ_AT;
      g_autoptr (VmistateLogLine) record =
          _vmistate_log_parse_journal (entries[i].entry, strlen (entries[i].entry), &usec);
      g_autofree char *json = record != NULL ? to_json (record) : NULL;

      g_assert_cmpstr (json, ==, entries[i].json);
      g_assert_cmpint (usec, ==, entries[i].usec);
    }
}

/* Lines */

static void
append_line (const char *line, gsize length, guint64 cut_bytes, gpointer user_data)
{
  g_string_append_printf (user_data, "[%.*s+%" G_GUINT64_FORMAT "]", (int) length, line, cut_bytes);
}

static void
test_lines (void)
{
  const char text[] = "one\n\n\0\0two\n0123456789abc\nend";
  const gsize length = sizeof (text) - 1;
  g_autoptr (GString) whole = g_string_new (NULL);
  VmistateLogLines splitter;

  for (gsize piece = 1; piece <= length; piece++)
    {
      g_string_truncate (whole, 0);
      _vmistate_log_lines_init (&splitter, /* max_bytes= */ 10, append_line, whole);
      for (gsize at = 0; at < length; at += piece)
        _vmistate_log_lines_feed (&splitter, text + at, MIN (piece, length - at));
      g_assert_cmpstr (whole->str, ==, "[one+0][two+0][0123456789+3]");
      _vmistate_log_lines_end (&splitter);
      g_assert_true (g_str_has_suffix (whole->str, "[end+0]"));
      _vmistate_log_lines_clear (&splitter);
    }
}

static guint
take_all (VmistateLogRate *rate, gint64 at)
{
  guint n = 0;

  while (n < 1000 && _vmistate_log_rate_take (rate, at))
    n++;
  return n;
}

static void
test_rate (void)
{
  VmistateLogRate rate;

  _vmistate_log_rate_init (&rate, /* per_second= */ 10, /* monotonic_usec= */ 0);
  g_assert_cmpuint (take_all (&rate, 0), ==, 100);
  g_assert_cmpuint (take_all (&rate, G_USEC_PER_SEC / 2), ==, 5);
  g_assert_cmpuint (take_all (&rate, 1000 * G_USEC_PER_SEC), ==, 100);
  _vmistate_log_rate_init (&rate, /* per_second= */ 0, /* monotonic_usec= */ 0);
  g_assert_cmpuint (take_all (&rate, 0), ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strconcat ("/log-parse/line/", lines[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_line);
    }
  g_test_add_func ("/log-parse/rubbish", test_rubbish);
  g_test_add_func ("/log-parse/secrets", test_secrets);
  g_test_add_func ("/log-parse/journal", test_journal);
  g_test_add_func ("/log-parse/lines", test_lines);
  g_test_add_func ("/log-parse/rate", test_rate);
  return g_test_run ();
}
