/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-macros.h>

G_BEGIN_DECLS

/**
 * VmistateMetricsFormat:
 * @VMISTATE_METRICS_FORMAT_PROMETHEUS: the text format 0.0.4 of Prometheus, which everything that
 *   collects metrics reads
 * @VMISTATE_METRICS_FORMAT_OPENMETRICS: OpenMetrics 1.0 as text
 *
 * How metrics are written. Both have the same samples.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_METRICS_FORMAT_PROMETHEUS,
  VMISTATE_METRICS_FORMAT_OPENMETRICS,
} VmistateMetricsFormat;

#define VMISTATE_TYPE_METRICS_FORMAT (vmistate_metrics_format_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_metrics_format_get_type (void);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_metrics_format_get_content_type (VmistateMetricsFormat format);

VMISTATE_AVAILABLE_IN_0_1
VmistateMetricsFormat vmistate_metrics_negotiate (const char *accept);

G_END_DECLS
