/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a sampler tells of itself, for any thread to read. */

#pragma once

#include <vmistate/vmistate-sampler-report.h>

#include "durations.h"

G_BEGIN_DECLS

/* Since the source was started, but for those of the last pass */
typedef struct
{
  guint64 n_passes;
  guint64 n_late;       /* replies that came after their call was given up */
  guint64 n_given_up;   /* calls */
  guint64 n_connects;   /* with the first */
  guint64 n_bisections; /* calls cut in two because one domain made them fail */
  guint64 n_failed;     /* because of the only domain that they were about */
  VmistateDurations survey_calls;
  VmistateDurations outside_calls;
  VmistateDurations inside_calls; /* late ones too */

  gint64 pass_began_at; /* since 1970 UTC */
  gint64 survey_usec;
  gint64 outside_usec;
  gint64 inside_usec;
  guint n_domains;
  guint n_skipped;
  guint n_quarantined;
  guint n_hanging;
} VmistateCounts;

typedef struct _VmistateReportBoard VmistateReportBoard;

VmistateReportBoard *_vmistate_report_board_new (void);
VmistateReportBoard *_vmistate_report_board_ref (VmistateReportBoard *self);
void _vmistate_report_board_unref (VmistateReportBoard *self);

void _vmistate_report_board_post (VmistateReportBoard *self, const VmistateCounts *counts);
/* Returns: (transfer full) (nullable): NULL before the first pass */
VmistateSamplerReport *_vmistate_report_board_dup (VmistateReportBoard *self);

G_END_DECLS
