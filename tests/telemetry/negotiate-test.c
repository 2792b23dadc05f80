/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <vmistate/vmistate.h>

static const struct
{
  const char *accept;
  VmistateMetricsFormat expected;
} cases[] = {
#define OPENMETRICS VMISTATE_METRICS_FORMAT_OPENMETRICS
#define PROMETHEUS  VMISTATE_METRICS_FORMAT_PROMETHEUS
  /* What collectors and people send */
  { "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
    "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
    OPENMETRICS },
  { "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
    "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;"
    "escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
    OPENMETRICS },
  { "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PROMETHEUS },
  { "*/*", PROMETHEUS },
  { NULL, PROMETHEUS },
  { "", PROMETHEUS },
  /* Qualities */
  { "application/openmetrics-text;q=0.4, text/plain;q=0.5", PROMETHEUS },
  { "application/openmetrics-text;q=0.5, text/plain;q=0.4", OPENMETRICS },
  { "application/openmetrics-text;q=0.5, text/plain;q=0.5", PROMETHEUS },
  { "application/openmetrics-text;q=0", PROMETHEUS },
  { "application/openmetrics-text;q=0, */*", PROMETHEUS },
  { "text/plain;q=0, */*;q=0.1", OPENMETRICS },
  { "application/openmetrics-text ; Q=0.9 , text/* ; q=0.8", OPENMETRICS },
  { "application/openmetrics-text;q=nan, text/plain;q=0.1", PROMETHEUS },
  { "application/openmetrics-text;q=2, text/plain;q=0.1", PROMETHEUS },
  { "application/openmetrics-text;q=0,5, text/plain;q=0.1", PROMETHEUS },
  { "application/openmetrics-text;q=-1", PROMETHEUS },
  { "application/openmetrics-text;q=", PROMETHEUS },
  /* How exactly */
  { "application/openmetrics-text, */*", OPENMETRICS },
  { "application/*, text/plain", PROMETHEUS },
  { "application/*", OPENMETRICS },
  { "application/*;q=0.9, application/openmetrics-text;q=0.1, text/plain;q=0.5", PROMETHEUS },
  /* Versions */
  { "application/openmetrics-text;version=0.0.1", PROMETHEUS },
  { "application/openmetrics-text;version=\"1.0.0\"", OPENMETRICS },
  { "application/openmetrics-text;version=2.0.0,application/openmetrics-text;q=0.2", OPENMETRICS },
  { "APPLICATION/OpenMetrics-Text; charset=utf-8", OPENMETRICS },
  /* Rubbish */
  { ";;;,,,===\",;q=,version", PROMETHEUS },
  { "application/json", PROMETHEUS },
};

static void
test_negotiate (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].accept);
      g_assert_cmpint (vmistate_metrics_negotiate (cases[i].accept), ==, cases[i].expected);
    }
}

static void
test_long (void)
{
  g_autofree char *commas = g_strnfill (1 << 20, ',');
  g_autofree char *semicolons = g_strnfill (1 << 20, ';');

  g_assert_cmpint (vmistate_metrics_negotiate (commas), ==, PROMETHEUS);
  g_assert_cmpint (vmistate_metrics_negotiate (semicolons), ==, PROMETHEUS);
}

static void
test_content_type (void)
{
  g_assert_cmpstr (vmistate_metrics_format_get_content_type (PROMETHEUS), ==,
                   "text/plain; version=0.0.4; charset=utf-8");
  g_assert_cmpstr (vmistate_metrics_format_get_content_type (OPENMETRICS), ==,
                   "application/openmetrics-text; version=1.0.0; charset=utf-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/telemetry/negotiate", test_negotiate);
  g_test_add_func ("/telemetry/negotiate/long", test_long);
  g_test_add_func ("/telemetry/content-type", test_content_type);
  return g_test_run ();
}
