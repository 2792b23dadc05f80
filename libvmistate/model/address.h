/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-address.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  ADDRESS_ADDRESS,
  ADDRESS_PREFIX,
  ADDRESS_ORIGIN,
  ADDRESS_STATE,
  ADDRESS_INTERFACE_NAME,
  ADDRESS_N_FIELDS,
};

G_END_DECLS
