/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* OpenMetrics 1.0: a comment names the family, without the suffixes of its samples. */

#include "config.h"

#include "render.h"

static const char *const type_names[VMISTATE_FAMILY_N_TYPES] = {
  [VMISTATE_FAMILY_UNKNOWN] = "unknown",   [VMISTATE_FAMILY_COUNTER] = "counter",
  [VMISTATE_FAMILY_GAUGE] = "gauge",       [VMISTATE_FAMILY_INFO] = "info",
  [VMISTATE_FAMILY_STATESET] = "stateset", [VMISTATE_FAMILY_HISTOGRAM] = "histogram",
};

static void
append_line (GString *text, const char *keyword, const char *name, const char *rest)
{
  g_string_append (text, keyword);
  g_string_append (text, name);
  g_string_append_c (text, ' ');
  g_string_append (text, rest);
  g_string_append_c (text, '\n');
}

void
_vmistate_render_openmetrics_head (GString *text, const VmistateFamily *family)
{
  append_line (text, "# TYPE ", family->name, type_names[family->type]);
  if (family->unit != NULL)
    append_line (text, "# UNIT ", family->name, family->unit);
  append_line (text, "# HELP ", family->name, "");
  g_string_truncate (text, text->len - 1);
  _vmistate_render_append_help (text, family->help, "\"");
  g_string_append_c (text, '\n');
}
