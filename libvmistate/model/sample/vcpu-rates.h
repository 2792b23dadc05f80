/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-vcpu-rates.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  VCPU_RATES_ID,
  VCPU_RATES_TIME_RATIO,
  VCPU_RATES_WAIT_RATIO,
  VCPU_RATES_DELAY_RATIO,
  VCPU_RATES_N_FIELDS,
};

G_END_DECLS
