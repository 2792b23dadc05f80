/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-kvm-counter.h>

#include "../record.h"

G_BEGIN_DECLS

enum
{
  KVM_COUNTER_NAME,
  KVM_COUNTER_SUM,
  KVM_COUNTER_CURRENT,
  KVM_COUNTER_MAXIMUM,
  KVM_COUNTER_N_FIELDS,
};

G_END_DECLS
