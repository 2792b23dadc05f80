/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What logs have told: of each VMI how many lines of which severity, and of each source how many
 * lines, and how many it did not tell. */

#pragma once

#include <vmistate/vmistate-monitor.h>

G_BEGIN_DECLS

/* Beyond that, VMIs and sources have no counts. */
#define VMISTATE_MAX_LOG_VMS     65536
#define VMISTATE_MAX_LOG_SOURCES 256

typedef enum
{
  VMISTATE_LOG_SEVERITY_ERROR,
  VMISTATE_LOG_SEVERITY_WARNING,
  VMISTATE_LOG_SEVERITY_INFO,
  VMISTATE_LOG_SEVERITY_UNKNOWN, /* the line does not tell */
  VMISTATE_LOG_N_SEVERITIES,
} VmistateLogSeverity;

/* Of one source */
typedef enum
{
  VMISTATE_LOG_COUNT_LINES,     /* that were told, or counted as dropped */
  VMISTATE_LOG_COUNT_DROPPED,   /* of these, those that were not told */
  VMISTATE_LOG_COUNT_TRUNCATED, /* of these, those that were told in part */
  VMISTATE_LOG_COUNT_GAPS,      /* how often lines may be missing */
  VMISTATE_LOG_N_COUNTS,
} VmistateLogCount;

typedef struct
{
  guint64 counts[VMISTATE_LOG_N_COUNTS];
  gint64 last_usec[VMISTATE_LOG_N_COUNTS]; /* since 1970 UTC; 0: never */
} VmistateLogSourceCounts;

typedef struct _VmistateLogCounts VmistateLogCounts;

VmistateLogCounts *_vmistate_log_counts_new (void);
void _vmistate_log_counts_free (VmistateLogCounts *self);

/* @monitor: knows whose log it is */
void _vmistate_log_counts_take (VmistateLogCounts *self, VmistateMonitor *monitor,
                                VmistateFact *fact);
/* @uid: as vmistate_instance_get_uid() gives it */
void _vmistate_log_counts_forget (VmistateLogCounts *self, const char *uid);

/* Returns: (transfer none) (nullable): as many as there are severities */
const guint64 *_vmistate_log_counts_get_vm (VmistateLogCounts *self, const char *uid);
/* Returns: (transfer none): id of source -> VmistateLogSourceCounts */
GTree *_vmistate_log_counts_get_sources (VmistateLogCounts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmistateLogCounts, _vmistate_log_counts_free)

G_END_DECLS
