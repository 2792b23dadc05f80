/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "load.h"

/**
 * VmistateLoad:
 *
 * The load averages of a guest: how many of its tasks ran or waited to run.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [LOAD_LOAD_1M] = { "load1m", VMISTATE_FIELD_DOUBLE },
  [LOAD_LOAD_5M] = { "load5m", VMISTATE_FIELD_DOUBLE },
  [LOAD_LOAD_15M] = { "load15m", VMISTATE_FIELD_DOUBLE },
};

VMISTATE_DEFINE_RECORD (VmistateLoad, vmistate_load, fields, LOAD_N_FIELDS)

/**
 * vmistate_load_get_load_1m:
 * @self: a load
 * @value: (out) (optional): return location for the load
 *
 * Load average of the last minute; JSON member `load1m`. Told by the guest agent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_load_get_load_1m (VmistateLoad *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_LOAD (self), FALSE);

  return _vmistate_record_get_double (self, LOAD_LOAD_1M, value);
}

/**
 * vmistate_load_get_load_5m:
 * @self: a load
 * @value: (out) (optional): return location for the load
 *
 * Load average of the last 5 minutes; JSON member `load5m`. Told by the guest agent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_load_get_load_5m (VmistateLoad *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_LOAD (self), FALSE);

  return _vmistate_record_get_double (self, LOAD_LOAD_5M, value);
}

/**
 * vmistate_load_get_load_15m:
 * @self: a load
 * @value: (out) (optional): return location for the load
 *
 * Load average of the last 15 minutes; JSON member `load15m`. Told by the guest agent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_load_get_load_15m (VmistateLoad *self, double *value)
{
  g_return_val_if_fail (VMISTATE_IS_LOAD (self), FALSE);

  return _vmistate_record_get_double (self, LOAD_LOAD_15M, value);
}
