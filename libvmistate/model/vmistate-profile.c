/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <vmistate/vmistate-profile.h>

G_DEFINE_ENUM_TYPE (VmistateProfile, vmistate_profile,
                    G_DEFINE_ENUM_VALUE (VMISTATE_PROFILE_TRUTH, "truth"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_PROFILE_KUBEVIRT, "kubevirt"))
