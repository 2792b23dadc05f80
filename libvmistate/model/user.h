/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-user.h>

#include "record.h"

G_BEGIN_DECLS

enum
{
  USER_USER_NAME,
  USER_DOMAIN,
  USER_LOGIN_TIME,
  USER_N_FIELDS,
};

G_END_DECLS
