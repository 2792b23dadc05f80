/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-macros.h>

G_BEGIN_DECLS

/**
 * VmistateMetricsProfiles:
 * @VMISTATE_METRICS_PROFILES_NONE: no metrics at all
 * @VMISTATE_METRICS_PROFILES_DEFAULT: the library's own names: `libvirt_…` for what the hypervisor
 *   tells, `vmistate_…` for what follows from it; every sample of a VM has `domain` and `uuid`
 * @VMISTATE_METRICS_PROFILES_KUBEVIRT: KubeVirt's `kubevirt_vmi_…`, as far as one node can know
 *   them
 * @VMISTATE_METRICS_PROFILES_TINKOFF: the names of Tinkoff's libvirt-exporter
 * @VMISTATE_METRICS_PROFILES_INOVEX: the names of inovex' prometheus-libvirt-exporter
 * @VMISTATE_METRICS_PROFILES_KUMINA: the names of kumina's libvirt_exporter, which Debian has as
 *   prometheus-libvirt-exporter
 *
 * Whose names metrics have. Profiles can be combined. A name that several of them have is there
 * once, as the first of them in this order has it.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_METRICS_PROFILES_NONE = 0,
  VMISTATE_METRICS_PROFILES_DEFAULT = 1 << 0,
  VMISTATE_METRICS_PROFILES_KUBEVIRT = 1 << 1,
  VMISTATE_METRICS_PROFILES_TINKOFF = 1 << 2,
  VMISTATE_METRICS_PROFILES_INOVEX = 1 << 3,
  VMISTATE_METRICS_PROFILES_KUMINA = 1 << 4,
} VmistateMetricsProfiles;

#define VMISTATE_TYPE_METRICS_PROFILES (vmistate_metrics_profiles_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_metrics_profiles_get_type (void);

G_END_DECLS
