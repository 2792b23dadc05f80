/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The text of an exposition. */

#pragma once

#include <vmistate/vmistate-metrics-format.h>

#include "exposition.h"

G_BEGIN_DECLS

/* Returns: (transfer full) */
char *_vmistate_render (VmistateExposition *exposition, VmistateMetricsFormat format);

/* What a format writes before the samples of a family. */
void _vmistate_render_prometheus_head (GString *text, const VmistateFamily *family);
void _vmistate_render_openmetrics_head (GString *text, const VmistateFamily *family);

/* A text in a comment line: backslash and end of line escaped, and each of @also. */
void _vmistate_render_append_help (GString *text, const char *help, const char *also);

G_END_DECLS
