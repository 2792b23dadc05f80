/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the files of the other exporters share. */

#pragma once

#include "profile.h"

G_BEGIN_DECLS

/* They join by the name of the domain, which another domain may have tomorrow: the UUID is ours. */
#define VMISTATE_EXPORTERS_VM_LABELS                                                               \
  {                                                                                                \
    [VMISTATE_VM_DOMAIN] = "domain", [VMISTATE_VM_UUID] = "uuid"                                   \
  }

#define VMISTATE_N_EXPORTERS_DEVICE_ROWS 13
extern const VmistateRow _vmistate_exporters_device_rows[VMISTATE_N_EXPORTERS_DEVICE_ROWS];

G_END_DECLS
