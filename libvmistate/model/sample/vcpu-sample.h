/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-vcpu-sample.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  VCPU_SAMPLE_ID,
  VCPU_SAMPLE_STATE,
  VCPU_SAMPLE_TIME_USEC,
  VCPU_SAMPLE_WAIT_USEC,
  VCPU_SAMPLE_DELAY_USEC,
  VCPU_SAMPLE_HALTED,
  VCPU_SAMPLE_HOST_CPU,
  VCPU_SAMPLE_KVM_COUNTERS,
  VCPU_SAMPLE_N_FIELDS,
};

G_END_DECLS
