/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <math.h>
#include <string.h>

#include "telemetry/label-text.h"
#include "telemetry/number-text.h"
#include "telemetry/render.h"

static const VmistateFamily reads = { "disk_read_seconds", VMISTATE_FAMILY_COUNTER, "seconds",
                                      "Time \"lost\"\nin \\ reads" };
static const VmistateFamily sizes = { "disk_size_bytes", VMISTATE_FAMILY_GAUGE, "bytes", "Size" };
static const VmistateFamily hosts = { "host", VMISTATE_FAMILY_INFO, NULL, "The host" };
static const VmistateFamily modes = { "mode", VMISTATE_FAMILY_STATESET, NULL, "The mode" };
static const VmistateFamily pings = { "ping_seconds", VMISTATE_FAMILY_HISTOGRAM, "seconds",
                                      "Pings" };
static const VmistateFamily others = { "other", VMISTATE_FAMILY_UNKNOWN, NULL, "Other" };

typedef struct
{
  VmistateExposition *exposition;
  GString *labels;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  self->exposition = _vmistate_exposition_new ();
  self->labels = g_string_new (NULL);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  _vmistate_exposition_free (self->exposition);
  g_string_free (self->labels, TRUE);
}

static const GString *
label (Fixture *self, const char *name, const char *value)
{
  g_string_truncate (self->labels, 0);
  _vmistate_label_append (self->labels, name, value);
  return self->labels;
}

static void
assert_render (Fixture *self, VmistateMetricsFormat format, const char *expected)
{
  g_autofree char *text = _vmistate_render (self->exposition, format);

  g_assert_cmpstr (text, ==, expected);
}

static void
fill (Fixture *self)
{
  static const char *const states[] = { "off", "on", NULL };
  static const guint64 bounds[] = { 500000, 2000000 };
  static const guint64 counts[] = { 1, 0, 2 };
  VmistateExposition *e = self->exposition;
  VmistateSamples *other = _vmistate_exposition_add_family (e, &others);
  VmistateSamples *ping = _vmistate_exposition_add_family (e, &pings);
  VmistateSamples *mode = _vmistate_exposition_add_family (e, &modes);
  VmistateSamples *host = _vmistate_exposition_add_family (e, &hosts);
  VmistateSamples *size = _vmistate_exposition_add_family (e, &sizes);
  VmistateSamples *read = _vmistate_exposition_add_family (e, &reads);

  g_assert_true (_vmistate_exposition_add_seconds (e, read, label (self, "d", "b"), 1500000));
  g_assert_true (_vmistate_exposition_add_seconds (e, read, label (self, "d", "a"), 2));
  g_assert_true (_vmistate_exposition_add_double (e, size, label (self, "d", "a"), 0.1));
  g_assert_true (_vmistate_exposition_add_uint (e, host, label (self, "n", "h"), 1));
  g_assert_true (_vmistate_exposition_add_states (e, mode, label (self, "d", "a"), states, "on"));
  g_assert_true (_vmistate_exposition_add_histogram (e, ping, label (self, "d", NULL), bounds,
                                                     counts, 2, 9000000));
  g_assert_true (_vmistate_exposition_add_uint (e, other, label (self, "d", ""), 7));
}

#define SAMPLES_READ                                                                               \
  "disk_read_seconds_total{d=\"b\"} 1.5\ndisk_read_seconds_total{d=\"a\"} 0.000002\n"
#define SAMPLES_SIZE "disk_size_bytes{d=\"a\"} 0.1\n"
#define SAMPLES_HOST "host_info{n=\"h\"} 1\n"
#define SAMPLES_MODE "mode{d=\"a\",mode=\"off\"} 0\nmode{d=\"a\",mode=\"on\"} 1\n"
#define SAMPLES_PING                                                                               \
  "ping_seconds_bucket{le=\"0.5\"} 1\nping_seconds_bucket{le=\"2.0\"} 1\n"                         \
  "ping_seconds_bucket{le=\"+Inf\"} 3\nping_seconds_count 3\nping_seconds_sum 9\n"

static void
test_prometheus (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fill (self);
  assert_render (self, VMISTATE_METRICS_FORMAT_PROMETHEUS,
                 "# HELP disk_read_seconds_total Time \"lost\"\\nin \\\\ reads\n"
                 "# TYPE disk_read_seconds_total counter\n" SAMPLES_READ
                 "# HELP disk_size_bytes Size\n# TYPE disk_size_bytes gauge\n" SAMPLES_SIZE
                 "# HELP host_info The host\n# TYPE host_info gauge\n" SAMPLES_HOST
                 "# HELP mode The mode\n# TYPE mode gauge\n" SAMPLES_MODE
                 "# HELP other Other\n# TYPE other untyped\nother 7\n"
                 "# HELP ping_seconds Pings\n# TYPE ping_seconds histogram\n" SAMPLES_PING);
}

static void
test_openmetrics (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  fill (self);
  assert_render (self, VMISTATE_METRICS_FORMAT_OPENMETRICS,
                 "# TYPE disk_read_seconds counter\n# UNIT disk_read_seconds seconds\n"
                 "# HELP disk_read_seconds Time \\\"lost\\\"\\nin \\\\ reads\n" SAMPLES_READ
                 "# TYPE disk_size_bytes gauge\n# UNIT disk_size_bytes bytes\n"
                 "# HELP disk_size_bytes Size\n" SAMPLES_SIZE
                 "# TYPE host info\n# HELP host The host\n" SAMPLES_HOST
                 "# TYPE mode stateset\n# HELP mode The mode\n" SAMPLES_MODE
                 "# TYPE other unknown\n# HELP other Other\nother 7\n"
                 "# TYPE ping_seconds histogram\n# UNIT ping_seconds seconds\n"
                 "# HELP ping_seconds Pings\n" SAMPLES_PING "# EOF\n");
}

static void
test_empty (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  _vmistate_exposition_add_family (self->exposition, &sizes);
  assert_render (self, VMISTATE_METRICS_FORMAT_PROMETHEUS, "");
  assert_render (self, VMISTATE_METRICS_FORMAT_OPENMETRICS, "# EOF\n");
}

static void
test_duplicates (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const guint64 bound = 1;
  static const guint64 counts[] = { 1, 1 };
  VmistateExposition *e = self->exposition;
  VmistateSamples *size = _vmistate_exposition_add_family (e, &sizes);
  VmistateSamples *ping = _vmistate_exposition_add_family (e, &pings);

  g_assert_null (_vmistate_exposition_add_family (e, &sizes));
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i % 500);

      g_assert_true (_vmistate_exposition_add_uint (e, size, label (self, "n", value), i)
                     == (i < 500));
    }
  g_assert_cmpuint (size->n_samples, ==, 500);
  g_assert_cmpuint (_vmistate_exposition_get_n_refused (e), ==, 500);
  for (guint i = 0; i < 2; i++)
    g_assert_true (_vmistate_exposition_add_histogram (
                       e, ping, label (self, "n", i < 1 ? "" : NULL), &bound, counts, 1, 1)
                   == (i == 0));
  g_assert_true (
      _vmistate_exposition_add_histogram (e, ping, label (self, "n", "1"), &bound, counts, 1, 1));
  g_assert_false (
      _vmistate_exposition_add_histogram (e, ping, label (self, "n", "1"), &bound, counts, 1, 1));
  g_assert_cmpuint (_vmistate_exposition_get_n_refused (e), ==, 502);
}

static void
test_reset (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateSamples *size = _vmistate_exposition_add_family (self->exposition, &sizes);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (
          _vmistate_exposition_add_uint (self->exposition, size, label (self, "d", "a"), i));
      _vmistate_exposition_reset (self->exposition);
    }
  assert_render (self, VMISTATE_METRICS_FORMAT_PROMETHEUS, "");
}

static void
test_no_numbers (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateExposition *e = self->exposition;
  VmistateSamples *size = _vmistate_exposition_add_family (e, &sizes);
  VmistateSamples *read = _vmistate_exposition_add_family (e, &reads);
  static const char *const states[] = { "on", NULL };

  g_assert_false (_vmistate_exposition_add_double (e, size, label (self, "d", "a"), NAN));
  g_assert_false (_vmistate_exposition_add_double (e, size, label (self, "d", "a"), INFINITY));
  g_assert_false (_vmistate_exposition_add_double (e, read, label (self, "d", "a"), -1));
  g_assert_false (_vmistate_exposition_add_states (e, size, label (self, "d", "a"), states, "?"));
  g_assert_false (_vmistate_exposition_add_states (e, size, label (self, "d", "a"), states, NULL));
  g_assert_true (_vmistate_exposition_add_double (e, size, label (self, "d", "a"), -1));
  g_assert_cmpuint (_vmistate_exposition_get_n_refused (e), ==, 0);
}

/* Labels */

static void
test_label_values (void)
{
  static const struct
  {
    const char *value;
    const char *expected;
  } cases[] = {
    { "plain", "a=\"plain\"" },
    { NULL, "" },
    { "", "" },
    { "\\\"\n", "a=\"\\\\\\\"\\n\"" },
    { "\"} 1\nup 0", "a=\"\\\"} 1\\nup 0\"" },
    { "\303\244\342\202\254", "a=\"\303\244\342\202\254\"" },
    { "\377\300\257x\303", "a=\"\357\277\275\357\277\275\357\277\275x\357\277\275\"" },
    { "\033[31m\r\t\177", "a=\"\357\277\275[31m\357\277\275\357\277\275\357\277\275\"" },
    { "\342\200\250\342\200\256\302\205", "a=\"\357\277\275\357\277\275\357\277\275\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) labels = g_string_new (NULL);

      _vmistate_label_append (labels, "a", cases[i].value);
      g_assert_cmpstr (labels->str, ==, cases[i].expected);
    }
}

static void
test_label_bound (void)
{
  g_autofree char *long_value = g_strnfill (100000, 'x');
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new (NULL);

  _vmistate_label_append (labels, "a", long_value);
  g_assert_cmpuint (labels->len, ==, VMISTATE_LABEL_MAX_BYTES + strlen ("a=\"\""));
  /* No character is cut in two. */
  memcpy (long_value + VMISTATE_LABEL_MAX_BYTES - 1, "\360\237\230\200", 4);
  _vmistate_label_append (wide, "a", long_value);
  g_assert_cmpuint (wide->len, ==, VMISTATE_LABEL_MAX_BYTES - 1 + strlen ("a=\"\""));
  g_assert_null (strstr (wide->str, "\357\277\275"));
}

/* Numbers */

static void
test_numbers (void)
{
  static const struct
  {
    guint64 usec;
    const char *expected;
  } seconds[] = {
    { 0, "0" },
    { 1, "0.000001" },
    { 999999, "0.999999" },
    { 1000000, "1" },
    { 1500000, "1.5" },
    { 10010000, "10.01" },
    { G_MAXUINT64, "18446744073709.551615" },
  };
  static const struct
  {
    double value;
    const char *expected;
  } doubles[] = {
    { 0.1, "0.1" }, { 1.0 / 3, "0.33333333333333331" }, { -2, "-2" }, { 1e300, "1e+300" }
  };
  g_autoptr (GString) text = g_string_new (NULL);

  _vmistate_number_append_uint (text, 0);
  _vmistate_number_append_uint (text, G_MAXUINT64);
  g_assert_cmpstr (text->str, ==, "018446744073709551615");
  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_string_truncate (text, 0);
      _vmistate_number_append_seconds (text, seconds[i].usec);
      g_assert_cmpstr (text->str, ==, seconds[i].expected);
    }
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    {
      g_string_truncate (text, 0);
      _vmistate_number_append_double (text, doubles[i].value);
      g_assert_cmpstr (text->str, ==, doubles[i].expected);
    }
}

/* Only what is told while it is set has a time, each format in its own unit. */
static void
test_times (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VmistateExposition *e = self->exposition;
  VmistateSamples *size = _vmistate_exposition_add_family (e, &sizes);

  _vmistate_exposition_set_time (e, VMISTATE_METRICS_FORMAT_PROMETHEUS, 1500250);
  _vmistate_exposition_add_uint (e, size, label (self, "n", "a"), 1);
  _vmistate_exposition_set_time (e, VMISTATE_METRICS_FORMAT_OPENMETRICS, 1500250);
  _vmistate_exposition_add_double (e, size, label (self, "n", "b"), 0.5);
  g_assert_false (_vmistate_exposition_add_seconds (e, size, label (self, "n", "b"), 1));
  _vmistate_exposition_add_seconds (e, size, label (self, "n", "c"), 2);
  _vmistate_exposition_set_time (e, VMISTATE_METRICS_FORMAT_OPENMETRICS, 0);
  _vmistate_exposition_add_uint (e, size, label (self, "n", "d"), 4);
  _vmistate_exposition_set_time (e, VMISTATE_METRICS_FORMAT_PROMETHEUS, -1);
  _vmistate_exposition_add_uint (e, size, label (self, "n", "e"), 5);
  g_assert_cmpstr (size->text->str, ==,
                   "disk_size_bytes{n=\"a\"} 1 1500\ndisk_size_bytes{n=\"b\"} 0.5 1.50025\n"
                   "disk_size_bytes{n=\"c\"} 0.000002 1.50025\ndisk_size_bytes{n=\"d\"} 4\n"
                   "disk_size_bytes{n=\"e\"} 5\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/telemetry/exposition/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (prometheus);
  ADD (openmetrics);
  ADD (empty);
  ADD (duplicates);
  ADD (reset);
  ADD (no_numbers);
  ADD (times);
#undef ADD
  g_test_add_func ("/telemetry/label/values", test_label_values);
  g_test_add_func ("/telemetry/label/bound", test_label_bound);
  g_test_add_func ("/telemetry/numbers", test_numbers);
  return g_test_run ();
}
