/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-metrics-profiles.h>

G_DEFINE_FLAGS_TYPE (VmistateMetricsProfiles, vmistate_metrics_profiles,
                     G_DEFINE_ENUM_VALUE (VMISTATE_METRICS_PROFILES_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_METRICS_PROFILES_DEFAULT, "default"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_METRICS_PROFILES_KUBEVIRT, "kubevirt"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_METRICS_PROFILES_TINKOFF, "tinkoff"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_METRICS_PROFILES_INOVEX, "inovex"),
                     G_DEFINE_ENUM_VALUE (VMISTATE_METRICS_PROFILES_KUMINA, "kumina"))
