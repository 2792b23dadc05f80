/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "user.h"

/**
 * VmistateUser:
 *
 * A user who is logged in to the guest (KubeVirt's `VirtualMachineInstanceGuestOSUser`).
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [USER_USER_NAME] = { "userName", VMISTATE_FIELD_STRING,
                       VMISTATE_FIELD_ALWAYS_KUBEVIRT | VMISTATE_FIELD_KEY },
  [USER_DOMAIN] = { "domain", VMISTATE_FIELD_STRING },
  [USER_LOGIN_TIME] = { "loginTime", VMISTATE_FIELD_DOUBLE },
};

VMISTATE_DEFINE_RECORD (VmistateUser, vmistate_user, fields, USER_N_FIELDS)

/**
 * vmistate_user_get_user_name:
 * @self: a user
 *
 * Name of the user; JSON member `userName`. Told by the guest agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_user_get_user_name (VmistateUser *self)
{
  g_return_val_if_fail (VMISTATE_IS_USER (self), NULL);

  return _vmistate_record_get_string (self, USER_USER_NAME);
}

/**
 * vmistate_user_get_domain:
 * @self: a user
 *
 * Domain of the user, which only Windows guests have; JSON member `domain`. Told by the guest
 * agent.
 *
 * Returns: (nullable): the domain, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_user_get_domain (VmistateUser *self)
{
  g_return_val_if_fail (VMISTATE_IS_USER (self), NULL);

  return _vmistate_record_get_string (self, USER_DOMAIN);
}

/**
 * vmistate_user_get_login_time:
 * @self: a user
 * @value: (out) (optional): return location for the time
 *
 * When the user logged in, the earliest time if more than once, in seconds since 1970 UTC with
 * a fraction; JSON member `loginTime`. Told by the guest agent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_user_get_login_time (VmistateUser *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_USER (self), FALSE);

  return _vmistate_record_get_double (self, USER_LOGIN_TIME, value);
}
