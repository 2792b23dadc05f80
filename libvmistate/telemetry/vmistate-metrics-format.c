/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-metrics-format.h>

#include <string.h>

G_DEFINE_ENUM_TYPE (VmistateMetricsFormat, vmistate_metrics_format,
                    G_DEFINE_ENUM_VALUE (VMISTATE_METRICS_FORMAT_PROMETHEUS, "prometheus"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_METRICS_FORMAT_OPENMETRICS, "openmetrics"))

/* A header that names more than this is not an honest one. */
#define MAX_RANGES     32
#define MAX_PARAMETERS 16

static const struct
{
  const char *content_type;
  const char *major;
  const char *minor;
  const char *version;
} formats[] = {
  [VMISTATE_METRICS_FORMAT_PROMETHEUS] = { "text/plain; version=0.0.4; charset=utf-8", "text",
                                           "plain", "0.0.4" },
  [VMISTATE_METRICS_FORMAT_OPENMETRICS] = { "application/openmetrics-text; version=1.0.0; "
                                            "charset=utf-8",
                                            "application", "openmetrics-text", "1.0.0" },
};

/**
 * vmistate_metrics_format_get_content_type:
 * @format: a format
 *
 * The value of the HTTP header `Content-Type` for metrics in that format.
 *
 * Returns: the media type
 *
 * Since: 0.1
 */
const char *
vmistate_metrics_format_get_content_type (VmistateMetricsFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (formats), NULL);

  return formats[format].content_type;
}

/* How exactly a range names a format */
typedef enum
{
  NOT_NAMED,
  ANY,         /* * / * */
  ANY_OF_KIND, /* text / * */
  BY_NAME,
  BY_VERSION,
} Exactness;

typedef struct
{
  Exactness exactness;
  double quality;
} Match;

/* Returns: whether it is a number from 0 to 1 */
static gboolean
parse_quality (const char *text, double *quality)
{
  char *end;

  *quality = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && *quality >= 0 && *quality <= 1;
}

/* What stands before the parameters. */
static Exactness
match_name (VmistateMetricsFormat format, const char *name)
{
  g_autofree char *full = g_strconcat (formats[format].major, "/", formats[format].minor, NULL);
  g_autofree char *kind = g_strconcat (formats[format].major, "/*", NULL);

  if (g_ascii_strcasecmp (name, full) == 0)
    return BY_NAME;
  if (g_ascii_strcasecmp (name, kind) == 0)
    return ANY_OF_KIND;
  return g_str_equal (name, "*/*") ? ANY : NOT_NAMED;
}

static void
unquote (char *value)
{
  gsize length = strlen (value);

  if (length < 2 || value[0] != '"' || value[length - 1] != '"')
    return;
  value[length - 1] = '\0';
  memmove (value, value + 1, length - 1);
}

/* One of name=value. Returns: FALSE if the range is none that can be answered */
static gboolean
apply_parameter (VmistateMetricsFormat format, char *parameter, Match *match)
{
  char *value = strchr (parameter, '=');

  if (value == NULL)
    return TRUE;
  *value++ = '\0';
  g_strstrip (parameter);
  g_strstrip (value);
  unquote (value);
  if (g_ascii_strcasecmp (parameter, "q") == 0)
    return parse_quality (value, &match->quality);
  if (g_ascii_strcasecmp (parameter, "version") != 0 || match->exactness != BY_NAME)
    return TRUE;
  match->exactness = BY_VERSION;
  return g_str_equal (value, formats[format].version);
}

static Match
match_range (VmistateMetricsFormat format, const char *range)
{
  const Match none = { NOT_NAMED, 0 };
  g_auto (GStrv) parts = g_strsplit (range, ";", MAX_PARAMETERS);
  Match match = { NOT_NAMED, 1 };

  if (parts[0] == NULL)
    return none;
  match.exactness = match_name (format, g_strstrip (parts[0]));
  if (match.exactness == NOT_NAMED)
    return none;
  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (!apply_parameter (format, parts[i], &match))
        return none;
    }
  return match;
}

/* Of several ranges, that which names the format most exactly counts. */
static Match
find_match (VmistateMetricsFormat format, char **ranges)
{
  Match best = { NOT_NAMED, 0 };

  for (guint i = 0; ranges[i] != NULL; i++)
    {
      Match match = match_range (format, ranges[i]);

      if (match.exactness > best.exactness)
        best = match;
    }
  return best;
}

/**
 * vmistate_metrics_negotiate:
 * @accept: (nullable): the value of the HTTP header `Accept` of a request for metrics; %NULL if
 *   there is none
 *
 * Which format to answer with: that with the higher quality, and of two with the same, that which
 * is named more exactly. Where neither is accepted, or both are the same,
 * %VMISTATE_METRICS_FORMAT_PROMETHEUS, which everything reads.
 *
 * Returns: the format
 *
 * Since: 0.1
 */
VmistateMetricsFormat
vmistate_metrics_negotiate (const char *accept)
{
  g_auto (GStrv) ranges = g_strsplit (accept != NULL ? accept : "", ",", MAX_RANGES);
  Match prometheus = find_match (VMISTATE_METRICS_FORMAT_PROMETHEUS, ranges);
  Match openmetrics = find_match (VMISTATE_METRICS_FORMAT_OPENMETRICS, ranges);

  if (openmetrics.quality > prometheus.quality
      || (openmetrics.quality > 0 && openmetrics.quality >= prometheus.quality
          && MIN (openmetrics.exactness, BY_NAME) > MIN (prometheus.exactness, BY_NAME)))
    return VMISTATE_METRICS_FORMAT_OPENMETRICS;
  return VMISTATE_METRICS_FORMAT_PROMETHEUS;
}
