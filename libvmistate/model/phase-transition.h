/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-phase-transition.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  PHASE_TRANSITION_PHASE,
  PHASE_TRANSITION_PHASE_TRANSITION_TIMESTAMP,
  PHASE_TRANSITION_N_FIELDS,
};

G_END_DECLS
