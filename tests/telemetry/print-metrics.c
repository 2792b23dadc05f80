/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints metrics for the tests in Python to look at.
 *
 *   print-metrics FACTS PROFILES FORMAT [RENDERS]    of a file of facts, as the last render has
 * them print-metrics --labels FORMAT                    of label values, each a line of hexadecimal
 *                                                    digits on standard input
 *
 * PROFILES is the sum of their flags, FORMAT the nick of one. */

#include <stdio.h>
#include <string.h>

#include "telemetry/label-text.h"
#include "telemetry/render.h"

#include "fleet.h"

#define MAX_LINE (1 << 20)

static VmistateMetricsFormat
parse_format (const char *nick)
{
  g_autoptr (GEnumClass) formats = g_type_class_ref (VMISTATE_TYPE_METRICS_FORMAT);
  GEnumValue *value = g_enum_get_value_by_nick (formats, nick);

  if (value == NULL)
    g_error ("no format %s", nick);
  return value->value;
}

static char *
parse_bytes (const char *digits)
{
  gsize length = strlen (digits) / 2;
  char *bytes = g_malloc0 (length + 1);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) (g_ascii_xdigit_value (digits[2 * i]) << 4
                       | g_ascii_xdigit_value (digits[2 * i + 1]));
  return bytes;
}

static int
print_labels (VmistateMetricsFormat format)
{
  static const VmistateFamily family = { "labels", VMISTATE_FAMILY_GAUGE, NULL, "Label \\ values" };
  g_autoptr (VmistateExposition) exposition = _vmistate_exposition_new ();
  VmistateSamples *samples = _vmistate_exposition_add_family (exposition, &family);
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autofree char *line = g_malloc (MAX_LINE);
  g_autofree char *text = NULL;

  for (guint i = 0; fgets (line, MAX_LINE, stdin) != NULL; i++)
    {
      g_autofree char *value = parse_bytes (g_strchomp (line));

      g_string_truncate (labels, 0);
      _vmistate_label_append_uint (labels, "n", i);
      _vmistate_label_append (labels, "value", value);
      _vmistate_exposition_add_uint (exposition, samples, labels, i);
    }
  text = _vmistate_render (exposition, format);
  fputs (text, stdout);
  return 0;
}

static int
print_fleet (const char *path, VmistateMetricsProfiles profiles, VmistateMetricsFormat format,
             guint n_renders)
{
  Fleet fleet;

  fleet_set_up (&fleet, path);
  fleet_report_sampler (&fleet);
  vmistate_metrics_set_profiles (fleet.metrics, profiles);
  for (guint i = 0; i < n_renders; i++)
    {
      g_autofree char *text = vmistate_metrics_render (fleet.metrics, format);

      if (i + 1 == n_renders)
        fputs (text, stdout);
    }
  fleet_tear_down (&fleet);
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--labels"))
    return print_labels (parse_format (argv[2]));
  if (argc == 4 || argc == 5)
    return print_fleet (argv[1], (VmistateMetricsProfiles) g_ascii_strtoull (argv[2], NULL, 10),
                        parse_format (argv[3]),
                        argc == 5 ? (guint) g_ascii_strtoull (argv[4], NULL, 10) : 1);
  return 2;
}
