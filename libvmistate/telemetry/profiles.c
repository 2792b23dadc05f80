/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "profile.h"

const VmistateProfileTable *const _vmistate_profiles[] = {
  &_vmistate_profile_default,
  &_vmistate_profile_default_parts,
  &_vmistate_profile_default_state,
  &_vmistate_profile_default_sample,
  &_vmistate_profile_default_jobs,
  &_vmistate_profile_default_logs,
  &_vmistate_profile_host,
  &_vmistate_profile_host_versions,
  &_vmistate_profile_host_pools,
  &_vmistate_profile_kubevirt,
  &_vmistate_profile_kubevirt_objects,
  &_vmistate_profile_exporters,
  &_vmistate_profile_exporters_devices,
  &_vmistate_profile_exporters_pair,
  &_vmistate_profile_tinkoff,
  &_vmistate_profile_tinkoff_pools,
  &_vmistate_profile_tinkoff_limits,
  &_vmistate_profile_inovex,
  &_vmistate_profile_kumina,
  &_vmistate_profile_kumina_devices,
  NULL,
};
