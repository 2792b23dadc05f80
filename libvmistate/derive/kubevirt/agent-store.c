/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The launcher's store of what the guest agent said. What is an error to us may have been stored,
 * and what we understand may have been ignored: each reply knows. */

#include "config.h"

#include "agent-store.h"

#include "model/agent-reading.h"

static gboolean
has_outcome (gpointer reading, const char *outcome)
{
  return _vmistate_record_is (reading, AGENT_READING_OUTCOME, outcome);
}

/* Returns: (transfer full) (nullable): NULL if there is none, or the launcher ignored it */
static gpointer
dup_noticed (const VmistateObservation *answer)
{
  g_autoptr (VmistateAgentReading) reading = NULL;

  if (answer->payload == NULL)
    return NULL;
  reading = _vmistate_agent_reading_dup (answer->payload);
  return has_outcome (reading, AGENT_OUTCOME_IGNORED) ? NULL : g_steal_pointer (&reading);
}

/* The last answer of which the launcher took notice. Returns: (transfer full) (nullable) */
static gpointer
dup_last (const VmistateView *view, VmistateAgentCommandId command)
{
  const VmistateAgentAnswer *answer =
      view != NULL ? _vmistate_view_find_answer (view, command) : NULL;
  gboolean error_is_last;
  gpointer reading;

  if (answer == NULL)
    return NULL;
  error_is_last =
      answer->good.payload == NULL || answer->error.observed_at > answer->good.observed_at;
  reading = dup_noticed (error_is_last ? &answer->error : &answer->good);
  return reading != NULL ? reading : dup_noticed (error_is_last ? &answer->good : &answer->error);
}

gpointer
_vmistate_kubevirt_dup_stored (const VmistateView *view, VmistateAgentCommandId command)
{
  g_autoptr (VmistateAgentReading) reading = dup_last (view, command);

  return reading != NULL && !has_outcome (reading, AGENT_OUTCOME_PANIC) ? g_steal_pointer (&reading)
                                                                        : NULL;
}

gboolean
_vmistate_kubevirt_panics (const VmistateView *view, VmistateAgentCommandId command)
{
  g_autoptr (VmistateAgentReading) reading = dup_last (view, command);

  return reading != NULL && has_outcome (reading, AGENT_OUTCOME_PANIC);
}
