/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The text format 0.0.4 of Prometheus: a comment names what the samples are called, suffix and
 * all, and types that it does not know are gauges. */

#include "config.h"

#include "render.h"

static const char *const type_names[VMISTATE_FAMILY_N_TYPES] = {
  [VMISTATE_FAMILY_UNKNOWN] = "untyped", [VMISTATE_FAMILY_COUNTER] = "counter",
  [VMISTATE_FAMILY_GAUGE] = "gauge",     [VMISTATE_FAMILY_INFO] = "gauge",
  [VMISTATE_FAMILY_STATESET] = "gauge",  [VMISTATE_FAMILY_HISTOGRAM] = "histogram",
};

static void
begin_line (GString *text, const char *keyword, const VmistateFamily *family)
{
  g_string_append (text, keyword);
  g_string_append (text, family->name);
  g_string_append (text, _vmistate_family_get_suffix (family));
  g_string_append_c (text, ' ');
}

void
_vmistate_render_prometheus_head (GString *text, const VmistateFamily *family)
{
  begin_line (text, "# HELP ", family);
  _vmistate_render_append_help (text, family->help, "");
  g_string_append_c (text, '\n');
  begin_line (text, "# TYPE ", family);
  g_string_append (text, type_names[family->type]);
  g_string_append_c (text, '\n');
}
