/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "report-board.h"

#include "model/sample/sampler-report.h"

struct _VmistateReportBoard
{
  gatomicrefcount ref_count;
  GMutex mutex;
  VmistateSamplerReport *report; /* (owned) (nullable) (mutex mutex) */
};

VmistateReportBoard *
_vmistate_report_board_new (void)
{
  VmistateReportBoard *self = g_new0 (VmistateReportBoard, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  return self;
}

VmistateReportBoard *
_vmistate_report_board_ref (VmistateReportBoard *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
_vmistate_report_board_unref (VmistateReportBoard *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->report);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static VmistateSamplerReport *
make_report (const VmistateCounts *counts)
{
  VmistateSamplerReport *report = g_object_new (VMISTATE_TYPE_SAMPLER_REPORT, NULL);
  const struct
  {
    guint field;
    guint64 value;
  } numbers[] = {
    { SAMPLER_REPORT_PASSES, counts->n_passes },
    { SAMPLER_REPORT_SURVEY_USEC, (guint64) counts->survey_usec },
    { SAMPLER_REPORT_CHEAP_USEC, (guint64) counts->outside_usec },
    { SAMPLER_REPORT_MONITOR_USEC, (guint64) counts->inside_usec },
    { SAMPLER_REPORT_DOMAINS, counts->n_domains },
    { SAMPLER_REPORT_SKIPPED, counts->n_skipped },
    { SAMPLER_REPORT_QUARANTINED, counts->n_quarantined },
    { SAMPLER_REPORT_HANGING, counts->n_hanging },
    { SAMPLER_REPORT_GIVEN_UP, counts->n_given_up },
    { SAMPLER_REPORT_LATE, counts->n_late },
    { SAMPLER_REPORT_RECONNECTS, MAX (counts->n_connects, 1) - 1 },
    { SAMPLER_REPORT_BISECTIONS, counts->n_bisections },
    { SAMPLER_REPORT_FAILED, counts->n_failed },
  };

  const struct
  {
    guint field;
    const VmistateDurations *durations;
  } durations[] = {
    { SAMPLER_REPORT_SURVEY_CALLS, &counts->survey_calls },
    { SAMPLER_REPORT_CHEAP_CALLS, &counts->outside_calls },
    { SAMPLER_REPORT_MONITOR_CALLS, &counts->inside_calls },
  };

  if (counts->pass_began_at > 0)
    _vmistate_record_set_time (report, SAMPLER_REPORT_PASS_BEGAN_AT, counts->pass_began_at);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    _vmistate_record_set_integer (report, numbers[i].field,
                                  (gint64) MIN (numbers[i].value, G_MAXINT64));
  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    _vmistate_record_take_record (report, durations[i].field,
                                  _vmistate_durations_to_record (durations[i].durations));
  return report;
}

void
_vmistate_report_board_post (VmistateReportBoard *self, const VmistateCounts *counts)
{
  VmistateSamplerReport *report = make_report (counts);

  g_mutex_lock (&self->mutex);
  g_set_object (&self->report, report);
  g_mutex_unlock (&self->mutex);
  g_object_unref (report);
}

VmistateSamplerReport *
_vmistate_report_board_dup (VmistateReportBoard *self)
{
  VmistateSamplerReport *report;

  g_mutex_lock (&self->mutex);
  report = self->report != NULL ? g_object_ref (self->report) : NULL;
  g_mutex_unlock (&self->mutex);
  return report;
}
