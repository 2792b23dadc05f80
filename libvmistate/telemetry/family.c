/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "family.h"

const char *
_vmistate_family_get_suffix (const VmistateFamily *self)
{
  static const char *const suffixes[VMISTATE_FAMILY_N_TYPES] = {
    [VMISTATE_FAMILY_COUNTER] = "_total",
    [VMISTATE_FAMILY_INFO] = "_info",
  };

  return suffixes[self->type] != NULL ? suffixes[self->type] : "";
}
