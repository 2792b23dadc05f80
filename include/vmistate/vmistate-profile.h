/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-macros.h>

G_BEGIN_DECLS

/**
 * VmistateProfile:
 * @VMISTATE_PROFILE_TRUTH: what is known, and nothing else: a member that was not observed is
 * absent
 * @VMISTATE_PROFILE_KUBEVIRT: what KubeVirt would publish, defects included
 *
 * Whose answer is wanted where the truth and KubeVirt differ.
 *
 * Since: 0.1
 */
typedef enum
{
  VMISTATE_PROFILE_TRUTH,
  VMISTATE_PROFILE_KUBEVIRT,
} VmistateProfile;

#define VMISTATE_TYPE_PROFILE (vmistate_profile_get_type ())
VMISTATE_AVAILABLE_IN_0_1
GType vmistate_profile_get_type (void);

G_END_DECLS
