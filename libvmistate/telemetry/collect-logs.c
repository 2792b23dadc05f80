/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What logs have told. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

void
_vmistate_collect_log_lines (VmistateCollection *c, VmistateSamples *samples, const VmistateVm *vm,
                             gpointer record G_GNUC_UNUSED)
{
  static const char *const severities[VMISTATE_LOG_N_SEVERITIES] = { "error", "warning", "info",
                                                                     "unknown" };
  const guint64 *numbers = _vmistate_log_counts_get_vm (c->logs, vm->texts[VMISTATE_VM_UUID]);
  gsize length = c->labels->len;

  for (guint i = 0; numbers != NULL && i < VMISTATE_LOG_N_SEVERITIES; i++)
    {
      _vmistate_label_append (c->labels, "severity", severities[i]);
      _vmistate_exposition_add_uint (c->exposition, samples, c->labels, numbers[i]);
      g_string_truncate (c->labels, length);
    }
}

/* Sources */

static const char *const counts[VMISTATE_LOG_N_COUNTS] = {
  [VMISTATE_LOG_COUNT_LINES] = "lines",
  [VMISTATE_LOG_COUNT_DROPPED] = "dropped",
  [VMISTATE_LOG_COUNT_TRUNCATED] = "truncated",
  [VMISTATE_LOG_COUNT_GAPS] = "gaps",
};

typedef struct
{
  VmistateCollection *c;
  VmistateSamples *samples;
} Walk;

static gboolean
count_cb (gpointer id, gpointer value, gpointer user_data)
{
  const VmistateLogSourceCounts *source = value;
  Walk *walk = user_data;
  VmistateCollection *c = walk->c;
  gsize length = c->labels->len;

  for (guint i = 0; i < VMISTATE_LOG_N_COUNTS; i++)
    {
      _vmistate_label_append (c->labels, "source", id);
      _vmistate_label_append (c->labels, "what", counts[i]);
      _vmistate_exposition_add_uint (c->exposition, walk->samples, c->labels, source->counts[i]);
      g_string_truncate (c->labels, length);
    }
  return FALSE;
}

void
_vmistate_collect_log_source_counts (VmistateCollection *c, VmistateSamples *samples,
                                     const VmistateVm *vm G_GNUC_UNUSED,
                                     gpointer record G_GNUC_UNUSED)
{
  g_tree_foreach (_vmistate_log_counts_get_sources (c->logs), count_cb, &(Walk){ c, samples });
}

static gboolean
timestamp_cb (gpointer id, gpointer value, gpointer user_data)
{
  const VmistateLogSourceCounts *source = value;
  Walk *walk = user_data;
  VmistateCollection *c = walk->c;
  gsize length = c->labels->len;

  for (guint i = 0; i < VMISTATE_LOG_N_COUNTS; i++)
    {
      if (source->last_usec[i] <= 0)
        continue;
      _vmistate_label_append (c->labels, "source", id);
      _vmistate_label_append (c->labels, "what", counts[i]);
      _vmistate_exposition_add_seconds (c->exposition, walk->samples, c->labels,
                                        (guint64) source->last_usec[i]);
      g_string_truncate (c->labels, length);
    }
  return FALSE;
}

void
_vmistate_collect_log_source_timestamps (VmistateCollection *c, VmistateSamples *samples,
                                         const VmistateVm *vm G_GNUC_UNUSED,
                                         gpointer record G_GNUC_UNUSED)
{
  g_tree_foreach (_vmistate_log_counts_get_sources (c->logs), timestamp_cb, &(Walk){ c, samples });
}
