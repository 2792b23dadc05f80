/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "profile.h"

const VmistateProfileTable *const _vmistate_profiles[] = {
  &_vmistate_profile_default,  &_vmistate_profile_default_state,
  &_vmistate_profile_kubevirt, &_vmistate_profile_kubevirt_objects,
  &_vmistate_profile_tinkoff,  &_vmistate_profile_inovex,
  &_vmistate_profile_kumina,   NULL,
};
