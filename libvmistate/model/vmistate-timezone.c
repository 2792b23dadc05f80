/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "timezone.h"

/**
 * VmistateTimezone:
 *
 * The time zone of a guest.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [TIMEZONE_ZONE] = { "zone", VMISTATE_FIELD_STRING },
  [TIMEZONE_OFFSET_SEC] = { "offset", VMISTATE_FIELD_INT32 },
};

VMISTATE_DEFINE_RECORD (VmistateTimezone, vmistate_timezone, fields, TIMEZONE_N_FIELDS)

/**
 * vmistate_timezone_get_zone:
 * @self: a time zone
 *
 * Abbreviated name of the zone, such as `CEST`; JSON member `zone`. Told by the guest agent.
 *
 * Returns: (nullable): the name, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_timezone_get_zone (VmistateTimezone *self)
{
  g_return_val_if_fail (VMISTATE_IS_TIMEZONE (self), NULL);

  return _vmistate_record_get_string (self, TIMEZONE_ZONE);
}

/**
 * vmistate_timezone_get_offset_sec:
 * @self: a time zone
 * @value: (out) (optional): return location for the offset
 *
 * Offset of local time from UTC, in seconds, east is positive; JSON member `offset`. Told by
 * the guest agent.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_timezone_get_offset_sec (VmistateTimezone *self, gint32 *value)
{
  g_return_val_if_fail (VMISTATE_IS_TIMEZONE (self), FALSE);

  return _vmistate_record_get_int32 (self, TIMEZONE_OFFSET_SEC, value);
}
