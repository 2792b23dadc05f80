/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "stamp.h"

/**
 * VmistateStamp:
 *
 * Where a part of a [class@Status] comes from: who observed it, when, and how much it can be
 * trusted.
 *
 * One part may have several stamps, one for each origin that has a say in it.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [STAMP_PART] = { "part", VMISTATE_FIELD_STRING },
  [STAMP_SOURCE] = { "source", VMISTATE_FIELD_STRING },
  [STAMP_ORIGIN] = { "origin", VMISTATE_FIELD_STRING },
  [STAMP_OBSERVED_AT] = { "observedAt", VMISTATE_FIELD_TIME, VMISTATE_FIELD_NOT_COMPARED },
  [STAMP_STATE] = { "state", VMISTATE_FIELD_STRING },
  [STAMP_ERROR] = { "error", VMISTATE_FIELD_STRING },
  [STAMP_AFTER_GAP] = { "afterGap", VMISTATE_FIELD_BOOLEAN },
  [STAMP_KEY] = { "key", VMISTATE_FIELD_STRING, VMISTATE_FIELD_HIDDEN | VMISTATE_FIELD_KEY },
};

VMISTATE_DEFINE_RECORD (VmistateStamp, vmistate_stamp, fields, STAMP_N_FIELDS)

G_DEFINE_ENUM_TYPE (VmistateStampState, vmistate_stamp_state,
                    G_DEFINE_ENUM_VALUE (VMISTATE_STAMP_STATE_UNKNOWN, "UNKNOWN"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_STAMP_STATE_LIVE, "LIVE"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_STAMP_STATE_STALE, "STALE"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_STAMP_STATE_LOST, "LOST"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_STAMP_STATE_ABSENT, "ABSENT"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_STAMP_STATE_UNSUPPORTED, "UNSUPPORTED"))

/**
 * vmistate_stamp_get_age_usec:
 * @self: a stamp
 * @now_usec: the present moment, in microseconds since 1970 UTC
 *
 * How long ago the part was observed, in microseconds. A moment that is still to come, which a
 * clock that was set back can bring about, counts as now.
 *
 * Returns: the age, or -1 if the part was never observed
 *
 * Since: 0.1
 */
gint64
vmistate_stamp_get_age_usec (VmistateStamp *self, gint64 now_usec)
{
  gint64 observed_at;

  g_return_val_if_fail (VMISTATE_IS_STAMP (self), -1);

  if (!_vmistate_record_get_int64 (self, STAMP_OBSERVED_AT, &observed_at))
    return -1;
  if (observed_at < 0 && now_usec > G_MAXINT64 + observed_at)
    return G_MAXINT64;
  return now_usec > observed_at ? now_usec - observed_at : 0;
}

/**
 * vmistate_stamp_get_part:
 * @self: a stamp
 *
 * Part of the status, as a path such as `guestOSInfo` or `interfaces[default]`; JSON member
 * `part`.
 *
 * Returns: (nullable): the path, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_stamp_get_part (VmistateStamp *self)
{
  g_return_val_if_fail (VMISTATE_IS_STAMP (self), NULL);

  return _vmistate_record_get_string (self, STAMP_PART);
}

/**
 * vmistate_stamp_get_source:
 * @self: a stamp
 *
 * Id of the [iface@Source] that observed the part; JSON member `source`.
 *
 * Returns: (nullable): the id, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_stamp_get_source (VmistateStamp *self)
{
  g_return_val_if_fail (VMISTATE_IS_STAMP (self), NULL);

  return _vmistate_record_get_string (self, STAMP_SOURCE);
}

/**
 * vmistate_stamp_get_origin:
 * @self: a stamp
 *
 * What the source asked, such as `domain`, `guest-agent`, `api-object` or `log`; JSON member
 * `origin`.
 *
 * Returns: (nullable): the origin, or %NULL if it was not observed
 *
 * Since: 0.1
 */
const char *
vmistate_stamp_get_origin (VmistateStamp *self)
{
  g_return_val_if_fail (VMISTATE_IS_STAMP (self), NULL);

  return _vmistate_record_get_string (self, STAMP_ORIGIN);
}

/**
 * vmistate_stamp_dup_observed_at:
 * @self: a stamp
 *
 * When the part was last observed, in UTC; JSON member `observedAt`.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_stamp_dup_observed_at (VmistateStamp *self)
{
  g_return_val_if_fail (VMISTATE_IS_STAMP (self), NULL);

  return _vmistate_record_dup_time (self, STAMP_OBSERVED_AT);
}

/**
 * vmistate_stamp_get_state:
 * @self: a stamp
 *
 * How much the part can be trusted now; JSON member `state`.
 *
 * Returns: the state
 *
 * Since: 0.1
 */
VmistateStampState
vmistate_stamp_get_state (VmistateStamp *self)
{
  g_return_val_if_fail (VMISTATE_IS_STAMP (self), VMISTATE_STAMP_STATE_UNKNOWN);

  return _vmistate_record_get_enum (self, STAMP_STATE, VMISTATE_TYPE_STAMP_STATE);
}

/**
 * vmistate_stamp_get_error:
 * @self: a stamp
 *
 * Why the part could not be observed last time, for people; JSON member `error`.
 *
 * Returns: (nullable): the message, or %NULL if there is none
 *
 * Since: 0.1
 */
const char *
vmistate_stamp_get_error (VmistateStamp *self)
{
  g_return_val_if_fail (VMISTATE_IS_STAMP (self), NULL);

  return _vmistate_record_get_string (self, STAMP_ERROR);
}

/**
 * vmistate_stamp_get_after_gap:
 * @self: a stamp
 * @value: (out) (optional): return location for the answer
 *
 * Whether the last change was only seen after its source had been away, so that its time is
 * not known; JSON member `afterGap`.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_stamp_get_after_gap (VmistateStamp *self, gboolean *value)
{
  g_return_val_if_fail (VMISTATE_IS_STAMP (self), FALSE);

  return _vmistate_record_get_boolean (self, STAMP_AFTER_GAP, value);
}
