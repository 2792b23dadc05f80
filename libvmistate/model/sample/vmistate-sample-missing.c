/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Why a sample lacks numbers, and since when. */

#include "config.h"

#include "sample.h"

G_DEFINE_ENUM_TYPE (VmistateSampleMissing, vmistate_sample_missing,
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_UNKNOWN, "Unknown"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_NOTHING, "Nothing"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_INACTIVE, "Inactive"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_PROCESS_STOPPED, "ProcessStopped"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_PROCESS_UNINTERRUPTIBLE,
                                         "ProcessUninterruptible"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_MONITOR_OCCUPIED,
                                         "MonitorOccupied"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_MONITOR_LOST, "MonitorLost"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_QUARANTINED, "Quarantined"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_DEADLINE, "Deadline"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_BUSY, "Busy"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_CALL_LIMIT, "CallLimit"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_CALL_FAILED, "CallFailed"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_NOT_ALLOWED, "NotAllowed"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_UNSUPPORTED, "Unsupported"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_NO_CONNECTION, "NoConnection"),
                    G_DEFINE_ENUM_VALUE (VMISTATE_SAMPLE_MISSING_VANISHED, "Vanished"))

/* The enumeration has few values, and each has a text. */
void
_vmistate_sample_set_missing (VmistateSample *self, VmistateSampleMissing missing)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (VMISTATE_TYPE_SAMPLE_MISSING);

  _vmistate_record_set_constant (self, SAMPLE_MISSING,
                                 g_enum_get_value (klass, (int) missing)->value_nick);
}

/**
 * vmistate_sample_get_missing:
 * @self: a sample
 *
 * Why numbers are missing, for programs; JSON member `missing`, a text. Found out by the source,
 * from the state of the hypervisor process, from libvirt's control info and from how its own calls
 * went. [method@Sample.get_message] says more of it, to people.
 *
 * Returns: the reason; %VMISTATE_SAMPLE_MISSING_UNKNOWN if it was not observed
 *
 * Since: 0.1
 */
VmistateSampleMissing
vmistate_sample_get_missing (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), VMISTATE_SAMPLE_MISSING_UNKNOWN);

  return (VmistateSampleMissing) _vmistate_record_get_enum (self, SAMPLE_MISSING,
                                                            VMISTATE_TYPE_SAMPLE_MISSING);
}

/**
 * vmistate_sample_dup_missing_since:
 * @self: a sample
 *
 * Since when the domain has lacked numbers without a break, in UTC; JSON member `missingSince`.
 * Whatever the reason was meanwhile: when libvirt's control info says that somebody entered the
 * hypervisor who has not come back, or the time of the first sample that lacked some. Absent where
 * nothing is missing, and for a domain that does not run.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if it was not observed
 *
 * Since: 0.1
 */
GDateTime *
vmistate_sample_dup_missing_since (VmistateSample *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLE (self), NULL);

  return _vmistate_record_dup_time (self, SAMPLE_MISSING_SINCE);
}
