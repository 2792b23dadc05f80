/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-stop.h"

#include "domain-numbers.h"

#include "model/payloads-log.h"

/* By so much what is written at an end and what is seen of it may lie apart. */
#define TOLERANCE_USEC (5 * G_USEC_PER_SEC)

/* libvirt's words; "unknown" tells nothing. */
static const char *const reasons[] = {
  [SHUTOFF_SHUTDOWN] = "shutdown",
  [SHUTOFF_DESTROYED] = "destroyed",
  [SHUTOFF_CRASHED] = "crashed",
  [SHUTOFF_MIGRATED] = "migrated",
  [SHUTOFF_SAVED] = "saved",
  [SHUTOFF_FAILED] = "failed",
  [SHUTOFF_FROM_SNAPSHOT] = "from snapshot",
  [SHUTOFF_DAEMON] = "daemon",
};
G_STATIC_ASSERT (G_N_ELEMENTS (reasons) == SHUTOFF_N_REASONS);

/* More are not kept: the newest count. */
#define MAX_STOPS 16

/* In order of time. Of what two logs have of the same moment one comes last, whoever told first. */
static int
compare (const VmistateLogStop *a, const VmistateLogStop *b)
{
  if (a->at != b->at)
    return a->at < b->at ? -1 : 1;
  if (a->reason != b->reason)
    return a->reason - b->reason;
  return g_strcmp0 (a->source->id, b->source->id);
}

static const VmistateLogStop *
get_stop (const GArray *stops, guint i)
{
  return &g_array_index (stops, VmistateLogStop, i);
}

/* A record may be told again, by who reads the log anew. */
static gboolean
add (GArray *stops, const VmistateLogStop *stop)
{
  guint i = stops->len;
  int order = 1;

  while (i > 0 && (order = compare (stop, get_stop (stops, i - 1))) < 0)
    i--;
  if (i > 0 && order == 0)
    {
      VmistateLogStop *same = &g_array_index (stops, VmistateLogStop, i - 1);

      if (stop->after_gap || !same->after_gap)
        return FALSE;
      same->after_gap = FALSE;
      return TRUE;
    }
  g_array_insert_vals (stops, i, stop, 1);
  if (stops->len <= MAX_STOPS)
    return TRUE;
  g_array_remove_index (stops, 0);
  return i > 0;
}

gboolean
_vmistate_log_stop_fold (GArray **stops, const VmistateSourceRecord *source, VmistateFact *fact)
{
  gpointer record = _vmistate_fact_get_payload (fact);
  VmistateLogStop stop = { .at = vmistate_fact_get_observed_at_usec (fact),
                           .source = source,
                           .after_gap = vmistate_fact_get_after_gap (fact) };

  if (!_vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_STOP))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (reasons[i] == NULL || !_vmistate_record_is (record, LOG_LINE_REASON, reasons[i]))
        continue;
      stop.reason = (gint32) i;
      if (*stops == NULL)
        *stops = g_array_sized_new (FALSE, FALSE, sizeof (VmistateLogStop), 1);
      return add (*stops, &stop);
    }
  return FALSE;
}

/* When the end that is asked for can have been */
typedef struct
{
  gint64 first;
  gint64 last;
} Span;

static gboolean
is_active (const VmistateHistory *states, guint i)
{
  return _vmistate_state_value_is_active (_vmistate_history_get (states, i)->value);
}

/* After the life began, not long before it was last seen, nor long after it was seen to be over. */
static gboolean
find_span (const VmistateHistory *states, Span *span)
{
  guint n = _vmistate_history_get_length (states);
  guint i = n;
  gint64 last_active;

  while (i > 0 && !is_active (states, i - 1))
    i--;
  if (i == 0 || i == n)
    return FALSE;
  span->last = _vmistate_history_get (states, i)->at + TOLERANCE_USEC;
  last_active = _vmistate_history_get (states, i - 1)->at;
  while (i > 1 && is_active (states, i - 2))
    i--;
  span->first = MAX (_vmistate_history_get (states, i - 1)->at, last_active - TOLERANCE_USEC);
  return TRUE;
}

const VmistateLogStop *
_vmistate_log_stop_find (const GArray *stops, const VmistateHistory *states)
{
  Span span;

  if (stops == NULL || !find_span (states, &span))
    return NULL;
  for (guint i = stops->len; i > 0; i--)
    {
      const VmistateLogStop *stop = get_stop (stops, i - 1);

      if (stop->at >= span.first && stop->at <= span.last)
        return stop;
    }
  return NULL;
}
