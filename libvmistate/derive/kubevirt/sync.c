/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the node agent's attempt to bring domain and VMI together came to. Of its failures only one
 * can be told from outside: a domain that lost its memory in a post-copy migration. */

#include "config.h"

#include "pass.h"

#include "derive/domain-numbers.h"

#define SYNCHRONIZED  "Synchronized"
#define REASON        "Synchronizing with the Domain failed."
#define IRRECOVERABLE "VMI is irrecoverable due to failed post-copy migration"

static gboolean
is_irrecoverable (const VmistatePass *pass)
{
  gint32 state = DOMAIN_NOSTATE;
  gint32 reason = 0;

  _vmistate_view_get_state (pass->view, &state, &reason);
  return !pass->view->gone && state == DOMAIN_PAUSED && reason == PAUSED_POSTCOPY_FAILED;
}

/* The same failure again keeps its first message. */
static gboolean
is_noted (const VmistatePass *pass)
{
  gpointer condition = _vmistate_conditions_get (pass->conditions, SYNCHRONIZED);

  return condition != NULL && _vmistate_conditions_is (pass->conditions, SYNCHRONIZED, "False")
         && _vmistate_record_is (condition, CONDITION_REASON, REASON);
}

void
_vmistate_kubevirt_sync (VmistatePass *pass)
{
  gpointer condition;

  if (!pass->view->gone && !_vmistate_view_get_state (pass->view, NULL, NULL))
    return;
  if (!is_irrecoverable (pass))
    {
      _vmistate_conditions_remove (pass->conditions, SYNCHRONIZED);
      return;
    }
  _vmistate_pass_set_phase (pass, "Failed");
  if (is_noted (pass))
    return;
  _vmistate_conditions_remove (pass->conditions, SYNCHRONIZED);
  condition = _vmistate_condition_make (SYNCHRONIZED, "False", REASON, IRRECOVERABLE);
  _vmistate_record_set_time (condition, CONDITION_LAST_TRANSITION_TIME, pass->now);
  _vmistate_conditions_append (pass->conditions, condition);
}
