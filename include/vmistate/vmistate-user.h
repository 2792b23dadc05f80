/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate-record.h>

G_BEGIN_DECLS

#define VMISTATE_TYPE_USER (vmistate_user_get_type ())
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateUser, vmistate_user, VMISTATE, USER, VmistateRecord)

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_user_get_user_name (VmistateUser *self);

VMISTATE_AVAILABLE_IN_0_1
const char *vmistate_user_get_domain (VmistateUser *self);

VMISTATE_AVAILABLE_IN_0_1
gboolean vmistate_user_get_login_time (VmistateUser *self, double *value);

G_END_DECLS
