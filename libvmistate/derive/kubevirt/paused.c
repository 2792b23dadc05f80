/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Paused: KubeVirt has words for three reasons, and the first one stays for as long as the guest
 * is paused for any. */

#include "config.h"

#include "node-conditions.h"

#include "derive/domain-numbers.h"

#include "model/migration-state.h"

#define TYPE "Paused"

static const struct
{
  const char *reason;
  const char *message;
} texts[PAUSED_N_REASONS] = {
  [PAUSED_USER] = { "PausedByUser", "VMI was paused by user" },
  [PAUSED_MIGRATION] = { "PausedByMigrationMonitor", "VMI was paused by the migration monitor" },
  [PAUSED_IOERROR] = { "PausedIOError", "VMI was paused, low-level IO error detected" },
};

/* A migration pauses the guest for a moment at its end; only that it does so for longer, to come to
 * an end at all, is shown. */
static gboolean
is_paused_to_migrate (VmistatePass *pass)
{
  gpointer migration = _vmistate_record_get_record (pass->status, STATUS_MIGRATION_STATE);
  const char *address;
  gboolean completed;

  if (migration == NULL || pass->node == NULL)
    return FALSE;
  address = _vmistate_record_get_string (migration, MIGRATION_STATE_TARGET_NODE_ADDRESS);
  _vmistate_record_get_boolean (migration, MIGRATION_STATE_COMPLETED, &completed);
  return !completed && address != NULL && *address != '\0'
         && _vmistate_record_is (migration, MIGRATION_STATE_MODE, "Paused")
         && _vmistate_record_is (migration, MIGRATION_STATE_SOURCE_NODE, pass->node);
}

static void
add_condition (VmistatePass *pass, gint32 reason)
{
  if (reason < 0 || reason >= PAUSED_N_REASONS || texts[reason].reason == NULL)
    return;
  if (reason == PAUSED_MIGRATION && !is_paused_to_migrate (pass))
    return;
  _vmistate_conditions_append (pass->conditions,
                               _vmistate_condition_make_at (TYPE, "True", texts[reason].reason,
                                                            texts[reason].message, pass->now));
}

void
_vmistate_kubevirt_paused (VmistatePass *pass)
{
  gint32 state = DOMAIN_NOSTATE;
  gint32 reason = PAUSED_UNKNOWN;

  if (pass->view == NULL
      || (!_vmistate_view_get_state (pass->view, &state, &reason) && !pass->view->gone))
    return;
  if (state != DOMAIN_PAUSED || pass->view->gone)
    _vmistate_conditions_remove (pass->conditions, TYPE);
  else if (!_vmistate_conditions_has (pass->conditions, TYPE))
    add_condition (pass, reason);
}
