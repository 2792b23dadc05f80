/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "log-stop.h"

#include "domain-numbers.h"
#include "evidence.h"

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

gboolean
_vmistate_log_stop_fold (VmistateHistory *stops, VmistateFact *fact)
{
  gpointer record = _vmistate_fact_get_payload (fact);

  if (!_vmistate_record_is (record, LOG_LINE_KIND, LOG_KIND_STOP))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (reasons[i] != NULL && _vmistate_record_is (record, LOG_LINE_REASON, reasons[i]))
        return _vmistate_history_add_ranked (stops, vmistate_fact_get_observed_at_usec (fact), i);
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

gboolean
_vmistate_log_stop_find (const VmistateHistory *stops, const VmistateHistory *states,
                         gint32 *reason)
{
  Span span;

  if (_vmistate_history_get_length (stops) == 0 || !find_span (states, &span))
    return FALSE;
  for (guint i = _vmistate_history_get_length (stops); i > 0; i--)
    {
      const VmistateMoment *stop = _vmistate_history_get (stops, i - 1);

      if (stop->at < span.first || stop->at > span.last)
        continue;
      *reason = (gint32) stop->value;
      return TRUE;
    }
  return FALSE;
}
