/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "sampler-report.h"

/**
 * VmistateSamplerReport:
 *
 * What a [class@SamplerSource] tells of itself, as of the end of its last pass.
 *
 * Lives in: any thread. Signals: none. May be read from any thread: yes.
 *
 * Since: 0.1
 */

static const VmistateField fields[] = {
  [SAMPLER_REPORT_PASSES] = { "passes", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_PASS_BEGAN_AT] = { "passBeganAt", VMISTATE_FIELD_TIME },
  [SAMPLER_REPORT_SURVEY_USEC] = { "surveyUsec", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_CHEAP_USEC] = { "cheapUsec", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_MONITOR_USEC] = { "monitorUsec", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_DOMAINS] = { "domains", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_SKIPPED] = { "skipped", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_QUARANTINED] = { "quarantined", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_HANGING] = { "hanging", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_GIVEN_UP] = { "givenUp", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_LATE] = { "late", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_RECONNECTS] = { "reconnects", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_BISECTIONS] = { "bisections", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_FAILED] = { "failed", VMISTATE_FIELD_UINT64 },
  [SAMPLER_REPORT_SURVEY_CALLS] = { "surveyCalls", VMISTATE_FIELD_RECORD, 0,
                                    vmistate_call_durations_get_type },
  [SAMPLER_REPORT_CHEAP_CALLS] = { "cheapCalls", VMISTATE_FIELD_RECORD, 0,
                                   vmistate_call_durations_get_type },
  [SAMPLER_REPORT_MONITOR_CALLS] = { "monitorCalls", VMISTATE_FIELD_RECORD, 0,
                                     vmistate_call_durations_get_type },
};

VMISTATE_DEFINE_RECORD (VmistateSamplerReport, vmistate_sampler_report, fields,
                        SAMPLER_REPORT_N_FIELDS)

/**
 * vmistate_sampler_report_dup_pass_began_at:
 * @self: a report
 *
 * When the last pass began, in UTC; JSON member `passBeganAt`.
 *
 * Returns: (transfer full) (nullable): the time
 *
 * Since: 0.1
 */
GDateTime *
vmistate_sampler_report_dup_pass_began_at (VmistateSamplerReport *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), NULL);

  return _vmistate_record_dup_time (self, SAMPLER_REPORT_PASS_BEGAN_AT);
}

/**
 * vmistate_sampler_report_get_passes:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many passes over all domains were ended since the source was started; JSON member `passes`.
 * Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_passes (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_PASSES, value);
}

/**
 * vmistate_sampler_report_get_survey_usec:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How long it took in the last pass to list the domains and look at them, in microseconds; JSON
 * member `surveyUsec`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_survey_usec (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_SURVEY_USEC, value);
}

/**
 * vmistate_sampler_report_get_cheap_usec:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How long the groups took in the last pass that enter no hypervisor, in microseconds; JSON member
 * `cheapUsec`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_cheap_usec (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_CHEAP_USEC, value);
}

/**
 * vmistate_sampler_report_get_monitor_usec:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How long the groups took in the last pass that only hypervisors know, from the first call to the
 * last answer that was waited for, in microseconds; 0 if there was none; JSON member
 * `monitorUsec`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_monitor_usec (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_MONITOR_USEC, value);
}

/**
 * vmistate_sampler_report_get_domains:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many domains there were in the last pass; JSON member `domains`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_domains (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_DOMAINS, value);
}

/**
 * vmistate_sampler_report_get_skipped:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * Of how many of them the hypervisor was not asked or did not answer in the last pass; JSON member
 * `skipped`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_skipped (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_SKIPPED, value);
}

/**
 * vmistate_sampler_report_get_quarantined:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many of them are in quarantine, because their hypervisor is stuck, or they make calls fail;
 * JSON member `quarantined`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_quarantined (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_QUARANTINED, value);
}

/**
 * vmistate_sampler_report_get_hanging:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many calls nobody waits for any more are still kept by hypervisors; never more than the
 * shards; JSON member `hanging`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_hanging (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_HANGING, value);
}

/**
 * vmistate_sampler_report_get_given_up:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many calls did not come back within the deadline, since the source was started; JSON member
 * `givenUp`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_given_up (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_GIVEN_UP, value);
}

/**
 * vmistate_sampler_report_get_late:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many of these came back after all, and were dropped; JSON member `late`. Counted by the
 * source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_late (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_LATE, value);
}

/**
 * vmistate_sampler_report_get_reconnects:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How often the connection to libvirt was opened again; JSON member `reconnects`. Counted by the
 * source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_reconnects (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_RECONNECTS, value);
}

/**
 * vmistate_sampler_report_get_bisections:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How many calls were cut in two because one domain made them fail; JSON member `bisections`.
 * Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_bisections (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_BISECTIONS, value);
}

/**
 * vmistate_sampler_report_get_failed:
 * @self: a report
 * @value: (out) (optional): return location for the number, or 0
 *
 * How often a domain was found to make libvirt's call fail, since the source was started; each time
 * that it is tried again counts; JSON member `failed`. Counted by the source.
 *
 * Returns: %TRUE if it was observed
 *
 * Since: 0.1
 */
gboolean
vmistate_sampler_report_get_failed (VmistateSamplerReport *self, guint64 *value)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), FALSE);

  return _vmistate_record_get_uint64 (self, SAMPLER_REPORT_FAILED, value);
}

/**
 * vmistate_sampler_report_get_survey_calls:
 * @self: a report
 *
 * How long the calls that list the domains and look at them took, since the source was started;
 * JSON member `surveyCalls`. Measured by the source.
 *
 * Returns: (transfer none) (nullable): the durations, or %NULL if they were not observed
 *
 * Since: 0.1
 */
VmistateCallDurations *
vmistate_sampler_report_get_survey_calls (VmistateSamplerReport *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), NULL);

  return _vmistate_record_get_record (self, SAMPLER_REPORT_SURVEY_CALLS);
}

/**
 * vmistate_sampler_report_get_cheap_calls:
 * @self: a report
 *
 * How long the calls for groups that enter no hypervisor took, since the source was started; JSON
 * member `cheapCalls`. Measured by the source.
 *
 * Returns: (transfer none) (nullable): the durations, or %NULL if they were not observed
 *
 * Since: 0.1
 */
VmistateCallDurations *
vmistate_sampler_report_get_cheap_calls (VmistateSamplerReport *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), NULL);

  return _vmistate_record_get_record (self, SAMPLER_REPORT_CHEAP_CALLS);
}

/**
 * vmistate_sampler_report_get_monitor_calls:
 * @self: a report
 *
 * How long the calls for groups that only hypervisors know took, since the source was started; JSON
 * member `monitorCalls`. Measured by the source. Those that came back after they were given up are
 * among them; those that hang are not.
 *
 * Returns: (transfer none) (nullable): the durations, or %NULL if they were not observed
 *
 * Since: 0.1
 */
VmistateCallDurations *
vmistate_sampler_report_get_monitor_calls (VmistateSamplerReport *self)
{
  g_return_val_if_fail (VMISTATE_IS_SAMPLER_REPORT (self), NULL);

  return _vmistate_record_get_record (self, SAMPLER_REPORT_MONITOR_CALLS);
}
