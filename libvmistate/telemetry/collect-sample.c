/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How the numbers were got, and why some were not. */

#include "config.h"

#include "collection.h"
#include "label-text.h"

#include "model/sample/call-durations.h"
#include "model/sample/duration-bucket.h"
#include "model/sample/sample.h"
#include "model/sample/sampler-report.h"

/* The sampler has fewer; a report may come from elsewhere. */
#define MAX_BOUNDS 32

/* Of one that does not run nothing is missing that could be there. A recorded text that is none of
 * ours is not told. */
void
_vmistate_collect_sample_missing (VmistateCollection *c, VmistateSamples *samples,
                                  const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  VmistateSampleMissing missing = vmistate_sample_get_missing (record);

  if (missing == VMISTATE_SAMPLE_MISSING_UNKNOWN || missing == VMISTATE_SAMPLE_MISSING_NOTHING
      || missing == VMISTATE_SAMPLE_MISSING_INACTIVE)
    return;
  _vmistate_label_append (c->labels, "reason",
                          _vmistate_record_get_string (record, SAMPLE_MISSING));
  _vmistate_exposition_add_uint (c->exposition, samples, c->labels, 1);
}

/* Returns: whether they are a histogram: bounds that grow, and one bucket without at the end */
static gboolean
read_buckets (GPtrArray *buckets, guint64 *bounds, guint64 *counts)
{
  if (buckets == NULL || buckets->len == 0 || buckets->len > MAX_BOUNDS + 1)
    return FALSE;
  for (guint i = 0; i < buckets->len; i++)
    {
      gboolean has_bound =
          _vmistate_record_get_uint64 (buckets->pdata[i], DURATION_BUCKET_UP_TO_USEC, &bounds[i]);

      if (has_bound != (i + 1 < buckets->len) || (has_bound && i > 0 && bounds[i] <= bounds[i - 1])
          || !_vmistate_record_get_uint64 (buckets->pdata[i], DURATION_BUCKET_COUNT, &counts[i]))
        return FALSE;
    }
  return TRUE;
}

static void
add_durations (VmistateCollection *c, VmistateSamples *samples, gpointer durations)
{
  GPtrArray *buckets = _vmistate_record_get_list (durations, CALL_DURATIONS_BUCKETS);
  guint64 bounds[MAX_BOUNDS + 1];
  guint64 counts[MAX_BOUNDS + 1];
  guint64 sum;

  if (read_buckets (buckets, bounds, counts)
      && _vmistate_record_get_uint64 (durations, CALL_DURATIONS_SUM_USEC, &sum))
    _vmistate_exposition_add_histogram (c->exposition, samples, c->labels, bounds, counts,
                                        buckets->len - 1, sum);
}

void
_vmistate_collect_sampler_calls (VmistateCollection *c, VmistateSamples *samples,
                                 const VmistateVm *vm G_GNUC_UNUSED, gpointer record)
{
  static const struct
  {
    guint field;
    const char *part;
  } parts[] = {
    { SAMPLER_REPORT_SURVEY_CALLS, "survey" },
    { SAMPLER_REPORT_CHEAP_CALLS, "cheap" },
    { SAMPLER_REPORT_MONITOR_CALLS, "monitor" },
  };
  gsize length = c->labels->len;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      _vmistate_label_append (c->labels, "part", parts[i].part);
      add_durations (c, samples, _vmistate_record_get_record (record, parts[i].field));
      g_string_truncate (c->labels, length);
    }
}
